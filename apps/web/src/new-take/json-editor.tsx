import { useId } from 'react';
import styles from './json-editor.module.css';
import type { SetUpProblem } from './set-up-problems.ts';

interface JsonEditorProps {
  readonly label: string;
  readonly text: string;
  readonly problems: readonly SetUpProblem[];
  readonly onChange: (text: string) => void;
}

/** JSON with numbered lines; what is wrong stands at the end of its own line. */
export function JsonEditor({ label, text, problems, onChange }: JsonEditorProps) {
  const describedBy = useId();
  const lines = text.split('\n');
  const messages = new Map<number, string>();
  for (const { line, message } of problems)
    messages.set(line, [messages.get(line), message].filter(Boolean).join('; '));
  return (
    <div className={styles.editor}>
      <div className={styles.sheet}>
        <div className={styles.lines} aria-hidden="true">
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
            <div key={index} className={styles.line} data-wrong={messages.has(index)}>
              <span className={styles.number}>{index + 1}</span>
              <span className={styles.code}>{line || ' '}</span>
              {messages.has(index) && <span className={styles.message}>{messages.get(index)}</span>}
            </div>
          ))}
        </div>
        <textarea
          className={styles.text}
          aria-label={label}
          aria-invalid={problems.length > 0}
          aria-describedby={describedBy}
          value={text}
          rows={lines.length}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <ul id={describedBy} className="visually-hidden">
        {problems.map((problem) => (
          <li key={`${problem.line} ${problem.path} ${problem.message}`}>
            Line {problem.line + 1}, {problem.path}: {problem.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
