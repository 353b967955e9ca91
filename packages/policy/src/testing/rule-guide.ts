import type { PolicyRule } from '../policy-rule.ts';

const HEADINGS: Readonly<Record<string, string>> = {
  house: 'House (`house.cedar`): always in force',
  material: 'Material, models, words, faces, likenesses (`material.cedar`): always in force',
  people: 'People (`people.cedar`): always in force',
  netflix: 'Pack `netflix`',
  'sag-aftra': 'Pack `sag-aftra`',
  california: 'Pack `california`',
  'eu-ai-act': 'Pack `eu-ai-act`',
};

/** All rules as the page for legal and producers, in the order of the files; made from the Cedar text and nothing else. */
export function renderRuleGuide(rules: readonly PolicyRule[]): string {
  const packs = [...Object.keys(HEADINGS), ...rules.map(({ pack }) => pack)];
  const sections = [...new Set(packs)].map((pack) => renderSection(pack, rules));
  return [
    '# Every rule',
    '',
    'Made from `packages/policy/policies` by `npx vitest run packages/policy/src/policy-guide.test.ts -u`; a test fails where the two differ. [How the rules work](policy.md) is told beside it.',
    '',
    ...sections,
  ].join('\n');
}

function renderSection(pack: string, rules: readonly PolicyRule[]): string {
  const rows = rules.filter((rule) => rule.pack === pack).map(renderRow);
  return [
    `## ${HEADINGS[pack] ?? pack}`,
    '',
    '| rule | outcome | in words | source |',
    '| ---- | ------- | -------- | ------ |',
    ...rows,
    '',
  ].join('\n');
}

function renderRow({ id, outcome, role, text, source, advice }: PolicyRule): string {
  const verdict = role === undefined ? outcome : `${outcome}: ${role}`;
  const cells = [`\`${id}\``, verdict, advice === undefined ? text : `${text} *${advice}*`, source];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
