import { type FloatRaster, fillByDiffusion } from './image.ts';
import { patchKind } from './patch-kind.ts';

/** What the patches of a fill say about the hole and its rim; 4 floats a pixel. */
export interface PatchVotes {
  /** Colours, the last of four 1 where there is one. */
  readonly colours: Float32Array;
  /** The slopes that they wish for to the next pixel on the right and below. */
  readonly across: Float32Array;
  readonly down: Float32Array;
}

/** What tells a rim of another shade from a rim of another thing. */
export interface RimEvidence {
  readonly colours: Float32Array;
  /** All is one thing, as in a sky: every difference is one of shade. */
  readonly isSoft: boolean;
}

/** A rim that differs by more than this share of its own colour shows another thing, not another shade of it, and is let be. */
const LARGEST_SHADE = 0.3;
/** Half of the rim's error is gone this far into the hole, as a share of the picture's width. */
const SEAM_REACH_SHARE = 0.02;
const ANYWHERE = 0xffff;

/** 1 where to fill, 0 where the rim is known and of the same shade, 2 for all that is neither. */
export function markRim(picture: FloatRaster, kinds: Uint8Array, { colours, isSoft }: RimEvidence): Uint8Array {
  return kinds.map((kind, pixel) => {
    if (colours[pixel * 4 + 3] !== 1) return 2;
    if (kind === patchKind.hole) return 1;
    if (kind === patchKind.void) return 2;
    if (isSoft) return 0;
    const isShade = [0, 1, 2].every((channel) => {
      const known = picture.data[pixel * 3 + channel] ?? 0;
      return Math.abs(known - (colours[pixel * 4 + channel] ?? 0)) <= LARGEST_SHADE * (known + 0.02);
    });
    return isShade ? 0 : 2;
  });
}

/** The voted colours; what they miss at the rim is taken off near it, as a membrane. */
export function fadeRim(picture: FloatRaster, mask: Uint8Array, { colours }: PatchVotes): Float32Array {
  const { widthPx, data } = picture;
  const error = data.map((value, at) => value - (colours[at + (at - (at % 3)) / 3] ?? 0));
  const spread = fillByDiffusion({ ...picture, data: error }, mask);
  const depths = depthsOf(mask, widthPx);
  const reachPx = Math.max(4, widthPx * SEAM_REACH_SHARE);
  return data.map((value, at) => {
    const pixel = (at - (at % 3)) / 3;
    if (mask[pixel] !== 1) return value;
    const depth = (depths[pixel] ?? 0) / reachPx;
    return Math.max(0, (colours[at + pixel] ?? 0) + (spread[at] ?? 0) / (1 + depth * depth));
  });
}

/** The patches' own slopes, met by the rim: where two of them differ in brightness the step is spread over the hole. */
export function levelSeams(picture: FloatRaster, mask: Uint8Array, { across, down }: PatchVotes): Float32Array {
  const { widthPx, data } = picture;
  const laplacian = new Float32Array(data.length);
  const flow = (slopes: Float32Array, pixel: number, next: number): void => {
    if (mask[pixel] === 2 || mask[next] === 2) return;
    for (let channel = 0; channel < 3; channel++) {
      const slope = slopes[pixel * 4 + channel] ?? 0;
      laplacian[pixel * 3 + channel] = (laplacian[pixel * 3 + channel] ?? 0) + slope;
      laplacian[next * 3 + channel] = (laplacian[next * 3 + channel] ?? 0) - slope;
    }
  };
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 2) continue;
    if (pixel % widthPx < widthPx - 1) flow(across, pixel, pixel + 1);
    if (pixel + widthPx < mask.length) flow(down, pixel, pixel + widthPx);
  }
  return fillByDiffusion(picture, mask, laplacian).map((value) => Math.max(0, value));
}

/** City-block distance of each pixel that is 1 from the nearest that is not. */
export function depthsOf(mask: Uint8Array, widthPx: number): Uint16Array {
  const depths = new Uint16Array(mask.length);
  const isHole = (at: number): boolean => mask[at] === 1;
  for (let at = 0; at < mask.length; at++) {
    if (!isHole(at)) continue;
    const left = at % widthPx > 0 ? (depths[at - 1] ?? 0) : ANYWHERE;
    const above = at >= widthPx ? (depths[at - widthPx] ?? 0) : ANYWHERE;
    depths[at] = Math.min(ANYWHERE, Math.min(left, above) + 1);
  }
  for (let at = mask.length - 1; at >= 0; at--) {
    if (!isHole(at)) continue;
    const right = at % widthPx < widthPx - 1 ? (depths[at + 1] ?? 0) : ANYWHERE;
    const below = at + widthPx < mask.length ? (depths[at + widthPx] ?? 0) : ANYWHERE;
    depths[at] = Math.min(depths[at] ?? 0, Math.min(right, below) + 1);
  }
  return depths;
}
