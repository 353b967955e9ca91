import type { TakeDetail } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useTakeRights } from '../sign-in/use-rights.ts';
import styles from './take.module.css';

interface UseApprovalProps {
  readonly take: TakeDetail;
  readonly onApproved?: () => void;
}

/** A person's yes to a use that waits for one, or the end of the take. */
export function UseApproval({ take, onApproved = () => {} }: UseApprovalProps) {
  const may = useTakeRights(take.id);
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const renew = () => queries.invalidateQueries({ queryKey: ['take', take.id] });
  const approval = useMutation({
    mutationFn: () => studioClient.approveUse(take.id, text.trim()),
    onSuccess: async () => {
      await renew();
      onApproved();
    },
  });
  const cancel = useMutation({ mutationFn: () => studioClient.cancelTake(take.id), onSuccess: renew });
  return (
    <form
      className={styles.verdictForm}
      onSubmit={(event) => {
        event.preventDefault();
        approval.mutate();
      }}
    >
      <p className="quiet">
        {take.requestedBy.name} asked for it and cannot approve it. The approval holds for these very parameters.
      </p>
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
            {take.state === 'held' ? 'Approve what was seen' : 'Approve the use'}
          </button>
        )}
        {may('cancel-take') && !take.seal && (
          <button type="button" className={styles.button} disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel the take
          </button>
        )}
      </div>
    </form>
  );
}
