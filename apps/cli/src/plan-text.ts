import { type EgressItem, formatUsd, type PlannedCall } from '@backlot/film';
import type { TakePlan } from '@backlot/studio';

/** What a take would send, cost and be told, as a terminal shows it. */
export function describePlan({ egress, words, explanation }: TakePlan): string {
  const { decision } = explanation;
  const calls = egress?.calls ?? [];
  const known = calls.flatMap(({ estimateUsdMicros }) => estimateUsdMicros ?? []);
  const cost =
    known.length === calls.length
      ? formatUsd(known.reduce((sum, each) => sum + each, 0))
      : 'a price that nobody has stated';
  return [
    calls.length === 0 ? 'Nothing leaves this machine.' : `${calls.length} calls, at ${cost}:`,
    ...calls.flatMap((call) => [
      `  ${call.name}: ${describeCall(call)}`,
      ...call.items.map((item) => `    ${describeItem(item)}`),
    ]),
    ...words.map(({ outcome, text, why }) => `  ${outcome}: "${text}": ${why}`),
    `Policy: ${decision.outcome}`,
    ...decision.reasons.map(({ ruleId, text }) => `  ${text} [${ruleId}]`),
  ].join('\n');
}

function describeCall({ backEnd, model, card }: PlannedCall): string {
  if (!backEnd) return `to nobody: card ${card} names no back end of this production`;
  return `to ${backEnd.title} (${backEnd.host}, ${backEnd.isOwn ? 'own machine' : 'outside'}), model ${model ?? '?'}`;
}

function describeItem(item: EgressItem): string {
  if (item.kind === 'words') return `${item.where}: "${item.text}"`;
  const made = item.madeInto === undefined ? '' : `, made into ${item.madeInto}`;
  return `${item.slot}: ${item.name}, ${item.byteLength} bytes, ${item.sha256.slice(0, 12)}${made}`;
}
