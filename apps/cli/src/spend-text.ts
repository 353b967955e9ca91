import { formatUsd, type ModelCall, type ModelTerms, spentOn } from '@backlot/film';
import type { SpendReport } from '@backlot/studio';

const SHOWN_CALLS = 20;

/** What a production may send and spend, as a terminal shows it. */
export function describeTerms({ isOffline, budgetUsdMicros, shotBudgetsUsdMicros }: ModelTerms): string {
  const shots = Object.entries(shotBudgetsUsdMicros).map(([shot, limit]) => `  ${shot}: at most ${formatUsd(limit)}`);
  const budget =
    budgetUsdMicros === undefined
      ? 'no limit on what models cost'
      : `models cost at most ${formatUsd(budgetUsdMicros)}`;
  return [isOffline ? 'offline: nothing is sent to any model' : 'online', budget, ...shots].join('\n');
}

/** What was spent, by shot and call: each row counts for what it counts in the sum. */
export function describeSpend({ terms, spentUsdMicros, uncertainUsdMicros, shots, calls }: SpendReport): string {
  const uncertain = uncertainUsdMicros > 0 ? `, of it ${formatUsd(uncertainUsdMicros)} not settled` : '';
  const sent = calls.filter(({ reuses }) => reuses === undefined).length;
  const hidden = calls.length - SHOWN_CALLS;
  return [
    `${formatUsd(spentUsdMicros)} spent in ${sent} calls${uncertain}`,
    ...shots.map(({ shot, spentUsdMicros: spent, limitUsdMicros, callCount }) => {
      const limit = limitUsdMicros === undefined ? '' : ` of ${formatUsd(limitUsdMicros)}`;
      return `  ${shot}  ${formatUsd(spent)}${limit} in ${callCount} calls`;
    }),
    ...calls.slice(0, SHOWN_CALLS).map(describeCall),
    ...(hidden > 0 ? [`  … and ${hidden} more; --json lists all`] : []),
    describeTerms(terms),
  ].join('\n');
}

function describeCall(call: ModelCall): string {
  const { startedAt, take, name, model, state, costUsdMicros, estimateUsdMicros, reuses } = call;
  const estimate = estimateUsdMicros === undefined ? 'unknown' : formatUsd(estimateUsdMicros);
  const isUnknown = state !== 'failed' && (costUsdMicros ?? estimateUsdMicros) === undefined;
  const cost = isUnknown ? 'unknown' : formatUsd(spentOn(call));
  const where = `  ${startedAt}  ${take ?? 'no take,'} ${name}  ${model}`;
  if (reuses !== undefined) return `${where}  has the answer of call ${reuses}, paid there`;
  return `${where}  ${state}  estimate ${estimate}  cost ${cost}`;
}
