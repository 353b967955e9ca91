import styles from './brief.module.css';

interface BriefAsidesProps {
  readonly leftOut: readonly string[];
  readonly questions: readonly string[];
}

/** What of a brief has no place in the form, and what it does not answer. */
export function BriefAsides({ leftOut, questions }: BriefAsidesProps) {
  return (
    <>
      <Aside title="Left out of the brief" sentences={leftOut} />
      <Aside title="The brief leaves open" sentences={questions} />
    </>
  );
}

function Aside({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className={styles.aside}>
      <p>{title}</p>
      <ul>
        {[...new Set(sentences)].map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}
