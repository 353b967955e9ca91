import { Field } from '../forms/field.tsx';
import controls from '../forms/forms.module.css';

interface NumberFieldProps {
  readonly label: string;
  /** What stands in the set-up; anything but a number shows an empty field. */
  readonly value: unknown;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly hint?: string;
  /** Undefined where the field was emptied. */
  readonly onChange: (value: number | undefined) => void;
}

/** A number of a set-up. */
export function NumberField({ label, value, hint, onChange, ...range }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          {...range}
          className={controls.control}
          type="number"
          value={typeof value === 'number' ? value : ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)}
        />
      )}
    </Field>
  );
}
