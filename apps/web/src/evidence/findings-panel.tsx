import type { TakeDetail } from '@backlot/server';
import styles from './evidence.module.css';

interface FindingsPanelProps {
  readonly take: TakeDetail;
  readonly onGoTo?: (frame: number) => void;
}

/** What the automatic checks saw, and the figures of the run. */
export function FindingsPanel({ take, onGoTo }: FindingsPanelProps) {
  const figures = Object.entries(take.figures);
  return (
    <>
      <section className={styles.block} aria-label="Inspection">
        <h2 className={styles.heading}>Inspection</h2>
        {take.findings.length === 0 ? (
          <p className="quiet">
            {take.seal ? 'The automatic checks found nothing: frames, size, rate, levels.' : 'Not inspected yet.'}
          </p>
        ) : (
          <ul className={styles.findings}>
            {take.findings.map((finding) => (
              <li
                key={`${finding.check} ${finding.file} ${finding.frame} ${finding.message}`}
                data-severity={finding.severity}
              >
                <span className={styles.check}>{finding.check.replaceAll('-', ' ')}</span>
                {finding.message}
                {finding.frame !== undefined && onGoTo && (
                  <button type="button" className={styles.link} onClick={() => onGoTo(finding.frame ?? 0)}>
                    Frame {finding.frame}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {figures.length > 0 && (
        <section className={styles.block} aria-label="Figures">
          <h2 className={styles.heading}>Figures</h2>
          <dl className={styles.figures}>
            {figures.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="mono">{formatFigure(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

function formatFigure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });
}
