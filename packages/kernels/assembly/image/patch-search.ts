// PatchMatch (Barnes et al. 2009, random search with α = ½) with propagation over a checkerboard: the two colours take
// turns, and a pixel only looks at the other colour, so that the order within a colour changes nothing.
import { FARTHEST, compareTarget, meanOf, setTarget } from './patch-distance';
import { MARGIN, NOWHERE, costs, fields, heights, pitches, sources, targetCounts, targets } from './patch-grid';

/** Neighbours that are asked for their patch: next door, and a jump away; all of the other colour. */
const STEPS_X: StaticArray<i32> = [-1, 1, 0, 0, -5, 5, 0, 0];
const STEPS_Y: StaticArray<i32> = [0, 0, -1, 1, 0, 0, -5, 5];
const FIRST_TRIES = 24;

let state: u32 = 1;
let reachX: i32 = 0;
let reachY: i32 = 0;
let bestX: i32 = 0;
let bestY: i32 = 0;
let best: i32 = FARTHEST;

export function seedSearch(seed: i32): void {
  state = <u32>seed * 2654435761 + 0x9e3779b9;
  if (state == 0) state = 1;
}

/** How far a patch may be taken from, in pixels of the level across and down. */
export function limitReach(x: i32, y: i32): void {
  reachX = x;
  reachY = y;
}

/** Xorshift (Marsaglia 2003). */
function random(): u32 {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state;
}

/** A whole number from −size to size. */
// @ts-ignore: decorator
@inline
function randomWithin(size: i32): i32 {
  return size == 0 ? 0 : <i32>(random() % <u32>(2 * size + 1)) - size;
}

/** Improves the field of all targets; `only` (u8 each, or 0) picks centres. `radius` is the first of the random search. */
export function searchPatches(level: i32, iterations: i32, radius: i32, only: usize): void {
  const count = targetCounts[level];
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let i = 0; i < count; i++) {
      const place = load<u32>(targets[level] + (<usize>i << 2));
      const x = <i32>(place & 0xffff), y = <i32>(place >>> 16);
      if (only && !load<u8>(only + y * pitches[level] + x)) continue;
      if (setTarget(level, x, y) == 0) continue;
      improve(level, x, y, radius);
    }
  }
}

function improve(level: i32, x: i32, y: i32, radius: i32): void {
  const at = <usize>(y * pitches[level] + x) << 2;
  const current = load<u32>(fields[level] + at);
  best = FARTHEST;
  if (current != NOWHERE) consider(level, x, y, <i32>(current & 0xffff), <i32>(current >>> 16));
  for (let step = 0; step < 8; step++) {
    const stepX = STEPS_X[step], stepY = STEPS_Y[step];
    const nearX = x + stepX, nearY = y + stepY;
    if (nearX < MARGIN || nearY < MARGIN || nearX >= pitches[level] - MARGIN || nearY >= heights[level] - MARGIN) continue;
    const near = load<u32>(fields[level] + (<usize>(nearY * pitches[level] + nearX) << 2));
    if (near == NOWHERE) continue;
    consider(level, x, y, <i32>(near & 0xffff) - stepX, <i32>(near >>> 16) - stepY);
  }
  for (let attempt = 0; best == FARTHEST && attempt < FIRST_TRIES; attempt++) {
    consider(level, x, y, x + randomWithin(min(reachX, pitches[level])), y + randomWithin(min(reachY, heights[level])));
  }
  if (best == FARTHEST) return;
  for (let size = radius; size >= 1; size >>= 1) {
    consider(level, x, y, bestX + randomWithin(min(size, reachX)), bestY + randomWithin(min(size, reachY)));
  }
  store<u32>(fields[level] + at, <u32>(bestX | (bestY << 16)));
  store<f32>(costs[level] + at, meanOf(best));
}

// @ts-ignore: decorator
@inline
function consider(level: i32, x: i32, y: i32, sourceX: i32, sourceY: i32): void {
  if (sourceX < MARGIN || sourceY < MARGIN || sourceX >= pitches[level] - MARGIN || sourceY >= heights[level] - MARGIN) return;
  if (abs(sourceX - x) > reachX || abs(sourceY - y) > reachY) return;
  if (!load<u8>(sources[level] + sourceY * pitches[level] + sourceX)) return;
  const difference = compareTarget(level, sourceX, sourceY, best);
  if (difference >= best) return;
  best = difference;
  bestX = sourceX;
  bestY = sourceY;
}

/** The field of a level from that of the next coarser one. */
export function refineField(level: i32): void {
  const coarse = level + 1;
  for (let i = 0; i < targetCounts[level]; i++) {
    const place = load<u32>(targets[level] + (<usize>i << 2));
    const x = <i32>(place & 0xffff), y = <i32>(place >>> 16);
    const parentX = ((x - MARGIN) >> 1) + MARGIN, parentY = ((y - MARGIN) >> 1) + MARGIN;
    const parent = load<u32>(fields[coarse] + (<usize>(parentY * pitches[coarse] + parentX) << 2));
    if (parent == NOWHERE) continue;
    const sourceX = ((<i32>(parent & 0xffff) - MARGIN) << 1) + MARGIN + ((x - MARGIN) & 1);
    const sourceY = ((<i32>(parent >>> 16) - MARGIN) << 1) + MARGIN + ((y - MARGIN) & 1);
    if (sourceX >= pitches[level] - MARGIN || sourceY >= heights[level] - MARGIN) continue;
    if (!load<u8>(sources[level] + sourceY * pitches[level] + sourceX)) continue;
    store<u32>(fields[level] + (<usize>(y * pitches[level] + x) << 2), <u32>(sourceX | (sourceY << 16)));
  }
}
