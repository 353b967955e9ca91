import styles from './forms.module.css';

/** Fields that belong together, under a title. */
export function FormGroup({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.groupTitle}>{title}</legend>
      <div className={styles.groupBody}>{children}</div>
    </fieldset>
  );
}

/** Two fields side by side. */
export function TwoFields({ children }: { readonly children: React.ReactNode }) {
  return <div className={styles.two}>{children}</div>;
}
