import { useId } from 'react';
import styles from './forms.module.css';
import type { Options } from './select-field.tsx';

interface ChoiceRowProps<T extends string> {
  readonly legend: React.ReactNode;
  readonly value: T;
  readonly options: Options<T>;
  readonly onChange: (value: T) => void;
  /** Legend and choices on one line, as in a list of questions. */
  readonly isInline?: boolean;
}

/** A few choices side by side; arrow keys move between them. */
export function ChoiceRow<T extends string>({ legend, value, options, onChange, isInline = false }: ChoiceRowProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.choice} data-inline={isInline}>
      <legend className={isInline ? 'visually-hidden' : styles.label}>{legend}</legend>
      {isInline && (
        <span className={styles.choiceText} aria-hidden="true">
          {legend}
        </span>
      )}
      <span className={styles.segments}>
        {options.map(([each, title]) => (
          <label key={each} className={styles.segment} data-chosen={each === value}>
            <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
            {title}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
