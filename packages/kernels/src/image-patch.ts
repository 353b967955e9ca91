import type { FloatRaster } from './image.ts';
import { useImageKernel } from './image-kernel.ts';
import { patchKind } from './patch-kind.ts';
import { depthsOf, fadeRim, levelSeams, markRim, type PatchVotes } from './patch-seams.ts';

/** How a hole is filled. */
export interface PatchFillOptions {
  readonly seed: number;
  /** A patch is taken from at most this far away; 0 across or down: from the same column or row only. Default: anywhere. */
  readonly reachPx?: readonly [x: number, y: number];
  /** Searches at full size, 0..4; default 1. 0 only refines what was found at half size. */
  readonly finestSearches?: number;
  /**
   * `faded` (default): the patches' colours stand, only at the rim they are led over to it. `levelled`: their slopes stand,
   * so that no step of brightness is left anywhere; for what is smooth by nature, such as sky.
   */
  readonly seams?: 'faded' | 'levelled';
}

const ANYWHERE = 0xffff;
/** At the coarsest level the hole's middle is this many pixels or fewer from its rim. */
const COARSEST_DEPTH_PX = 4;
const LARGEST_SIDE_PX = 0xfff0;

/**
 * Fills the hole of a linear RGB picture with patches of 7 × 7 pixels from elsewhere in it: PatchMatch (Barnes et al. 2009)
 * with checkerboard propagation, coarse to fine, searching and voting in turns (Wexler et al. 2007); then seams are evened out. `kinds` holds a `patchKind` for each pixel. Pixels outside the
 * hole, and those of a hole that has no source at all, keep their bits. Returns a new array. Same input and seed, same bytes.
 */
export function fillByPatches(picture: FloatRaster, kinds: Uint8Array, options: PatchFillOptions): Float32Array {
  const { widthPx, heightPx, data } = picture;
  if (picture.channels !== 3) throw new RangeError(`fillByPatches: expected 3 channels, got ${picture.channels}`);
  if (kinds.length !== widthPx * heightPx) {
    throw new RangeError(`kinds: expected ${widthPx * heightPx} values, got ${kinds.length}`);
  }
  if (Math.max(widthPx, heightPx) > LARGEST_SIDE_PX) {
    throw new RangeError(`fillByPatches: expected sides up to ${LARGEST_SIDE_PX} px, got ${widthPx} × ${heightPx}`);
  }
  if (!kinds.includes(patchKind.hole)) return data.slice();
  const votes = votePatches(picture, kinds, options);
  const isSoft = options.seams === 'levelled';
  const mask = markRim(picture, kinds, { colours: votes.colours, isSoft });
  const filled = (isSoft ? levelSeams : fadeRim)(picture, mask, votes);
  return data.map((value, at) => (mask[(at - (at % 3)) / 3] === 1 ? (filled[at] ?? value) : value));
}

function votePatches(
  { widthPx, heightPx, data }: FloatRaster,
  kinds: Uint8Array,
  options: PatchFillOptions,
): PatchVotes {
  const count = widthPx * heightPx;
  const [reachX, reachY] = options.reachPx ?? [ANYWHERE, ANYWHERE];
  const levels = countLevels(kinds, widthPx, heightPx);
  return useImageKernel(count * 140, (arena) => {
    const pixels = arena.take(count * 16);
    arena.run('expandPixels', arena.put(data), pixels, count, 3);
    const results = [arena.take(count * 16), arena.take(count * 16), arena.take(count * 16)];
    for (const result of results) arena.floats(result, count * 4).fill(0);
    const numbers = [widthPx, heightPx, levels, reachX, reachY, options.finestSearches ?? 1, options.seed | 0];
    if (arena.run('patchFill', pixels, arena.put(kinds), ...results, ...numbers) < 0) {
      throw new RangeError('patchFill: out of memory');
    }
    const copy = (index: number): Float32Array => arena.floats(results[index] ?? 0, count * 4).slice();
    return { colours: copy(0), across: copy(1), down: copy(2) };
  });
}

/** Levels until the hole's middle lies near its rim, or the picture gets too small for patches. */
function countLevels(kinds: Uint8Array, widthPx: number, heightPx: number): number {
  const holes = kinds.map((kind) => (kind === patchKind.hole ? 1 : 0));
  const depths = depthsOf(holes, widthPx);
  let depthPx = depths.reduce((deepest, depth) => Math.max(deepest, depth), 0);
  let side = Math.min(widthPx, heightPx);
  let levels = 1;
  while (depthPx > COARSEST_DEPTH_PX && side >= 32 && levels < 10) {
    depthPx /= 2;
    side /= 2;
    levels++;
  }
  return levels;
}
