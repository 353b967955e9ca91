import { type ModelCall, spentOn } from '@backlot/film';

/** A moment of the account: all that was spent by then. */
export interface SpendPoint {
  readonly atMs: number;
  readonly totalUsdMicros: number;
}

/** How the sum grew, call by call, oldest first; calls that cost nothing are left out. */
export function curveOf(calls: readonly ModelCall[]): readonly SpendPoint[] {
  let totalUsdMicros = 0;
  return [...calls]
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
    .filter((call) => spentOn(call) > 0)
    .map((call) => {
      totalUsdMicros += spentOn(call);
      return { atMs: Date.parse(call.startedAt), totalUsdMicros };
    });
}
