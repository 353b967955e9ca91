import { BacklotError, formatUsd, isUnbilled, type ModelTerms, type PlannedCall, type UsdMicros } from '@backlot/film';
import type { ShotAccount } from '../ports/models.ts';

/** What is to be spent, and where. */
export interface Expense {
  readonly production: string;
  /** Absent for what belongs to no shot. */
  readonly shot?: string;
  readonly terms: ModelTerms;
  /** Of the production's calls so far. */
  readonly accounts: readonly ShotAccount[];
  /** Nothing where no price is known. */
  readonly estimateUsdMicros: UsdMicros | undefined;
}

/**
 * Whether the production's and the shot's budgets bear an expense, with everything that is under way. A budget bears
 * nothing of which nobody knows what it costs.
 * @throws BacklotError `BUDGET_SPENT`, `PRICE_UNKNOWN`
 */
export function demandBudget({ production, shot, terms, accounts, estimateUsdMicros }: Expense): void {
  demandWithin(`Production "${production}"`, terms.budgetUsdMicros, accounts, estimateUsdMicros);
  if (shot === undefined) return;
  const ofShot = accounts.filter((account) => account.shot === shot);
  demandWithin(`Shot "${shot}"`, terms.shotBudgetsUsdMicros[shot], ofShot, estimateUsdMicros);
}

/**
 * What planned calls cost together; nothing where the price of one is unknown. A machine of the studio's own that bills nobody
 * costs nothing unless its card says so.
 */
export function estimateOf(calls: readonly PlannedCall[]): UsdMicros | undefined {
  let sum = 0;
  for (const { estimateUsdMicros, backEnd } of calls) {
    const estimate = estimateUsdMicros ?? (backEnd && isUnbilled(backEnd) ? 0 : undefined);
    if (estimate === undefined) return undefined;
    sum += estimate;
  }
  return sum;
}

function demandWithin(
  whose: string,
  limit: UsdMicros | undefined,
  accounts: readonly ShotAccount[],
  estimate: UsdMicros | undefined,
): void {
  if (limit === undefined || estimate === 0) return;
  if (estimate === undefined) throw priceUnknown(whose, limit);
  const spent = accounts.reduce((sum, { spentUsdMicros }) => sum + spentUsdMicros, 0);
  if (spent + estimate <= limit) return;
  throw new BacklotError(
    'BUDGET_SPENT',
    `${whose}: expected models to cost at most ${formatUsd(limit)}, got ${formatUsd(spent)} so far and ${formatUsd(estimate)} to come`,
    { hint: 'Raise the budget on the models page, or ask for less: fewer variants, fewer frames, a cheaper model.' },
  );
}

function priceUnknown(whose: string, limit: UsdMicros): BacklotError {
  return new BacklotError(
    'PRICE_UNKNOWN',
    `${whose}: expected models to cost at most ${formatUsd(limit)}, got a call whose price nobody knows`,
    { hint: 'State a price on the model’s card; or lift the budget on the models page.' },
  );
}
