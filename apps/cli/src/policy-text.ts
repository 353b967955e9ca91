import type { Decision, DecisionReason } from '@backlot/film';
import type { WhatIf } from '@backlot/policy';

/** A decision with what would change it, as `policy explain` has it. */
export interface Explained extends Pick<Decision, 'outcome' | 'reasons'> {
  readonly whatIf: readonly WhatIf[];
  readonly matrixRow: string;
}

const OUTCOMES = { allow: 'ALLOWED', 'needs-approval': 'NEEDS APPROVAL', deny: 'DENIED' } as const;

/** An explanation for a person: the outcome first, then each reason with its source, then what would change the answer. */
export function describeExplanation({ outcome, reasons, whatIf, matrixRow }: Explained): string {
  const roles = [...new Set(reasons.flatMap(({ role }) => role ?? []))];
  return [
    `${OUTCOMES[outcome]}${roles.length > 0 ? ` by ${roles.join(' and ')}` : ''}`,
    '',
    'Why',
    ...reasons.flatMap(describeReason),
    `  In Netflix's use-case matrix: ${matrixRow}.`,
    '',
    'What would change the answer',
    ...(whatIf.length === 0 ? ['  Nothing that can be changed here.'] : whatIf.flatMap(describeWhatIf)),
  ]
    .map(toPrintable)
    .join('\n');
}

/** Names come from a file: they may not steer the terminal. */
function toPrintable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

function describeReason({ text, about, source, pack, ruleId, role, advice }: DecisionReason): string[] {
  return [
    `  ${text}`,
    ...(about === undefined ? [] : [`    about   ${about}`]),
    `    source  ${source}`,
    `    rule    ${ruleId}${pack === undefined ? '' : ` in ${pack}.cedar`}`,
    ...(role === undefined ? [] : [`    asks    ${role}`]),
    ...(advice === undefined ? [] : [`    advice  ${advice}`]),
    '',
  ];
}

function describeWhatIf({ changes, outcome }: WhatIf): string[] {
  const [first = '', ...others] = changes;
  return [
    `  ${OUTCOMES[outcome].toLowerCase().padEnd(14)}  ${first}`,
    ...others.map((other) => `${' '.repeat(14)}and ${other}`),
  ];
}
