import { BacklotError, type EgressManifest, type TakeError } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { demandBudget, estimateOf } from './demand-budget.ts';

/** What somebody would have made, and where. */
export interface PlannedExpense {
  readonly production: string;
  /** Absent for what belongs to no shot. */
  readonly shot?: string;
  readonly egress: EgressManifest | undefined;
}

/**
 * Asked again with each call: this is so that nobody waits for an approval of what cannot be paid.
 * @throws BacklotError `BUDGET_SPENT`, `PRICE_UNKNOWN`
 */
export async function demandAffordable(
  { records }: Pick<StudioPorts, 'records'>,
  { egress, ...where }: PlannedExpense,
): Promise<void> {
  const known = egress && (await records.productions.get(where.production));
  if (!known) return;
  const accounts = await records.models.calls.accounts(where.production);
  demandBudget({ ...where, terms: known.models, accounts, estimateUsdMicros: estimateOf(egress.calls) });
}

/** The same as a plan tells it; nothing where the budgets bear it. */
export async function findRefusal(
  ports: Pick<StudioPorts, 'records'>,
  expense: PlannedExpense,
): Promise<{ readonly refusal?: TakeError }> {
  try {
    await demandAffordable(ports, expense);
    return {};
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    const { code, message, hint } = error;
    return { refusal: { code, message, ...(hint === undefined ? {} : { hint }) } };
  }
}
