import type { Picture } from '../picture/picture.ts';

/** What is left of a block when a plane is taken off each channel. */
export interface BlockStatistics {
  readonly luma: number;
  readonly variance: readonly [number, number, number];
  /** Of green with its right and lower neighbour, scaled like `variance`. */
  readonly covarianceAcross: number;
  readonly covarianceDown: number;
  readonly covarianceRedGreen: number;
  /** Variance of green, with the share that hangs together over 4 px counted double: texture is smoother than grain. */
  readonly roughness: number;
  /** Holds pure black or values above 1: its noise is cut. */
  readonly isClipped: boolean;
}

/** Statistics of the square at (x0, y0); undefined where a value is not finite. */
export function fitBlock(plate: Picture, x0: number, y0: number, sizePx: number): BlockStatistics | undefined {
  const planes = [0, 1, 2].map((c) => readBlock(plate, { x0, y0, c }, sizePx));
  let isClipped = false;
  for (const values of planes) {
    for (const value of values) {
      if (!Number.isFinite(value)) return undefined;
      if (value <= 0 || value >= 0.999) isClipped = true;
    }
  }
  const [red, green, blue] = planes as [Float64Array, Float64Array, Float64Array];
  const luma = 0.2126 * mean(red) + 0.7152 * mean(green) + 0.0722 * mean(blue);
  for (const values of planes) removePlane(values, sizePx);
  // Three parameters were fitted.
  const degrees = sizePx * sizePx - 3;
  const variance = (values: Float64Array) => dot(values, values) / degrees;
  const lagged = (dx: number, dy: number) => laggedCovariance(green, sizePx, dx, dy);
  return {
    luma,
    variance: [variance(red), variance(green), variance(blue)],
    covarianceAcross: lagged(1, 0),
    covarianceDown: lagged(0, 1),
    covarianceRedGreen: dot(red, green) / degrees,
    roughness: variance(green) + Math.max(0, lagged(4, 0)) + Math.max(0, lagged(0, 4)),
    isClipped,
  };
}

function readBlock(plate: Picture, { x0, y0, c }: { x0: number; y0: number; c: number }, sizePx: number): Float64Array {
  const values = new Float64Array(sizePx * sizePx);
  for (let i = 0; i < values.length; i++) {
    const x = x0 + (i % sizePx);
    const y = y0 + Math.floor(i / sizePx);
    values[i] = plate.data[(y * plate.widthPx + x) * plate.channels + c] as number;
  }
  return values;
}

/** Least squares over a centred grid: mean and both slopes are independent of each other. */
function removePlane(values: Float64Array, sizePx: number): void {
  const middle = (sizePx - 1) / 2;
  let [sum, across, down, squares] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const dx = (i % sizePx) - middle;
    sum += value;
    across += value * dx;
    down += value * (Math.floor(i / sizePx) - middle);
    squares += dx * dx;
  }
  for (let i = 0; i < values.length; i++) {
    const plane =
      sum / values.length +
      (across / squares) * ((i % sizePx) - middle) +
      (down / squares) * (Math.floor(i / sizePx) - middle);
    values[i] = (values[i] as number) - plane;
  }
}

function laggedCovariance(values: Float64Array, sizePx: number, dx: number, dy: number): number {
  let sum = 0;
  for (let y = 0; y + dy < sizePx; y++) {
    for (let x = 0; x + dx < sizePx; x++) {
      sum += (values[y * sizePx + x] as number) * (values[(y + dy) * sizePx + x + dx] as number);
    }
  }
  return sum / ((sizePx - dx) * (sizePx - dy));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
