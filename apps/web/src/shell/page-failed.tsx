import styles from './page.module.css';
import { ProblemNotice } from './problem-notice.tsx';

/** A page that could not be shown. */
export function PageFailed({ error }: { readonly error: unknown }) {
  return (
    <div className={styles.page}>
      <ProblemNotice error={error} />
    </div>
  );
}
