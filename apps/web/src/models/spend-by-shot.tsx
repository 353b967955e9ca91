import { formatUsd, type ModelCall } from '@backlot/film';
import type { ModelsView } from '@backlot/server';
import { describeSum } from './estimate.ts';
import styles from './models.module.css';

type Shot = ModelsView['shots'][number];

/** Units of the drawing; it is stretched to its cell. */
const WIDTH = 100;

interface SpendByShotProps {
  readonly shots: readonly Shot[];
  /** Calls of which nobody knows what they cost. */
  readonly unknown: readonly ModelCall[];
}

/** What each shot cost, as bars with a mark at its limit: a table, so that it can be read out as one. */
export function SpendByShot({ shots, unknown }: SpendByShotProps) {
  const more = new Set(unknown.map(({ shot }) => shot));
  if (shots.length === 0) return null;
  const most = Math.max(
    1,
    ...shots.map(({ spentUsdMicros, limitUsdMicros = 0 }) => Math.max(spentUsdMicros, limitUsdMicros)),
  );
  return (
    <table className={styles.shots}>
      <caption className="visually-hidden">Spent by shot</caption>
      <thead className={styles.shotsHead}>
        <tr>
          <th scope="col">Shot</th>
          <th scope="col">
            Share,
            <span className={styles.legendMark} />
            at the limit
          </th>
          <th scope="col">Spent</th>
          <th scope="col" className={styles.limit}>
            Limit
          </th>
        </tr>
      </thead>
      <tbody>
        {shots.map((shot) => (
          <tr key={shot.shot}>
            <th scope="row" className="mono">
              {shot.shot}
            </th>
            <td className={styles.barCell}>
              <Bar shot={shot} most={most} />
            </td>
            <td className="mono">{describeSum(shot.spentUsdMicros, more.has(shot.shot))}</td>
            <td className={`${styles.limit} mono`}>
              {shot.limitUsdMicros === undefined ? (
                <span className="faint">no limit</span>
              ) : (
                `of ${formatUsd(shot.limitUsdMicros)}`
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ shot: { spentUsdMicros, limitUsdMicros }, most }: { readonly shot: Shot; readonly most: number }) {
  const at = (micros: number): number => (WIDTH * micros) / most;
  const isOver = limitUsdMicros !== undefined && spentUsdMicros >= limitUsdMicros;
  return (
    <svg className={styles.bar} viewBox={`0 0 ${WIDTH} 14`} preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.track} x="0" y="4" width={WIDTH} height="6" />
      <rect className={styles.filled} data-over={isOver} x="0" y="4" width={at(spentUsdMicros)} height="6" />
      {limitUsdMicros !== undefined && (
        <line className={styles.mark} x1={at(limitUsdMicros)} x2={at(limitUsdMicros)} y1="0" y2="14" />
      )}
    </svg>
  );
}
