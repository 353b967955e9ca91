import { blurGaussian, fillByDiffusion } from '@backlot/kernels';
import { CHAMFER_PER_PX, spreadSeeds } from './chamfer-distance.ts';

/** A linear RGB picture, 3 floats a pixel. */
export interface ColourPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Float32Array;
}

/** Share of the hole's width over which the pictures from its left and right run into each other. */
const CROSSFADE_SHARE = 0.22;
/** The seam's error is softened over this many pixels before it is spread, so that no stripe runs into the hole. */
const SEAM_SIGMA_PX = 2;
/** Half of a seam's error is gone this far into the hole, as a share of the picture's width. */
const SEAM_REACH_SHARE = 0.03;

/**
 * Fills a hole with what stands beside it, mirrored about its left and right ends and run together in the middle, then
 * takes off, as a smooth membrane, what differs at the hole's rim. Streets and skylines carry on behind the building
 * with their own detail, sky stays sky, and nothing is blurred. `hole` is above 0 where to fill.
 */
export function fillByMirror(picture: ColourPicture, hole: Uint32Array): Float32Array {
  const span = columnsOf(hole, picture);
  if (!span) return picture.data.slice();
  const mirrored = mirrorSides(picture, span);
  const error = new Float32Array(picture.data.length);
  for (let at = 0; at < error.length; at++) error[at] = (picture.data[at] ?? 0) - (mirrored[at] ?? 0);
  const size = { widthPx: picture.widthPx, heightPx: picture.heightPx, channels: 3 };
  const mask = Uint8Array.from(hole, (owner) => (owner > 0 ? 1 : 0));
  const spread = fillByDiffusion({ ...size, data: softenRim({ ...size, data: error }, mask) }, mask);
  const { distances } = spreadSeeds(
    Uint32Array.from(mask, (inside) => 1 - inside),
    picture,
  );
  const reach = CHAMFER_PER_PX * Math.max(4, picture.widthPx * SEAM_REACH_SHARE);
  const smooth = fillByDiffusion({ ...size, data: picture.data }, mask);
  const filled = picture.data.slice();
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (!mask[pixel]) continue;
    const depth = (distances[pixel] ?? 0) / reach;
    const share = 1 / (1 + depth * depth);
    for (let at = pixel * 3; at < pixel * 3 + 3; at++) {
      const own = mirrored[at] ?? 0;
      const around = smooth[at] ?? 0;
      const taken = own + (spread[at] ?? 0) * share;
      // A cloud mirrored against blue sky must not push the sky below it to a blue that nothing around has.
      filled[at] = Math.min(Math.max(own, around), Math.max(Math.min(own, around), taken));
    }
  }
  return filled;
}

interface Span {
  readonly left: number;
  readonly right: number;
}

function columnsOf(hole: Uint32Array, { widthPx }: ColourPicture): Span | undefined {
  let left = widthPx;
  let right = -1;
  for (let pixel = 0; pixel < hole.length; pixel++) {
    if (!hole[pixel]) continue;
    left = Math.min(left, pixel % widthPx);
    right = Math.max(right, pixel % widthPx);
  }
  return right < 0 ? undefined : { left, right };
}

/** The picture with the columns of the span replaced by the mirror of either side. */
function mirrorSides({ widthPx, heightPx, data }: ColourPicture, { left, right }: Span): Float32Array {
  const mirrored = data.slice();
  const hasLeft = left > 8;
  const hasRight = right < widthPx - 9;
  if (!hasLeft && !hasRight) return mirrored;
  const middle = (left + right) / 2;
  const fadePx = Math.max(1, (right - left) * CROSSFADE_SHARE);
  for (let x = left; x <= right; x++) {
    const ramp = Math.min(1, Math.max(0, (x - middle) / fadePx + 0.5));
    const share = !hasLeft ? 1 : !hasRight ? 0 : ramp * ramp * (3 - 2 * ramp);
    const fromLeft = foldInto(2 * left - 1 - x, 0, left - 1);
    const fromRight = foldInto(2 * right + 1 - x, right + 1, widthPx - 1);
    for (let y = 0; y < heightPx; y++) {
      for (let channel = 0; channel < 3; channel++) {
        const row = y * widthPx;
        const one = hasLeft ? (data[(row + fromLeft) * 3 + channel] ?? 0) : 0;
        const other = hasRight ? (data[(row + fromRight) * 3 + channel] ?? 0) : 0;
        mirrored[(row + x) * 3 + channel] = one * (1 - share) + other * share;
      }
    }
  }
  return mirrored;
}

/** Reflects a column back and forth until it lies in low..high. */
function foldInto(column: number, low: number, high: number): number {
  if (low >= high) return low;
  let folded = column;
  while (folded < low || folded > high) folded = folded < low ? 2 * low - folded : 2 * high - folded;
  return folded;
}

/** Blurs the known error near the rim, without what lies in the hole. */
function softenRim(error: ColourPicture & { readonly channels: number }, mask: Uint8Array): Float32Array {
  const known = Float32Array.from(mask, (inside) => (inside ? 0 : 1));
  const weight = blurGaussian({ ...error, channels: 1, data: known }, SEAM_SIGMA_PX);
  const kept = error.data.map((value, at) => value * (known[(at - (at % 3)) / 3] ?? 0));
  const blurred = blurGaussian({ ...error, data: kept }, SEAM_SIGMA_PX);
  return blurred.map((value, at) => value / Math.max(0.05, weight[(at - (at % 3)) / 3] ?? 0));
}
