import { formatTakeVersion, formatUsd, type ModelCall } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import rightsStyles from '../rights/rights.module.css';
import { formatMoment } from '../shell/format.ts';
import { CallState } from './call-state.tsx';
import { idsOfUnbilled, isOfUnknownCost } from './estimate.ts';
import styles from './models.module.css';
import type { ModelsPart } from './models-page.tsx';

const SHOWN_AT_FIRST = 25;

/** Every call of a model, newest first: what it was for, how it ended, what it was to cost and cost. */
export function AccountTable({ production, models }: ModelsPart) {
  const [isWhole, setWhole] = useState(false);
  const { calls, cards } = models;
  const backEnds = [...models.backEnds, ...models.removedBackEnds];
  const own = idsOfUnbilled(backEnds);
  const shown = isWhole ? calls : calls.slice(0, SHOWN_AT_FIRST);
  const takes = useQuery({ ...studioQueries.takesOfProduction(production), enabled: calls.length > 0 }).data ?? [];
  const versions = new Map(takes.map(({ id, version }) => [id, formatTakeVersion(version)]));
  return (
    <section aria-label="Account">
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>
          Account<span className={rightsStyles.count}>{calls.length || ''}</span>
        </h2>
      </div>
      {calls.length === 0 ? (
        <p className={rightsStyles.none}>
          Nothing was sent to a model yet. Each call will stand here with its estimate and what it cost.
        </p>
      ) : (
        <table className={styles.account}>
          <caption className="visually-hidden">Calls of models, newest first</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Shot</th>
              <th scope="col">Take</th>
              <th scope="col">Call</th>
              <th scope="col">Model</th>
              <th scope="col">State</th>
              <th scope="col" className={styles.amount}>
                Estimate
              </th>
              <th scope="col" className={styles.amount}>
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((call) => (
              <tr key={call.id}>
                <td>{formatMoment(call.startedAt)}</td>
                <td className="mono">{call.shot ?? '–'}</td>
                <td className="mono">
                  {call.take === undefined ? (
                    '–'
                  ) : (
                    <Link to="/takes/$take" params={{ take: call.take }} className={styles.takeLink}>
                      {versions.get(call.take) ?? 'take'}
                    </Link>
                  )}
                </td>
                <td>{call.name}</td>
                <td>
                  {cards.find(({ id }) => id === call.card)?.name ?? call.model}
                  <span className={rightsStyles.sub}>
                    {backEnds.find(({ id }) => id === call.backEnd)?.title ?? call.backEnd}
                  </span>
                </td>
                <td>
                  <CallState call={call} />
                </td>
                <td className={`${styles.amount} mono`}>{money(call.estimateUsdMicros)}</td>
                <td className={`${styles.amount} mono`}>{costOf(call, own)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.length < calls.length && (
        <button type="button" className={`${rightsStyles.link} ${styles.more}`} onClick={() => setWhole(true)}>
          All {calls.length} calls
        </button>
      )}
    </section>
  );
}

function costOf(call: ModelCall, own: ReadonlySet<string>): React.ReactNode {
  const { state, mayBeCharged, costUsdMicros } = call;
  if (isOfUnknownCost(call, own)) return <span className="faint">unknown</span>;
  if (costUsdMicros === undefined && state === 'failed' && mayBeCharged !== true) return money(0);
  return money(costUsdMicros);
}

function money(micros: number | undefined): React.ReactNode {
  return micros === undefined ? <span className="faint">—</span> : formatUsd(micros);
}
