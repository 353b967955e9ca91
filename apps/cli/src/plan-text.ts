import { describeAsked, describeLeftOut, type EgressItem, formatUsd, type PlannedCall } from '@backlot/film';
import type { TakePlan } from '@backlot/studio';
import { EXIT } from './exit-code.ts';

/** What a take, or a brief, would send, cost and be told, as a terminal shows it. */
export function describePlan({ egress, words, explanation, refusal }: Omit<TakePlan, 'recipeHash'>): string {
  const { decision } = explanation;
  const calls = egress?.calls ?? [];
  const known = calls.flatMap(({ estimateUsdMicros }) => estimateUsdMicros ?? []);
  const cost =
    known.length === calls.length
      ? formatUsd(known.reduce((sum, each) => sum + each, 0))
      : 'a price that nobody has stated';
  return [
    calls.length === 0
      ? 'Nothing leaves this machine.'
      : `${calls.length === 1 ? '1 call' : `${calls.length} calls`}, at ${cost}${timeOf(calls)}:`,
    ...calls.flatMap((call) => [
      `  ${call.name}: ${describeCall(call)}`,
      ...[...describeNumbers(call), ...describeItems(call.items)].map((line) => `    ${line}`),
    ]),
    ...words.map(({ outcome, text, why }) => `  ${outcome}: "${text}": ${why}`),
    `Policy: ${decision.outcome}`,
    ...decision.reasons.map(({ ruleId, text }) => `  ${text} [${ruleId}]`),
    ...(refusal ? [`${refusal.code}: ${refusal.message}`, ...(refusal.hint ? [`  ${refusal.hint}`] : [])] : []),
  ].join('\n');
}

/** What the process of a plan ends with: as its request would, where that is known. */
export function exitCodeOfPlan({ explanation, refusal }: Omit<TakePlan, 'recipeHash'>): number {
  return explanation.decision.outcome === 'allow' && !refusal ? EXIT.done : EXIT.refused;
}

/** Calls of one take are made one after the other, or together: never longer than their sum. */
function timeOf(calls: readonly PlannedCall[]): string {
  const known = calls.flatMap(({ estimateS }) => estimateS ?? []);
  if (known.length < calls.length) return '';
  const seconds = Math.ceil(known.reduce((sum, each) => sum + each, 0));
  return seconds < 120 ? `, in about ${seconds} s` : `, in about ${Math.round(seconds / 60)} min`;
}

function describeCall({ backEnd, model, card, reuses }: PlannedCall): string {
  if (reuses !== undefined) return `to nobody: paid by an earlier take that came to nothing, call ${reuses}`;
  if (!backEnd) return `to nobody: card ${card} names no back end of this production`;
  return `to ${backEnd.title} (${backEnd.host}, ${backEnd.isOwn ? 'own machine' : 'outside'}), model ${model ?? '?'}`;
}

function describeNumbers(call: PlannedCall): string[] {
  const asked = describeAsked(call).join('; ');
  return [asked || [], describeLeftOut(call) ?? []].flat();
}

type EgressFile = Extract<EgressItem, { kind: 'file' }>;

/** A line for each text and file; files of a sequence are one line. */
function describeItems(items: readonly EgressItem[]): string[] {
  const words = items.flatMap((item) => (item.kind === 'words' ? [`${item.where}: "${item.text}"`] : []));
  const groups = new Map<string, EgressFile[]>();
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const key = JSON.stringify([item.slot, item.role, item.madeInto]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...words, ...[...groups.values()].map(describeFiles)];
}

function describeFiles(files: readonly EgressFile[]): string {
  const [first] = files;
  if (!first) return '';
  const bytes = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const which =
    files.length === 1 ? `${first.name}, ${first.sha256.slice(0, 12)}` : `${first.name} and ${files.length - 1} more`;
  const made = first.madeInto === undefined ? '' : `, made into ${first.madeInto}`;
  return `${first.slot}: ${which}, ${bytes} bytes${made}`;
}
