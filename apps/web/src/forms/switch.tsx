import { useId } from 'react';
import styles from './switch.module.css';

interface SwitchProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly isPending: boolean;
  /** Absent for who may only read. */
  readonly onToggle: (() => void) | undefined;
  /** What being on means. */
  readonly children: React.ReactNode;
}

/** Shows what the studio has recorded, not what was clicked: it turns once the answer is there. */
export function Switch({ name, isOn, isPending, onToggle, children }: SwitchProps) {
  const id = useId();
  return (
    <div className={styles.row}>
      <p className={styles.name} id={`${id}-name`}>
        {name}
      </p>
      {onToggle ? (
        <button
          type="button"
          role="switch"
          aria-checked={isOn}
          aria-labelledby={`${id}-name`}
          aria-describedby={`${id}-what`}
          className={styles.switch}
          disabled={isPending}
          onClick={onToggle}
        >
          <span className={styles.knob} />
        </button>
      ) : (
        <span className={styles.state}>{isOn ? 'On' : 'Off'}</span>
      )}
      <div className={styles.what} id={`${id}-what`}>
        {children}
      </div>
    </div>
  );
}
