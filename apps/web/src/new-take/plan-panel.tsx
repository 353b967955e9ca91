import { formatUsd } from '@backlot/film';
import type { TakePlanView } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { modelQueries } from '../client/model-queries.ts';
import { WordsFindings } from '../evidence/words-findings.tsx';
import { EgressView } from '../models/egress-view.tsx';
import { describeMoney, describeTime, estimateOf } from '../models/estimate.ts';
import { PolicyAnswer, WhatWouldChange } from '../policy/explanation-view.tsx';
import { useProductionTitle } from '../productions/use-production-title.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './model-form.module.css';
import type { ModelSetUp } from './model-set-up.ts';
import type { TakePlanControl } from './use-take-plan.ts';

interface PlanPanelProps {
  readonly setUp: ModelSetUp;
  readonly control: TakePlanControl;
  readonly missing: string | undefined;
}

/** What a request would cost and what of the budget is left, what policy says, and what it would send and to whom. */
export function PlanPanel({ setUp, control, missing }: PlanPanelProps) {
  const { plan, isFresh, isPending, error } = control;
  return (
    <div className={styles.plan} aria-busy={isPending}>
      {isPending && (
        <p className="quiet" role="status">
          Looking at what would leave. Nothing is sent for that.
        </p>
      )}
      {!isPending && error !== null && <ProblemNotice error={error} />}
      {!isPending && !plan && error === null && (
        <p className="quiet">
          Here stands what would leave: to whom, which words, which files with their hashes; what it would cost, and
          what policy says. Nothing is sent before you ask for the take. {missing}
        </p>
      )}
      {plan && !isPending && error === null && (
        <>
          {!isFresh && (
            <p className={styles.stale} role="status">
              Something was changed since. Look again before you ask.
            </p>
          )}
          <div className={styles.planned} data-stale={!isFresh}>
            <Plan plan={plan} setUp={setUp} />
          </div>
        </>
      )}
    </div>
  );
}

function Plan({ plan: { egress, words, explanation }, setUp }: { plan: TakePlanView; setUp: ModelSetUp }) {
  const calls = egress?.calls ?? [];
  const estimate = estimateOf(calls);
  return (
    <>
      <section>
        <h3 className={styles.legend} tabIndex={-1}>
          It would cost
        </h3>
        <p className={styles.estimate}>{describeMoney(calls)}</p>
        <p className="quiet">{describeTime(estimate)}</p>
        <Left setUp={setUp} estimateUsdMicros={estimate.usdMicros} />
      </section>
      <section>
        <h3 className={styles.legend}>Policy says</h3>
        <PolicyAnswer decision={explanation.decision} />
      </section>
      <section>
        <h3 className={styles.legend}>It would send</h3>
        <EgressView calls={calls} />
      </section>
      {words.length > 0 && (
        <section>
          <h3 className={styles.legend}>People in words</h3>
          <WordsFindings words={words} />
        </section>
      )}
      <WhatWouldChange whatIf={explanation.whatIf} />
    </>
  );
}

interface LeftProps {
  readonly setUp: ModelSetUp;
  /** Undefined where nobody knows: no budget bears that. */
  readonly estimateUsdMicros: number | undefined;
}

/** What the budgets would have left after it. */
function Left({ setUp: { production, shot }, estimateUsdMicros }: LeftProps) {
  const maySee = useRights(production)('view-models');
  const title = useProductionTitle(production);
  const models = useQuery({ ...modelQueries.models(production), enabled: maySee }).data;
  if (!models) return null;
  const { terms, spentUsdMicros, shots } = models;
  const limits = [
    [title, terms.budgetUsdMicros, spentUsdMicros],
    [shot, terms.shotBudgetsUsdMicros[shot], shots.find((each) => each.shot === shot)?.spentUsdMicros ?? 0],
  ] as const;
  const set = limits.flatMap(([whose, limit, spent]) => (limit === undefined ? [] : [{ whose, left: limit - spent }]));
  if (set.length === 0) return <p className="quiet">No budget is set.</p>;
  return (
    <ul>
      {set.map(({ whose, left }) => (
        <li key={whose} className={isBorne(left, estimateUsdMicros) ? 'quiet' : styles.over}>
          {describeLeft(whose, left, estimateUsdMicros)}
        </li>
      ))}
    </ul>
  );
}

function isBorne(left: number, estimate: number | undefined): boolean {
  return estimate === 0 || (estimate !== undefined && left >= estimate);
}

function describeLeft(whose: string, left: number, estimate: number | undefined): string {
  if (estimate === undefined) {
    return `The budget of ${whose} bears no call whose price nobody knows: the request would be refused. State a price on the model’s card.`;
  }
  return isBorne(left, estimate)
    ? `${formatUsd(left)} is left of the budget of ${whose}${after(left, estimate)}.`
    : `Beyond the budget of ${whose}: ${formatUsd(Math.max(0, left))} is left. The request would be refused.`;
}

function after(left: number, estimate: number): string {
  return estimate === 0 ? '' : `, ${formatUsd(left - estimate)} after it`;
}
