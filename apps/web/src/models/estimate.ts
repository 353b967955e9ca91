import { formatUsd, type PlannedCall } from '@backlot/film';
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

/** `$0.16, about 40 s` */
export function describeEstimate(calls: readonly Planned[]): string {
  if (calls.length === 0) return 'Nothing';
  const { usdMicros, seconds } = estimateOf(calls);
  const money = usdMicros === undefined ? 'Nobody has stated a price' : formatUsd(usdMicros);
  const time = seconds === undefined ? 'nobody knows how long' : `about ${formatDuration(seconds * 1000)}`;
  return `${money}, ${time}`;
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
}
