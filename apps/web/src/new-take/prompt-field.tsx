import type { WordsFinding } from '@backlot/film';
import { useId } from 'react';
import { WordsFindings } from '../evidence/words-findings.tsx';
import controls from '../forms/forms.module.css';
import { markWords } from './mark-words.ts';
import styles from './prompt-field.module.css';
import { countLetters, MOST_PROMPT_LETTERS, tooLong } from './prompt-length.ts';

interface PromptFieldProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  /** Letters that it may have. */
  readonly most?: number;
  readonly findings: readonly WordsFinding[];
  readonly onChange: (value: string) => void;
  /** The control that the dialog begins with. */
  readonly isFirst?: boolean;
}

/** Words for a model. Those that point to people are underlined where they stand, and said why right below. */
export function PromptField(props: PromptFieldProps) {
  const { label, value, rows, most = MOST_PROMPT_LETTERS, findings, onChange, isFirst = false } = props;
  const id = useId();
  const [count, problem] = [countLetters(value, most), tooLong(value, most)];
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
