import type { ConsentState } from '@backlot/film';

const ORDER = ['granted', 'draft', 'withdrawn', 'expired'] as const satisfies readonly ConsentState[];

/** How a performer stands by all their consents: one in force outweighs those that are not. */
export function bestStanding(standings: readonly ConsentState[]): ConsentState | 'none' {
  return ORDER.find((each) => standings.includes(each)) ?? 'none';
}

/** Consents in the order in which one wants to read them: those in force, then drafts, then what ended; newest first in each. */
export function inReadingOrder<T extends { readonly standing: ConsentState; readonly createdAt: string }>(
  consents: readonly T[],
): T[] {
  return [...consents].sort(
    (a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || b.createdAt.localeCompare(a.createdAt),
  );
}
