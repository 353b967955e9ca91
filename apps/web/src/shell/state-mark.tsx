import type { TakeState } from '@backlot/film';
import styles from './state-mark.module.css';

type Tone = 'running' | 'waiting' | 'good' | 'bad' | 'quiet';

const STATES: Readonly<Record<TakeState, readonly [tone: Tone, words: string]>> = {
  requested: ['running', 'Requested'],
  refused: ['bad', 'Refused'],
  'awaiting-approval': ['waiting', 'Awaiting approval'],
  queued: ['running', 'Queued'],
  running: ['running', 'Running'],
  inspecting: ['running', 'Inspecting'],
  sealing: ['running', 'Sealing'],
  'in-review': ['waiting', 'In review'],
  approved: ['good', 'Approved'],
  rejected: ['bad', 'Rejected'],
  delivered: ['good', 'Delivered'],
  failed: ['bad', 'Failed'],
  cancelled: ['quiet', 'Cancelled'],
  held: ['waiting', 'Held for an answer'],
  quarantined: ['bad', 'Quarantined'],
};

/** A take's state in a word and a colour. The colour is never the only sign. */
export function StateMark({ state }: { readonly state: TakeState }) {
  const [tone, words] = STATES[state];
  return (
    <span className={styles.mark} data-tone={tone}>
      {words}
    </span>
  );
}
