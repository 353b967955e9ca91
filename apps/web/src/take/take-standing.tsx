import { formatTakeVersion, isTakeSettled, rolesAsked } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { ApiProblem } from '../client/api-problem.ts';
import { DecisionPanel } from '../evidence/decision-panel.tsx';
import { ExplanationPanel } from '../evidence/explanation-panel.tsx';
import { FindingsPanel } from '../evidence/findings-panel.tsx';
import { LikenessFindings } from '../evidence/likeness-findings.tsx';
import { ModelPanel } from '../evidence/model-panel.tsx';
import { PeopleFindings } from '../evidence/people-findings.tsx';
import { UsePanel } from '../evidence/use-panel.tsx';
import { namesOfRoles } from '../rights/roles-asked.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useNewTake } from '../shell/studio-shell.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import { HistoryTree } from './history-tree.tsx';
import { RecipePanel } from './recipe-panel.tsx';
import styles from './take.module.css';
import { TakeMoney } from './take-money.tsx';
import { TakeProgress } from './take-progress.tsx';
import { UseApproval } from './use-approval.tsx';
import { useHistory } from './use-history.ts';
import { WithheldPanel } from './withheld-panel.tsx';

const WORDS: Partial<Record<TakeDetail['state'], string>> = {
  refused: 'Policy refused this use.',
  failed: 'The run failed. Nothing of it was kept as a result.',
  cancelled: 'Somebody ended this take before it was finished.',
  quarantined: 'Its files are withheld: nobody can see, download or deliver them.',
};

const MAY_BE_TRIED_AGAIN: ReadonlySet<TakeDetail['state']> = new Set(['refused', 'failed', 'cancelled']);

/** A take without a picture: still under way, waiting for a person, ended, or withheld. */
export function TakeStanding({ take }: { readonly take: TakeDetail }) {
  const waits = take.state === 'awaiting-approval' || take.state === 'held';
  const isQuarantined = take.state === 'quarantined';
  // A guest is told nothing of how a take is made.
  const isTold = take.recipe !== null;
  return (
    <div className={styles.standing}>
      <h1 className={styles.standingTitle}>
        {take.shot} <span className="mono">{formatTakeVersion(take.version)}</span>
      </h1>
      <p className={styles.standingText}>{describeStanding(take)}</p>
      {!isTakeSettled(take.state) && <TakeProgress take={take} />}
      {take.error && <ProblemNotice error={new ApiProblem(take.error)} />}
      {isQuarantined && <WithheldPanel take={take} />}
      <PeopleFindings take={take} />
      <LikenessFindings take={take} />
      {!isQuarantined && <DecisionPanel take={take} />}
      {waits && <UseApproval take={take} />}
      {MAY_BE_TRIED_AGAIN.has(take.state) && <TryAgain take={take} />}
      {(waits || take.state === 'refused') && <ExplanationPanel take={take} />}
      <TakeMoney take={take} />
      <ModelPanel take={take} />
      <HistorySection take={take} />
      {isTold && <UsePanel take={take} />}
      {take.findings.length > 0 && <FindingsPanel take={take} />}
      {isTold && isTakeSettled(take.state) && !isQuarantined && <RecipePanel take={take} />}
    </div>
  );
}

function describeStanding({ state, decision, startedAt }: TakeDetail): string {
  const reasons = decision?.reasons ?? [];
  const roles = namesOfRoles(reasons) ?? 'Somebody who did not ask for it';
  const who = `${roles} ${rolesAsked(reasons).length > 1 ? 'have' : 'has'}`;
  if (state === 'awaiting-approval') return `${who} to approve this use before anything runs.`;
  if (state === 'held') return `It is made, and held. ${who} to answer for what inspection saw before it is sealed.`;
  if (state === 'refused' && !startedAt) return 'Policy refused this use. Nothing was run.';
  if (isTakeSettled(state)) return WORDS[state] ?? 'There is no picture of this take to look at here.';
  return 'This take is being made.';
}

function HistorySection({ take }: { readonly take: TakeDetail }) {
  const history = useHistory(take);
  if (!history) return null;
  return (
    <section className={styles.block} aria-label="History">
      <h2 className={styles.heading}>History</h2>
      <HistoryTree tree={history} current={take.id} />
    </section>
  );
}

function TryAgain({ take }: { readonly take: TakeDetail }) {
  const openNewTake = useNewTake();
  const may = useRights(take.production);
  if (!may('request-take')) return null;
  return (
    <button
      type="button"
      className={styles.button}
      onClick={() => openNewTake({ production: take.production, shot: take.shot, from: take })}
    >
      Ask again with changes
    </button>
  );
}
