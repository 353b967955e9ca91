import { formatUsd } from '@backlot/film';
import rightsStyles from '../rights/rights.module.css';
import { formatCount } from '../shell/format.ts';
import { BudgetForm } from './budget-form.tsx';
import { idsOfUnbilled, isOfUnknownCost } from './estimate.ts';
import styles from './models.module.css';
import type { ModelsPart } from './models-page.tsx';
import { SpendByShot } from './spend-by-shot.tsx';
import { SpendOverTime } from './spend-over-time.tsx';

/** What models have cost, by shot and over time, and what they may cost. */
export function MoneySection({ production, models }: ModelsPart) {
  const { terms, spentUsdMicros, uncertainUsdMicros, shots, calls, backEnds, removedBackEnds } = models;
  const { budgetUsdMicros } = terms;
  const limits = [budgetUsdMicros, terms.shotBudgetsUsdMicros];
  const own = idsOfUnbilled([...backEnds, ...removedBackEnds]);
  const unknown = calls.filter((call) => isOfUnknownCost(call, own));
  return (
    <section aria-label="Money">
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>Money</h2>
      </div>
      <div className={styles.money}>
        <div>
          <p className={styles.spent}>{formatUsd(spentUsdMicros)}</p>
          <p className="quiet">{describeBudget(spentUsdMicros, budgetUsdMicros)}</p>
          {uncertainUsdMicros > 0 && (
            <p className={styles.uncertain}>
              {formatUsd(uncertainUsdMicros)} of it is uncertain: of calls that are under way, were cancelled, or of
              which nobody knows. It counts as spent until the vendor says otherwise.
            </p>
          )}
          {unknown.length > 0 && (
            <p className={styles.uncertain}>
              What {formatCount(unknown.length, 'call')} cost, nobody has stated: that comes on top.
            </p>
          )}
          <SpendByShot shots={shots} unknown={unknown} />
          <SpendOverTime calls={calls} budgetUsdMicros={budgetUsdMicros} />
        </div>
        <BudgetForm key={JSON.stringify(limits)} production={production} terms={terms} />
      </div>
    </section>
  );
}

function describeBudget(spent: number, budget: number | undefined): string {
  if (budget === undefined) return 'spent on models so far. No budget is set.';
  if (spent > budget) return `spent on models, ${formatUsd(spent - budget)} over the budget of ${formatUsd(budget)}.`;
  return `spent on models, ${formatUsd(budget - spent)} left of ${formatUsd(budget)}.`;
}
