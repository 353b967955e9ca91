import { useId } from 'react';
import styles from './forms.module.css';

/** What ties a control to its label, its hint and what is wrong with it. */
interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface FieldProps {
  readonly label: string;
  /** What belongs here, where the label does not tell. */
  readonly hint?: React.ReactNode;
  /** What is wrong with what stands here. */
  readonly problem?: string | undefined;
  readonly children: (control: ControlProps) => React.ReactNode;
}

/** A labelled control with its hint, and what is wrong with it right below. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const about = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': about || undefined, 'aria-invalid': problem !== undefined })}
      {problem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
    </div>
  );
}
