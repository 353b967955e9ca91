import type { WordsFinding } from '@backlot/film';
import styles from './findings.module.css';

const WORDS_OUTCOMES = { ask: 'A question', stop: 'Stopped' } as const;

/** Words that point to people: which, where, to whom and why that is thought. */
export function WordsFindings({ words }: { readonly words: readonly WordsFinding[] }) {
  return (
    <ul className={styles.findings}>
      {words.map((finding) => (
        <li
          key={`${finding.where} ${finding.start} ${finding.person}`}
          className={styles.finding}
          data-tone={finding.outcome}
        >
          <p>
            <q className={styles.words}>{finding.text}</q> <span className="quiet">in the {finding.where}</span>
          </p>
          <p className="quiet">{finding.why}</p>
          <p className={styles.verdict}>
            {WORDS_OUTCOMES[finding.outcome]}: {finding.person}
          </p>
        </li>
      ))}
    </ul>
  );
}
