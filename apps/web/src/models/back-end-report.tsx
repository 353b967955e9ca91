import type { BackEndReportView } from '@backlot/server';
import { formatCount } from '../shell/format.ts';
import { describePrice, nameOfTask } from './model-words.ts';
import styles from './models.module.css';

/** What a test found: the server's own word for itself, what it offers, and what it lacks. */
export function BackEndReport({ report: { about, models, missing } }: { readonly report: BackEndReportView }) {
  return (
    <div className={styles.report} data-tone={missing.length > 0 ? 'waiting' : 'good'}>
      <p>
        It answers: {about}. <span className="quiet">{describeOffer(models.length, missing.length)}</span>
      </p>
      {missing.length > 0 && (
        <div>
          <h4 className={styles.reportTitle}>Missing there</h4>
          <ul className={styles.missing}>
            {missing.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </div>
      )}
      {models.length > 0 && (
        <div>
          <h4 className={styles.reportTitle}>There</h4>
          <ul className={styles.offers}>
            {models.map(({ name, title, task, price }) => (
              <li key={name}>
                <span>{title}</span>
                <span className={`${styles.modelName} mono`}>{name}</span>
                <span className="quiet">{nameOfTask(task)}</span>
                <span className="quiet">{price ? describePrice(price) : 'No list price'}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function describeOffer(offered: number, missing: number): string {
  if (offered === 0) return 'No model that Backlot knows is ready there.';
  const ready = `${formatCount(offered, 'model')} ${offered === 1 ? 'is' : 'are'} ready`;
  return missing === 0 ? `${ready}, and nothing is missing.` : `${ready}; for others something is missing.`;
}
