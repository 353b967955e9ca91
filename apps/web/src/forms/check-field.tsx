import { useId } from 'react';
import styles from './forms.module.css';

interface CheckFieldProps {
  readonly label: React.ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly hint?: React.ReactNode;
  readonly isDisabled?: boolean;
}

/** A yes or no. */
export function CheckField({ label, isChecked, onChange, hint, isDisabled = false }: CheckFieldProps) {
  const hintId = useId();
  return (
    <div className={styles.check}>
      <label className={styles.checkLabel}>
        <input
          type="checkbox"
          checked={isChecked}
          disabled={isDisabled}
          aria-describedby={hint ? hintId : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={hintId} className={styles.checkHint}>
          {hint}
        </p>
      )}
    </div>
  );
}
