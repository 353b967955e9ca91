import type { Purpose } from '@backlot/film';
import styles from './new-take-dialog.module.css';

const PURPOSES: readonly (readonly [Purpose, string])[] = [
  ['ideation', 'To try an idea; stays in the house'],
  ['temp', 'For an edit that others see'],
  ['final', 'For the audience; somebody approves the use first'],
];

interface PurposeChoiceProps {
  readonly purpose: Purpose;
  readonly onChange: (purpose: Purpose) => void;
}

/** What the take is for, and what that means. */
export function PurposeChoice({ purpose, onChange }: PurposeChoiceProps) {
  return (
    <fieldset>
      <legend>Purpose</legend>
      {PURPOSES.map(([each, meaning]) => (
        <label key={each} className={styles.purpose} title={meaning}>
          <input type="radio" name="purpose" checked={each === purpose} onChange={() => onChange(each)} />
          {each}
        </label>
      ))}
      <p className={styles.meaning}>{PURPOSES.find(([each]) => each === purpose)?.[1]}</p>
    </fieldset>
  );
}
