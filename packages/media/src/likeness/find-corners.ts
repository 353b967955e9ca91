import { blurGaussian } from '@backlot/kernels';
import { type GreyPicture, resize } from './grey-picture.ts';

/** A picture at one of several sizes, smoothed as corners are described. */
export interface PyramidLevel {
  readonly grey: GreyPicture;
  readonly smooth: Float32Array;
  /** Pixels of the first level for one of this. */
  readonly scale: number;
}

/** A place that can be found again, in pixels of its level. */
export interface Corner {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** From one level to the next, pictures shrink by this. */
const LEVEL_STEP = 1.25;
const LEVELS = 8;
/** Corners of a picture. */
const MOST_CORNERS = 800;
/** A corner's neighbourhood of 14 pixels, turned any way, lies within the picture. */
const MARGIN_PX = 17;
const SMOOTH_SIGMA_PX = 1.6;
/** Side of the cells that take turns in giving their corners, so that a busy part does not have them all. */
const CELL_PX = 40;
/** The weaker gradient's mean square, in codes of 255: below is what a codec leaves of nothing. */
const LEAST_STRENGTH = 0.5;

/** The picture in shrinking sizes, as far as corners fit into them. */
export function buildPyramid(grey: GreyPicture): PyramidLevel[] {
  const levels: PyramidLevel[] = [];
  for (let scale = 1; levels.length < LEVELS; scale *= LEVEL_STEP) {
    const level = scale === 1 ? grey : resize(grey, grey.widthPx / scale, grey.heightPx / scale);
    if (Math.min(level.widthPx, level.heightPx) <= 2 * MARGIN_PX) break;
    levels.push({ grey: level, smooth: blurGaussian({ ...level, channels: 1 }, SMOOTH_SIGMA_PX), scale });
  }
  return levels;
}

/**
 * At most 800 corners, strong ones first, spread over the picture and its sizes: where brightness changes in every
 * direction (Shi and Tomasi, "Good Features to Track", CVPR 1994).
 */
export function findCorners(levels: readonly PyramidLevel[]): Corner[] {
  const shares = levels.map(({ scale }) => 1 / scale);
  const all = shares.reduce((sum, share) => sum + share, 0);
  return levels.flatMap((level, index) => {
    const count = Math.floor((MOST_CORNERS * (shares[index] ?? 0)) / all);
    return spread(listPeaks(level))
      .slice(0, count)
      .map(({ x, y }) => ({ level: index, x, y }));
  });
}

interface Peak {
  readonly x: number;
  readonly y: number;
  readonly strength: number;
}

function listPeaks({ grey: { widthPx, heightPx }, smooth }: PyramidLevel): Peak[] {
  const strength = measureStrength(smooth, widthPx, heightPx);
  const peaks: Peak[] = [];
  for (let y = MARGIN_PX; y < heightPx - MARGIN_PX; y++) {
    for (let x = MARGIN_PX; x < widthPx - MARGIN_PX; x++) {
      const at = y * widthPx + x;
      const here = strength[at] ?? 0;
      if (here >= LEAST_STRENGTH && isPeak(strength, at, widthPx)) peaks.push({ x, y, strength: here });
    }
  }
  return peaks;
}

/** The smaller eigenvalue of the mean products of gradients around each pixel. */
function measureStrength(smooth: Float32Array, widthPx: number, heightPx: number): Float32Array {
  const products = new Float32Array(widthPx * heightPx * 3);
  for (let y = 1; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const at = y * widthPx + x;
      const across = ((smooth[at + 1] ?? 0) - (smooth[at - 1] ?? 0)) / 2;
      const down = ((smooth[at + widthPx] ?? 0) - (smooth[at - widthPx] ?? 0)) / 2;
      products[at * 3] = across * across;
      products[at * 3 + 1] = across * down;
      products[at * 3 + 2] = down * down;
    }
  }
  const mean = blurGaussian({ widthPx, heightPx, channels: 3, data: products }, SMOOTH_SIGMA_PX);
  return Float32Array.from({ length: widthPx * heightPx }, (_, at) => {
    const [xx, xy, yy] = [mean[at * 3] ?? 0, mean[at * 3 + 1] ?? 0, mean[at * 3 + 2] ?? 0];
    return (xx + yy - Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)) / 2;
  });
}

/** Nothing within two pixels is stronger; of equals the first counts. */
function isPeak(strength: Float32Array, at: number, widthPx: number): boolean {
  const here = strength[at] ?? 0;
  for (let row = -2; row <= 2; row++) {
    for (let column = -2; column <= 2; column++) {
      const other = strength[at + row * widthPx + column] ?? 0;
      const isBefore = row < 0 || (row === 0 && column < 0);
      if (other > here || (isBefore && other === here)) return false;
    }
  }
  return true;
}

/** The strongest of each cell, then the second of each, and so on. */
function spread(peaks: readonly Peak[]): Peak[] {
  const counts = new Map<number, number>();
  const strongest = [...peaks].sort((a, b) => b.strength - a.strength || a.y - b.y || a.x - b.x);
  const turns = strongest.map((peak) => {
    const cell = Math.floor(peak.y / CELL_PX) * 4096 + Math.floor(peak.x / CELL_PX);
    const turn = counts.get(cell) ?? 0;
    counts.set(cell, turn + 1);
    return { peak, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn || b.peak.strength - a.peak.strength).map(({ peak }) => peak);
}
