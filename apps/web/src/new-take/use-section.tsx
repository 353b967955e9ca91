import type { RegisterView } from '@backlot/server';
import { TextField } from '../forms/text-field.tsx';
import { UseFields } from '../policy/use-fields.tsx';
import styles from './new-take-dialog.module.css';
import { readUse, writeUse } from './set-up-text.ts';

/** A longer one would make the whole use unreadable. */
const MOST_LETTERS = 2000;

interface UseSectionProps {
  readonly text: string;
  readonly register: RegisterView | undefined;
  readonly onChange: (text: string) => void;
}

/** Who and what the take touches. The answers live in the set-up's text alone. */
export function UseSection({ text, register, onChange }: UseSectionProps) {
  const use = readUse(text);
  return (
    <section className={styles.use} aria-label="Who and what it touches">
      <h3 className={styles.useTitle}>Who and what it touches</h3>
      {use ? (
        <>
          <p className={styles.useAbout}>
            Policy decides by this. What nobody answers counts as unsure, which some rules take for a no.
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
          <UseFields register={register} use={use} onChange={(next) => onChange(writeUse(text, next))} />
        </>
      ) : (
        <p className={styles.useAbout}>The set-up’s text cannot be read. Correct it there; nothing of it is lost.</p>
      )}
    </section>
  );
}
