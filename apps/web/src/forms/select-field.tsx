import { Field } from './field.tsx';
import styles from './forms.module.css';

/** What can be chosen: the value, and its name. */
export type Options<T extends string> = readonly (readonly [value: T, name: string])[];

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: Options<T>;
  readonly onChange: (value: T) => void;
  readonly hint?: React.ReactNode;
  readonly problem?: string | undefined;
  /** The control that a dialog begins with. */
  readonly isFirst?: boolean;
}

/** One of a list. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, options, onChange, isFirst = false, ...about } = props;
  return (
    <Field label={label} {...about}>
      {(control) => (
        <select
          {...control}
          className={styles.control}
          value={value}
          data-autofocus={isFirst || undefined}
          onChange={(event) => {
            const chosen = options.find(([each]) => each === event.target.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {options.map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
