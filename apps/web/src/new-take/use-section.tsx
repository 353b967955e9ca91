import { UNDECLARED_USE } from '@backlot/film';
import type { RegisterView } from '@backlot/server';
import { TextField } from '../forms/text-field.tsx';
import { UseFields } from '../policy/use-fields.tsx';
import styles from './new-take-dialog.module.css';
import { readUse, writeUse } from './set-up-text.ts';
import { useLatest } from './use-latest.ts';

/** A longer one would make the whole use unreadable. */
const MOST_LETTERS = 2000;

interface UseSectionProps {
  readonly text: string;
  readonly register: RegisterView | undefined;
  /** Id of the model that was chosen to make the take, where one does. */
  readonly maker?: string;
  readonly onChange: (text: string) => void;
}

/** Who and what the take touches. The answers live in the set-up's text alone. */
export function UseSection({ text, register, maker = '', onChange }: UseSectionProps) {
  const read = readUse(text);
  const use = useLatest(read) ?? UNDECLARED_USE;
  return (
    <fieldset className={styles.use} disabled={!read} aria-label="Who and what it touches">
      <h3 className={styles.useTitle}>Who and what it touches</h3>
      <p className={styles.useAbout} role="status">
        {read
          ? 'Policy decides by this. What nobody answers counts as unsure, which some rules take for a no.'
          : 'The set-up’s text cannot be read at this moment. Correct it there; nothing of it is lost.'}
      </p>
      <TextField
        label="In words, for whoever has to approve (optional)"
        rows={2}
        value={use.description ?? ''}
        onChange={(typed) => {
          const words = typed.slice(0, MOST_LETTERS);
          const { description: _, ...rest } = use;
          onChange(writeUse(text, words === '' ? rest : { ...rest, description: words }));
        }}
      />
      <UseFields register={register} use={use} maker={maker} onChange={(next) => onChange(writeUse(text, next))} />
    </fieldset>
  );
}
