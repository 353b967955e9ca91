import styles from './page.module.css';

/** What a page says where there is nothing yet: what is missing and how to get it. */
export function EmptyState({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2 className={styles.emptyTitle}>{title}</h2>
      <div className={styles.emptyText}>{children}</div>
    </div>
  );
}
