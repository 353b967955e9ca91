import type { WordsFinding } from '@backlot/film';
import { useId } from 'react';
import { WordsFindings } from '../evidence/words-findings.tsx';
import controls from '../forms/forms.module.css';
import { markWords } from './mark-words.ts';
import styles from './prompt-field.module.css';
import { countLetters, tooLong } from './prompt-length.ts';

interface PromptFieldProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly findings: readonly WordsFinding[];
  readonly onChange: (value: string) => void;
  /** The control that the dialog begins with. */
  readonly isFirst?: boolean;
}

/** Words for a model. Those that point to people are underlined where they stand, and said why right below. */
export function PromptField({ label, value, rows, findings, onChange, isFirst = false }: PromptFieldProps) {
  const id = useId();
  const [count, problem] = [countLetters(value), tooLong(value)];
  return (
    <div>
      <label htmlFor={id} className={controls.label}>
        {label}
      </label>
      <div className={styles.sheet}>
        <div className={styles.marks} aria-hidden="true">
          {markWords(value, findings).map(({ start, text, finding }) =>
            finding ? (
              <mark key={start} data-outcome={finding.outcome}>
                {text}
              </mark>
            ) : (
              <span key={start}>{text}</span>
            ),
          )}
          {/* A last empty line is as high as the others. */}
          {'\n'}
        </div>
        <textarea
          id={id}
          className={styles.text}
          rows={rows}
          value={value}
          aria-describedby={`${id}-found ${id}-count`}
          aria-invalid={problem !== undefined}
          data-autofocus={isFirst || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <p id={`${id}-count`} className={styles.count} data-over={problem !== undefined} aria-live="polite">
        {problem ?? count}
      </p>
      <div id={`${id}-found`} className={styles.found} role="status">
        {findings.length > 0 && <WordsFindings words={findings} />}
      </div>
    </div>
  );
}
