import { formatUsd, type ModelCall } from '@backlot/film';
import { formatMoment } from '../shell/format.ts';
import styles from './models.module.css';
import { curveOf, type SpendPoint } from './spend-curve.ts';
import { usdTicks } from './usd-ticks.ts';

const [WIDTH, HEIGHT] = [640, 140];
/** A budget that is more than so many times what was spent would press the line flat: it is told, not drawn. */
const DRAWN_UP_TO = 4;

interface SpendOverTimeProps {
  readonly calls: readonly ModelCall[];
  readonly budgetUsdMicros: number | undefined;
}

/** How the sum grew, in dollars, with a line at the budget. The same stands call by call in the table of the account. */
export function SpendOverTime({ calls, budgetUsdMicros }: SpendOverTimeProps) {
  const points = curveOf(calls);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const spent = last.totalUsdMicros;
  const isDrawn = budgetUsdMicros !== undefined && budgetUsdMicros <= DRAWN_UP_TO * spent;
  const ticks = usdTicks(Math.max(spent, isDrawn ? budgetUsdMicros : 0));
  const top = ticks.at(-1) ?? 1;
  const y = (micros: number): number => HEIGHT - (HEIGHT * micros) / top;
  const words = `Spent over time: ${formatUsd(spent)} from ${formatMoment(iso(first))} to ${formatMoment(iso(last))}`;
  return (
    <figure className={styles.curve}>
      <figcaption className={styles.curveHead}>
        <span>Spent over time, in dollars</span>
        {budgetUsdMicros !== undefined && (
          <span className="faint">
            {isDrawn ? 'dashed: the budget of ' : 'above this scale: the budget of '}
            {formatUsd(budgetUsdMicros)}
          </span>
        )}
      </figcaption>
      <div className={styles.plot}>
        <div className={styles.ticks} aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick} style={{ bottom: `${(100 * tick) / top}%` }}>
              {formatUsd(tick)}
            </span>
          ))}
        </div>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words}>
          <path className={styles.area} d={`${stepsOf(points, y)} V${HEIGHT} H0 Z`} />
          {ticks.map((tick) => (
            <line key={tick} className={styles.axis} x1="0" x2={WIDTH} y1={y(tick)} y2={y(tick)} />
          ))}
          {isDrawn && (
            <line className={styles.budgetLine} x1="0" x2={WIDTH} y1={y(budgetUsdMicros)} y2={y(budgetUsdMicros)} />
          )}
          <path className={styles.line} d={stepsOf(points, y)} />
        </svg>
      </div>
      <div className={styles.curveFoot}>
        <span>{formatMoment(iso(first))}</span>
        <span>{formatMoment(iso(last))}</span>
      </div>
    </figure>
  );
}

/** Money is spent at once, not gradually: the line goes in steps. */
function stepsOf(points: readonly SpendPoint[], y: (micros: number) => number): string {
  const [from, to] = [points[0]?.atMs ?? 0, points.at(-1)?.atMs ?? 0];
  const x = (atMs: number): number => (to === from ? WIDTH : (WIDTH * (atMs - from)) / (to - from));
  const steps = points.map(({ atMs, totalUsdMicros }) => `H${x(atMs).toFixed(1)} V${y(totalUsdMicros).toFixed(1)}`);
  return `M0 ${HEIGHT} ${steps.join(' ')} H${WIDTH}`;
}

function iso({ atMs }: SpendPoint): string {
  return new Date(atMs).toISOString();
}
