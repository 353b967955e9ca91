import type { TakeUseView, WithdrawalView } from '@backlot/server';
import { formatCount } from '../shell/format.ts';
import { CallBackList } from './call-back-list.tsx';
import styles from './rights.module.css';
import { TakeUses } from './take-uses.tsx';
import dialogStyles from './withdrawal-dialog.module.css';

interface WithdrawalAnswerProps {
  readonly answer: WithdrawalView;
  /** The takes that used it, as they stood before. */
  readonly takes: readonly TakeUseView[];
  /** Whether it is told to the performer, who calls nothing back themselves. */
  readonly isOwn: boolean;
  readonly onClose: () => void;
}

/** What was stopped, and which deliveries somebody has to call back. */
export function WithdrawalAnswer({ answer, takes, isOwn, onClose }: WithdrawalAnswerProps) {
  const stopped = answer.quarantined.map((id) => takes.find((take) => take.id === id));
  const known = stopped.flatMap((take) => (take ? [{ ...take, state: 'quarantined' as const }] : []));
  const count = answer.quarantined.length;
  return (
    <div role="status">
      <p className={dialogStyles.outcome}>
        {count === 0 ? 'Nothing had to be stopped' : `${formatCount(count, 'take')} stopped`}
      </p>
      <p className="quiet">
        {count === 0
          ? 'It is taken back. No take stood on it alone.'
          : 'It is taken back. The files of these takes are withheld from now on.'}
      </p>
      {known.length > 0 && (
        <>
          <h3 className={dialogStyles.title}>Stopped</h3>
          <TakeUses takes={known} isNarrow />
        </>
      )}
      {known.length < count && <p className={styles.sub}>and {count - known.length} more that began in the meantime</p>}
      {answer.deliveries.length > 0 && (
        <>
          <h3 className={dialogStyles.title}>
            {isOwn ? 'Left the studio before; the production calls it back' : 'Call back from whoever received them'}
          </h3>
          <CallBackList deliveries={answer.deliveries} />
        </>
      )}
      <div className={dialogStyles.foot}>
        <button type="button" className={styles.button} onClick={onClose} data-autofocus>
          Close
        </button>
      </div>
    </div>
  );
}
