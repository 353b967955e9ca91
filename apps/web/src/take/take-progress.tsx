import type { TakeDetail } from '@backlot/server';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { modelQueries } from '../client/model-queries.ts';
import { studioClient } from '../client/studio-client.ts';
import { CallState } from '../models/call-state.tsx';
import { formatDuration } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights, useTakeRights } from '../sign-in/use-rights.ts';
import styles from './take.module.css';
import { TakePreview } from './take-preview.tsx';

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
      <TakePreview take={take} />
      <CallsUnderWay take={take} />
      {cancel.error && <ProblemNotice error={cancel.error} />}
      {may('cancel-take') && (
        <button type="button" className={styles.button} disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {cancel.isPending ? 'Cancelling' : 'Cancel the take'}
        </button>
      )}
    </div>
  );
}

/** Where each call of a model stands, while the take is made. */
function CallsUnderWay({ take }: { readonly take: TakeDetail }) {
  const maySee = useRights(take.production)('view-models') && take.egress !== null;
  const calls = useQuery({ ...modelQueries.calls(take.id), enabled: maySee }).data ?? [];
  if (calls.length === 0) return null;
  return (
    <ul className={styles.underWay} aria-label="Calls of models">
      {calls.map((call) => (
        <li key={call.id}>
          <span>{call.name}</span>
          <span>
            <CallState call={call} />
          </span>
        </li>
      ))}
    </ul>
  );
}
