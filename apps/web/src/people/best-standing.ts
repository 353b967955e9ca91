import type { ConsentState } from '@backlot/film';

const ORDER = ['granted', 'draft', 'withdrawn', 'expired'] as const satisfies readonly ConsentState[];

/** How a performer stands by all their consents: one in force outweighs those that are not. */
export function bestStanding(standings: readonly ConsentState[]): ConsentState | 'none' {
  return ORDER.find((each) => standings.includes(each)) ?? 'none';
}
