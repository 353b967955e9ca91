import { toApiProblem } from '../client/api-problem.ts';
import styles from './problem-notice.module.css';

/** A failure in full: what is wrong, what to do next, and its code to look up or to tell others. */
export function ProblemNotice({ error }: { readonly error: unknown }) {
  const problem = toApiProblem(error);
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.message}>{problem.message}</p>
      {problem.hint && <p className={styles.hint}>{problem.hint}</p>}
      <p className={`${styles.code} mono`}>{problem.code}</p>
    </div>
  );
}
