import { formatBytes } from '../shell/format.ts';
import { Field } from './field.tsx';
import styles from './forms.module.css';

interface FileFieldProps {
  readonly label: string;
  readonly file: File | undefined;
  readonly accept?: string;
  readonly onChange: (file: File | undefined) => void;
  readonly hint?: React.ReactNode;
  readonly problem?: string | undefined;
}

/** One file from this computer, chosen, or dropped on the control that covers the field. */
export function FileField({ label, file, accept, onChange, hint, problem }: FileFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (
        <div className={styles.file}>
          <span className={styles.fileName}>
            {file ? `${file.name}, ${formatBytes(file.size)}` : 'Choose a file or drop it here'}
          </span>
          <span className={styles.filePick} aria-hidden="true">
            {file ? 'Change' : 'Choose'}
          </span>
          <input
            {...control}
            type="file"
            accept={accept}
            onChange={(event) => onChange(event.target.files?.[0] ?? file)}
          />
        </div>
      )}
    </Field>
  );
}
