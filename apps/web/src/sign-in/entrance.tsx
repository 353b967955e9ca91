import styles from './entrance.module.css';

interface EntranceProps {
  readonly title: string;
  readonly about?: React.ReactNode;
  readonly children?: React.ReactNode;
  /** Small print below the form. */
  readonly note?: React.ReactNode;
}

/** The frame of the pages before one is known: a title and a form, and nothing of the studio. */
export function Entrance({ title, about, children, note }: EntranceProps) {
  return (
    <div className={styles.entrance}>
      <header className={styles.bar}>Backlot</header>
      <main className={styles.body}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.about}>{about}</p>
        {children}
        {note && <p className={styles.note}>{note}</p>}
      </main>
    </div>
  );
}
