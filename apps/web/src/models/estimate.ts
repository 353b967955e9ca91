import { formatUsd, type ModelCall, type PlannedCall, spentOn } from '@backlot/film';
import { formatDuration } from '../shell/format.ts';

/** What calls would cost and how long they would take; undefined where nobody knows of one of them. */
export interface Estimate {
  readonly usdMicros: number | undefined;
  readonly seconds: number | undefined;
}

type Planned = Pick<PlannedCall, 'estimateUsdMicros' | 'estimateS'>;

/** Sums of money and time over all calls. */
export function estimateOf(calls: readonly Planned[]): Estimate {
  return {
    usdMicros: sumOf(calls.map(({ estimateUsdMicros }) => estimateUsdMicros)),
    seconds: sumOf(calls.map(({ estimateS }) => estimateS)),
  };
}

/** `$0.16`, or that nobody knows. */
export function describeMoney({ usdMicros }: Estimate): string {
  return usdMicros === undefined ? 'No stated price' : formatUsd(usdMicros);
}

/** `About 40 s`, or that nobody knows. */
export function describeTime({ seconds }: Estimate): string {
  return seconds === undefined ? 'How long it takes, nobody has said.' : `About ${formatDuration(seconds * 1000)}.`;
}

/** What calls cost so far; what nobody has stated a price for is not free. */
export function describeSpent(calls: readonly ModelCall[]): string {
  const isStated = calls.every(({ costUsdMicros, estimateUsdMicros, state }) => {
    return (costUsdMicros ?? estimateUsdMicros) !== undefined || state === 'failed';
  });
  return isStated ? formatUsd(calls.reduce((sum, call) => sum + spentOn(call), 0)) : 'Not stated';
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
}
