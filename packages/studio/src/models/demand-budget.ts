import { BacklotError, formatUsd, type ModelCall, type ModelTerms, spentOn, type UsdMicros } from '@backlot/film';

/** What is to be spent, and where. */
export interface Expense {
  readonly production: string;
  /** Absent for what belongs to no shot. */
  readonly shot?: string;
  readonly terms: ModelTerms;
  /** All of the production's calls so far. */
  readonly calls: readonly ModelCall[];
  readonly estimateUsdMicros: UsdMicros;
}

/**
 * Whether the production's and the shot's budgets bear an expense, with everything that is under way.
 * @throws BacklotError `BUDGET_SPENT`
 */
export function demandBudget({ production, shot, terms, calls, estimateUsdMicros }: Expense): void {
  demandWithin(`Production "${production}"`, terms.budgetUsdMicros, calls, estimateUsdMicros);
  if (shot === undefined) return;
  const ofShot = calls.filter((call) => call.shot === shot);
  demandWithin(`Shot "${shot}"`, terms.shotBudgetsUsdMicros[shot], ofShot, estimateUsdMicros);
}

function demandWithin(
  whose: string,
  limit: UsdMicros | undefined,
  calls: readonly ModelCall[],
  estimate: UsdMicros,
): void {
  if (limit === undefined || estimate === 0) return;
  const spent = calls.reduce((sum, call) => sum + spentOn(call), 0);
  if (spent + estimate <= limit) return;
  throw new BacklotError(
    'BUDGET_SPENT',
    `${whose}: expected models to cost at most ${formatUsd(limit)}, got ${formatUsd(spent)} so far and ${formatUsd(estimate)} to come`,
    { hint: 'Raise the budget on the models page, or ask for less: fewer variants, fewer frames, a cheaper model.' },
  );
}
