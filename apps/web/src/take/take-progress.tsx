import type { TakeDetail } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { studioClient } from '../client/studio-client.ts';
import { formatDuration } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useTakeRights } from '../sign-in/use-rights.ts';
import styles from './take.module.css';

const STAGES: Partial<Record<TakeDetail['state'], string>> = {
  requested: 'Asking policy',
  queued: 'Waiting for a worker',
  inspecting: 'Inspecting what came out',
  sealing: 'Sealing the files',
};

/** How far a take has come, live, and the way to end it. */
export function TakeProgress({ take }: { readonly take: TakeDetail }) {
  const queries = useQueryClient();
  const may = useTakeRights(take.id);
  const cancel = useMutation({
    mutationFn: () => studioClient.cancelTake(take.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['take', take.id] }),
  });
  const { progress } = take;
  const isAfter = take.state === 'inspecting' || take.state === 'sealing';
  const percent = Math.floor(100 * (isAfter ? 1 : (progress?.fraction ?? 0)));
  const stage = take.state === 'running' ? (progress?.stage ?? 'Starting') : (STAGES[take.state] ?? take.state);
  const remainingMs = take.state === 'running' ? progress?.remainingMs : undefined;
  return (
    <div>
      <p className={styles.percent}>
        {percent}
        <span className={styles.percentSign}>%</span>
      </p>
      <div
        className={styles.progress}
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${percent} %, ${stage}`}
      >
        <span className={styles.progressDone} style={{ width: `${percent}%` }} />
      </div>
      <div className={styles.progressFacts}>
        <span>
          {stage}
          {progress?.message && <span className="faint"> {progress.message}</span>}
        </span>
        <span>{remainingMs === undefined ? '' : `${formatDuration(remainingMs)} left`}</span>
      </div>
      {cancel.error && <ProblemNotice error={cancel.error} />}
      {may('cancel-take') && (
        <button type="button" className={styles.button} disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {cancel.isPending ? 'Cancelling' : 'Cancel the take'}
        </button>
      )}
    </div>
  );
}
