import type { SolvedCamera } from '../../set-up/solved-set-up.ts';

/**
 * Sharpness of the cubic below (Keys 1981: −0.5 reproduces a parabola). More, because the falling wall is filtered twice
 * again: by the façade picture's bilinear look-up and by the pixel.
 */
const SHARPNESS = -1;

/** One channel of the plate between its pixels, by a sharpening cubic; never beyond the nearest four pixels' range by more than half. */
export function samplePlate(
  plate: Float32Array,
  { widthPx, heightPx }: Pick<SolvedCamera, 'widthPx' | 'heightPx'>,
  [xPx, yPx, channel]: readonly [x: number, y: number, channel: number],
): number {
  const column = Math.floor(xPx - 0.5);
  const row = Math.floor(yPx - 0.5);
  const across = weigh(xPx - 0.5 - column);
  const down = weigh(yPx - 0.5 - row);
  let sum = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (let stepY = -1; stepY <= 2; stepY++) {
    const y = Math.min(heightPx - 1, Math.max(0, row + stepY));
    let line = 0;
    for (let stepX = -1; stepX <= 2; stepX++) {
      const x = Math.min(widthPx - 1, Math.max(0, column + stepX));
      const value = plate[(y * widthPx + x) * 3 + channel] ?? 0;
      line += value * (across[stepX + 1] ?? 0);
      if (stepX >> 1 !== 0 || stepY >> 1 !== 0) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    sum += line * (down[stepY + 1] ?? 0);
  }
  const slack = (high - low) / 2;
  return Math.max(0, low - slack, Math.min(high + slack, sum));
}

function weigh(t: number): readonly [number, number, number, number] {
  const outer = (d: number): number => SHARPNESS * (((d - 5) * d + 8) * d - 4);
  const inner = (d: number): number => ((SHARPNESS + 2) * d - (SHARPNESS + 3)) * d * d + 1;
  return [outer(1 + t), inner(t), inner(1 - t), outer(2 - t)];
}
