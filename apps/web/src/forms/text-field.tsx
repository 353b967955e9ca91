import { Field } from './field.tsx';
import styles from './forms.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: React.ReactNode;
  readonly problem?: string | undefined;
  readonly type?: 'text' | 'date' | 'datetime-local' | 'email' | 'number' | 'password';
  readonly placeholder?: string;
  /** More than one: several lines. */
  readonly rows?: number;
  /** The control that a dialog begins with. */
  readonly isFirst?: boolean;
}

/** A line or several of text, a date or a number. */
export function TextField({ label, value, onChange, hint, problem, isFirst = false, ...rest }: TextFieldProps) {
  const { type = 'text', placeholder, rows } = rest;
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) =>
        rows === undefined ? (
          <input
            {...control}
            className={styles.control}
            type={type}
            // What is typed here is a vendor's secret, nobody's password of this studio.
            autoComplete={type === 'password' ? 'new-password' : undefined}
            value={value}
            placeholder={placeholder}
            data-autofocus={isFirst || undefined}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...control}
            className={styles.control}
            rows={rows}
            value={value}
            placeholder={placeholder}
            data-autofocus={isFirst || undefined}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
