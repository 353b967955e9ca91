import type { TakeDetail, Verification } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';
import { formatMoment } from '../shell/format.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import styles from './evidence.module.css';

const STATES: Readonly<Record<Verification['state'], { readonly title: string; readonly meaning: string }>> = {
  trusted: { title: 'Trusted', meaning: 'Every file is as it was sealed, and the signer is trusted.' },
  valid: {
    title: 'Valid',
    meaning: 'Every file is as it was sealed. The signer is this studio’s own certificate, which others do not know.',
  },
  invalid: { title: 'Invalid', meaning: 'Something was changed after sealing. Do not use these files.' },
  unsealed: { title: 'Not sealed', meaning: 'These files carry no seal yet.' },
};

/** Whether the seals hold, checked anew each time this is opened. */
export function SealPanel({ take }: { readonly take: TakeDetail }) {
  const verification = useQuery(studioQueries.verification(take.id));
  const report = verification.data;
  return (
    <section className={styles.block} aria-label="Seal">
      <div className={styles.head}>
        <h2 className={styles.heading}>Seal</h2>
        <button
          type="button"
          className={styles.link}
          disabled={verification.isFetching}
          onClick={() => void verification.refetch()}
        >
          {verification.isFetching ? 'Checking' : 'Check again'}
        </button>
      </div>
      {verification.error && <ProblemNotice error={verification.error} />}
      {report && <SealReport report={report} />}
      {take.seal && (
        <dl className={styles.facts}>
          <div>
            <dt>Signer</dt>
            <dd>{take.seal.signer}</dd>
          </div>
          <div>
            <dt>Sealed</dt>
            <dd>{formatMoment(take.seal.sealedAt)}</dd>
          </div>
          <div>
            <dt>Ledger</dt>
            <dd>Entry {take.seal.ledgerIndex}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}

function SealReport({ report }: { readonly report: Verification }) {
  const { title, meaning } = STATES[report.state];
  const bad = report.files.filter((file) => file.state === 'invalid');
  return (
    <div role="status" data-testid="seal-state">
      <p className={styles.seal} data-state={report.state}>
        {title}
      </p>
      <p className="quiet">{meaning}</p>
      <Reasons reasons={report.state === 'invalid' ? report.reasons : []} />
      {bad.map((file) => (
        <div key={file.name} className={styles.badFile}>
          <span className="mono">{file.name}</span>
          <Reasons reasons={file.reasons} />
        </div>
      ))}
      <p className={styles.ledgerLine} data-state={report.ledger.state}>
        {report.ledger.state === 'valid'
          ? `The ledger’s chain holds over all ${report.ledger.entries} entries.`
          : `The ledger is broken at entry ${report.ledger.brokenAt ?? '?'}: ${report.ledger.reasons.join('; ')}`}
      </p>
    </div>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
