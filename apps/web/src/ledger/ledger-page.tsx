import type { LedgerEntry, LedgerReport } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { EmptyState } from '../shell/empty-state.tsx';
import { formatMoment } from '../shell/format.ts';
import pageStyles from '../shell/page.module.css';
import { PageBody } from '../shell/page-body.tsx';
import { Crumbs } from '../shell/studio-shell.tsx';
import styles from './ledger-page.module.css';

const PAGE_ENTRIES = 100;

/** The hash-chained ledger, newest first, and whether its chain holds. */
export function LedgerPage() {
  const report = useQuery(studioQueries.ledgerReport());
  return (
    <>
      <Crumbs>
        <span>Ledger</span>
      </Crumbs>
      <PageBody query={report}>
        {(data) =>
          data.entries === 0 ? (
            <EmptyState title="The ledger is empty">
              Every request, decision, seal and review is written here once it happens.
            </EmptyState>
          ) : (
            <Ledger report={data} />
          )
        }
      </PageBody>
    </>
  );
}

function Ledger({ report }: { readonly report: LedgerReport }) {
  const [page, setPage] = useState(0);
  const end = report.entries - page * PAGE_ENTRIES;
  const from = Math.max(0, end - PAGE_ENTRIES);
  const entries = useQuery(studioQueries.ledger(from, end - from));
  return (
    <div className={pageStyles.page}>
      <div className={pageStyles.head}>
        <div>
          <h1 className={pageStyles.title}>Ledger</h1>
          <p className={styles.state} data-state={report.state} role="status">
            {report.state === 'valid'
              ? `The chain holds over all ${report.entries} entries.`
              : `The chain is broken at entry ${report.brokenAt ?? '?'}: ${report.reasons.join('; ')}`}
          </p>
        </div>
        <div className={styles.pages}>
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Newer
          </button>
          <button type="button" disabled={from === 0} onClick={() => setPage(page + 1)}>
            Older
          </button>
        </div>
      </div>
      <PageBody query={entries}>
        {(list) => (
          <ol className={styles.entries}>
            {[...list].reverse().map((entry) => (
              <LedgerRow key={entry.index} entry={entry} isBroken={entry.index === report.brokenAt} />
            ))}
          </ol>
        )}
      </PageBody>
    </div>
  );
}

function LedgerRow({ entry, isBroken }: { readonly entry: LedgerEntry; readonly isBroken: boolean }) {
  const isOfTake = entry.kind !== 'production-created';
  return (
    <li className={styles.entry} data-broken={isBroken}>
      <details>
        <summary>
          <span className={`${styles.index} mono`}>{entry.index}</span>
          <span className={styles.kind}>{entry.kind.replaceAll('-', ' ')}</span>
          <span className="faint">{formatMoment(entry.at)}</span>
          <span className={`${styles.subject} mono`}>{entry.subject}</span>
          <span className={`${styles.hash} mono`}>{entry.hash.slice(0, 12)}</span>
        </summary>
        <dl className={styles.facts}>
          <dt>Hash</dt>
          <dd className="mono">{entry.hash}</dd>
          <dt>Follows</dt>
          <dd className="mono">{entry.previousHash}</dd>
          {isOfTake && (
            <>
              <dt>Take</dt>
              <dd>
                <Link to="/takes/$take" params={{ take: entry.subject }}>
                  Open the take
                </Link>
              </dd>
            </>
          )}
          <dt>Content</dt>
          <dd>
            <pre className="mono">{JSON.stringify(entry.body, null, 2)}</pre>
          </dd>
        </dl>
      </details>
    </li>
  );
}
