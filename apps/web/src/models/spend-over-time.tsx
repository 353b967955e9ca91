import { formatUsd, type ModelCall } from '@backlot/film';
import { formatMoment } from '../shell/format.ts';
import styles from './models.module.css';
import { curveOf, type SpendPoint } from './spend-curve.ts';

const [WIDTH, HEIGHT] = [640, 120];

interface SpendOverTimeProps {
  readonly calls: readonly ModelCall[];
  readonly budgetUsdMicros: number | undefined;
}

/** How the sum grew, with a line at the budget. The same stands call by call in the table of the account. */
export function SpendOverTime({ calls, budgetUsdMicros }: SpendOverTimeProps) {
  const points = curveOf(calls);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const most = Math.max(last.totalUsdMicros, budgetUsdMicros ?? 0);
  const y = (micros: number): number => HEIGHT - 1 - ((HEIGHT - 12) * micros) / most;
  const words = `Spent over time: ${formatUsd(last.totalUsdMicros)} from ${formatMoment(iso(first))} to ${formatMoment(iso(last))}`;
  return (
    <figure className={styles.curve}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words}>
        <line className={styles.axis} x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {budgetUsdMicros !== undefined && (
          <line className={styles.budgetLine} x1="0" x2={WIDTH} y1={y(budgetUsdMicros)} y2={y(budgetUsdMicros)} />
        )}
        <path className={styles.area} d={`${stepsOf(points, y)} V${HEIGHT - 1} H0 Z`} />
        <path className={styles.line} d={stepsOf(points, y)} />
      </svg>
      <figcaption className={styles.curveFoot}>
        <span>{formatMoment(iso(first))}</span>
        {budgetUsdMicros !== undefined && <span>dashed: the budget of {formatUsd(budgetUsdMicros)}</span>}
        <span>{formatMoment(iso(last))}</span>
      </figcaption>
    </figure>
  );
}

/** Money is spent at once, not gradually: the line goes in steps. */
function stepsOf(points: readonly SpendPoint[], y: (micros: number) => number): string {
  const [from, to] = [points[0]?.atMs ?? 0, points.at(-1)?.atMs ?? 0];
  const x = (atMs: number): number => (to === from ? WIDTH : (WIDTH * (atMs - from)) / (to - from));
  const steps = points.map(({ atMs, totalUsdMicros }) => `H${x(atMs).toFixed(1)} V${y(totalUsdMicros).toFixed(1)}`);
  return `M0 ${HEIGHT - 1} ${steps.join(' ')} H${WIDTH}`;
}

function iso({ atMs }: SpendPoint): string {
  return new Date(atMs).toISOString();
}
