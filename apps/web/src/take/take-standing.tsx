import { formatTakeVersion, isTakeSettled } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../client/api-problem.ts';
import { studioClient } from '../client/studio-client.ts';
import { DecisionPanel } from '../evidence/decision-panel.tsx';
import { FindingsPanel } from '../evidence/findings-panel.tsx';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useNewTake } from '../shell/studio-shell.tsx';
import { useTakeRights } from '../sign-in/use-rights.ts';
import { RecipePanel } from './recipe-panel.tsx';
import styles from './take.module.css';
import { TakeProgress } from './take-progress.tsx';

const WORDS: Partial<Record<TakeDetail['state'], string>> = {
  refused: 'Policy refused this use. Nothing was run.',
  'awaiting-approval': 'A supervisor has to approve this use before anything runs.',
  failed: 'The run failed. Nothing of it was kept as a result.',
  cancelled: 'Somebody ended this take before it was finished.',
};

/** A take without a picture: still under way, waiting for a person, or ended. */
export function TakeStanding({ take }: { readonly take: TakeDetail }) {
  return (
    <div className={styles.standing}>
      <h1 className={styles.standingTitle}>
        {take.shot} <span className="mono">{formatTakeVersion(take.version)}</span>
      </h1>
      <p className={styles.standingText}>{WORDS[take.state] ?? 'This take is being made.'}</p>
      {!isTakeSettled(take.state) && <TakeProgress take={take} />}
      {take.error && <ProblemNotice error={new ApiProblem(take.error)} />}
      {take.state === 'awaiting-approval' && <UseApproval take={take} />}
      {take.state === 'refused' && <TryAgain take={take} />}
      <DecisionPanel take={take} />
      {take.findings.length > 0 && <FindingsPanel take={take} />}
      {isTakeSettled(take.state) && <RecipePanel take={take} />}
    </div>
  );
}

function UseApproval({ take }: { readonly take: TakeDetail }) {
  const may = useTakeRights(take.id);
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const approval = useMutation({
    mutationFn: () => studioClient.approveUse(take.id, text.trim()),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['take', take.id] }),
  });
  const cancel = useMutation({
    mutationFn: () => studioClient.cancelTake(take.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['take', take.id] }),
  });
  return (
    <form
      className={styles.verdictForm}
      onSubmit={(event) => {
        event.preventDefault();
        approval.mutate();
      }}
    >
      {may('approve-use') && (
        <label>
          <span className={styles.label}>Words for the record (optional)</span>
          <textarea
            className={styles.textarea}
            rows={2}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
      )}
      {(approval.error ?? cancel.error) && <ProblemNotice error={approval.error ?? cancel.error} />}
      <div className={styles.verdictButtons}>
        {may('approve-use') && (
          <button type="submit" className={styles.approve} disabled={approval.isPending}>
            Approve the use
          </button>
        )}
        {may('cancel-take') && (
          <button type="button" className={styles.button} disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel the take
          </button>
        )}
      </div>
    </form>
  );
}

function TryAgain({ take }: { readonly take: TakeDetail }) {
  const openNewTake = useNewTake();
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
