import { formatTakeVersion, markPlaceOf, type Review } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import { DecisionReasons } from '../evidence/decision-panel.tsx';
import { ExplanationPanel } from '../evidence/explanation-panel.tsx';
import { CheckField } from '../forms/check-field.tsx';
import { formatMoment } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useTakeRights } from '../sign-in/use-rights.ts';
import styles from './take.module.css';
import { UseApproval } from './use-approval.tsx';

interface VerdictPanelProps {
  readonly take: TakeDetail;
  readonly reviews: readonly Review[];
}

/** To who may end this take but not judge it: they asked for it themselves, or only make takes. */
const FOR_OTHERS = 'A supervisor or producer who did not ask for this take gives the verdict.';

type Verdict = 'approve' | 'reject';

/** Approve or send back, the last verdict, and delivery of what was approved. */
export function VerdictPanel({ take, reviews }: VerdictPanelProps) {
  const may = useTakeRights(take.id);
  const last = reviews.filter((review) => review.decision !== 'note').at(-1);
  return (
    <section className={styles.verdict} aria-label="Verdict">
      {last && (
        <p className={styles.lastVerdict} data-decision={last.decision}>
          <strong>{last.decision === 'approve' ? 'Approved' : 'Rejected'}</strong> by {last.by.name},{' '}
          {formatMoment(last.at)}
          {last.text !== '' && <span className={styles.quote}>{last.text}</span>}
        </p>
      )}
      <VerdictForm take={take} isSupervised={last?.decision === 'approve' && last.by.role === 'supervisor'} />
      {may('deliver-take') && ['approved', 'delivered'].includes(take.state) && <Delivery take={take} />}
    </section>
  );
}

/** Where the last approval is not a supervisor's, the take cannot be delivered: it may be approved once more. */
function VerdictForm({ take, isSupervised }: { readonly take: TakeDetail; readonly isSupervised: boolean }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState<Verdict>();
  const [text, setText] = useState('');
  const sending = useMutation({
    mutationFn: (decision: Verdict) => studioClient.addReview(take.id, { decision, text: text.trim(), strokes: [] }),
    onSuccess: async () => {
      setOpen(undefined);
      setText('');
      await Promise.all(['take', 'reviews'].map((key) => queries.invalidateQueries({ queryKey: [key, take.id] })));
    },
  });
  const can = {
    approve: ['in-review', 'rejected'].includes(take.state) || (take.state === 'approved' && !isSupervised),
    reject: ['in-review', 'approved'].includes(take.state),
  };
  const may = useTakeRights(take.id);
  if (!can.approve && !can.reject) return null;
  if (!may('give-verdict')) return may('cancel-take') ? <p className="faint">{FOR_OTHERS}</p> : null;
  if (!open) {
    return (
      <div className={styles.verdictButtons}>
        {can.approve && (
          <button type="button" className={styles.approve} onClick={() => setOpen('approve')}>
            Approve {formatTakeVersion(take.version)}
          </button>
        )}
        {can.reject && (
          <button type="button" className={styles.reject} onClick={() => setOpen('reject')}>
            Reject {formatTakeVersion(take.version)}
          </button>
        )}
      </div>
    );
  }
  const isIncomplete = open === 'reject' && text.trim() === '';
  return (
    <form
      className={styles.verdictForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isIncomplete) sending.mutate(open);
      }}
    >
      <label>
        <span className={styles.label}>
          {open === 'reject' ? 'What has to change (required)' : 'Comment (optional)'}
        </span>
        <textarea
          // The person has just chosen to write here.
          ref={(field) => field?.focus()}
          className={styles.textarea}
          rows={3}
          required={open === 'reject'}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {sending.error && <ProblemNotice error={sending.error} />}
      <div className={styles.verdictButtons}>
        <button
          type="submit"
          className={open === 'approve' ? styles.approve : styles.reject}
          disabled={isIncomplete || sending.isPending}
        >
          {open === 'approve' ? 'Approve' : 'Reject'} {formatTakeVersion(take.version)}
        </button>
        <button type="button" className={styles.link} onClick={() => setOpen(undefined)}>
          Back
        </button>
      </div>
    </form>
  );
}

function Delivery({ take }: { readonly take: TakeDetail }) {
  const [marksMasters, setMarksMasters] = useState(false);
  const [isApproved, setApproved] = useState(false);
  const queries = useQueryClient();
  const delivery = useMutation({
    mutationFn: () => studioClient.deliverTake(take.id, marksMasters),
    onMutate: () => setApproved(false),
    // Whom the delivery waits for may have changed since the page was opened.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rights', 'take', take.id] }),
  });
  const onApproved = () => {
    delivery.reset();
    setApproved(true);
  };
  const answer = delivery.data;
  const hasMasters = take.files.some((file) => markPlaceOf(file) === 'master');
  return (
    <div className={styles.delivery}>
      {hasMasters && (
        <CheckField
          label="Mark the masters too"
          hint="Puts the watermark that nobody sees into the ProRes of this delivery; the EXR stay as they are."
          isChecked={marksMasters}
          isDisabled={delivery.isPending}
          onChange={setMarksMasters}
        />
      )}
      <button type="button" className={styles.button} disabled={delivery.isPending} onClick={() => delivery.mutate()}>
        {delivery.isPending ? 'Delivering' : 'Deliver'}
      </button>
      {isApproved && <p role="status">Your approval is recorded. Deliver it now: policy is asked anew.</p>}
      {answer?.outcome === 'delivered' && (
        <p role="status">
          Delivered to <span className={`${styles.path} mono`}>{answer.folder}</span>
        </p>
      )}
      {answer?.outcome === 'refused' && (
        <div role="status">
          <p>Policy refused the delivery:</p>
          <DecisionReasons reasons={answer.decision?.reasons ?? []} />
          {answer.decision?.outcome === 'needs-approval' && <UseApproval take={take} onApproved={onApproved} />}
          <ExplanationPanel take={take} />
        </div>
      )}
      {delivery.error && <ProblemNotice error={delivery.error} />}
    </div>
  );
}
