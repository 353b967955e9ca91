import { deterministicMath } from '@backlot/kernels';
import type { PassesFrame } from '../frames/take-frame.ts';

/** Weight of a colour right at an edge, which the model has smeared, over one that lies inside. */
const SMEARED_WEIGHT = 0.05;

/**
 * Lays silhouettes anew with our own alpha, in place: a model's edges are as soft as its latents and its scale. On an
 * edge the answer's colours are gathered from covered and from free pixels apart, and mixed by our coverage. Behind dust
 * an edge is soft in truth, and left as soft as the dust is thick. `reachPx` is how far colours are gathered from.
 */
export function sharpenEdges(answer: Float32Array, passes: PassesFrame, mask: Float32Array, reachPx: number): void {
  const source = answer.slice();
  const kinds = sortPixels(passes);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if ((mask[pixel] as number) === 0 || kinds[pixel] !== EDGE) continue;
    const covered = gather({ source, passes, kinds, pixel, reachPx, wants: 1 });
    const free = gather({ source, passes, kinds, pixel, reachPx, wants: 0 });
    if (!covered || !free) continue;
    const alpha = Math.min(1, passes.coverage[pixel] as number);
    const clear = deterministicMath.exp(-(passes.dust[pixel] as number));
    for (const channel of [0, 1, 2] as const) {
      const at = pixel * 3 + channel;
      const sharp = covered[channel] * alpha + free[channel] * (1 - alpha);
      answer[at] = (source[at] as number) + (sharp - (source[at] as number)) * clear;
    }
  }
}

const EDGE = 0;
const INSIDE = 1;
const OUTSIDE = 2;

/** Pixels whose eight neighbours are wholly covered (INSIDE) or wholly free (OUTSIDE) as they are; others are EDGE. */
function sortPixels({ coverage, widthPx, heightPx }: PassesFrame): Uint8Array {
  const rows = new Uint8Array(coverage.length);
  for (let pixel = 0; pixel < coverage.length; pixel++) {
    const x = pixel % widthPx;
    const [left, right] = [x > 0 ? pixel - 1 : pixel, x + 1 < widthPx ? pixel + 1 : pixel];
    rows[pixel] = kindOf(coverage, pixel) & kindOf(coverage, left) & kindOf(coverage, right);
  }
  const kinds = new Uint8Array(coverage.length);
  for (let pixel = 0; pixel < coverage.length; pixel++) {
    const y = Math.floor(pixel / widthPx);
    const [above, below] = [y > 0 ? pixel - widthPx : pixel, y + 1 < heightPx ? pixel + widthPx : pixel];
    kinds[pixel] = (rows[pixel] as number) & (rows[above] as number) & (rows[below] as number);
  }
  return kinds;
}

function kindOf(coverage: Float32Array, pixel: number): number {
  const covered = coverage[pixel] as number;
  return covered >= 1 ? INSIDE : covered === 0 ? OUTSIDE : EDGE;
}

/** Mean colour of the pixels of one kind around, near ones and those away from edges above all. */
function gather(from: {
  readonly source: Float32Array;
  readonly passes: PassesFrame;
  readonly kinds: Uint8Array;
  readonly pixel: number;
  readonly reachPx: number;
  readonly wants: 0 | 1;
}): readonly [number, number, number] | undefined {
  const { source, passes, kinds, pixel, reachPx, wants } = from;
  const { widthPx, heightPx, coverage } = passes;
  const x = pixel % widthPx;
  const y = (pixel - x) / widthPx;
  const sum: [number, number, number] = [0, 0, 0];
  let weight = 0;
  for (let py = Math.max(0, y - reachPx); py <= Math.min(heightPx - 1, y + reachPx); py++) {
    for (let px = Math.max(0, x - reachPx); px <= Math.min(widthPx - 1, x + reachPx); px++) {
      const other = py * widthPx + px;
      if (Math.min(1, coverage[other] as number) !== wants) continue;
      const share = (kinds[other] === EDGE ? SMEARED_WEIGHT : 1) / (1 + (px - x) * (px - x) + (py - y) * (py - y));
      weight += share;
      for (const channel of [0, 1, 2] as const) sum[channel] += share * (source[other * 3 + channel] as number);
    }
  }
  return weight > 0 ? [sum[0] / weight, sum[1] / weight, sum[2] / weight] : undefined;
}
