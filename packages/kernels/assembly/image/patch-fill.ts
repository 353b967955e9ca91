// Fills a hole with patches of what is known: coarse to fine, search and vote in turns.
import { arenaTake } from '../arena';
import { openTarget } from './patch-distance';
import { HALF, HOLE, MARGIN, buildGrid, codes, heights, kinds, pitches, targetCounts, targets } from './patch-grid';
import { limitReach, refineField, searchPatches, seedSearch } from './patch-search';
import { measureSpread, voteCodes, voteColours } from './patch-vote';

const COARSE_ROUNDS = 14;
const COARSE_SEARCHES = 4;
/** Radius of the random search once a coarser level has said where to look. */
const NEAR_RADIUS = 16;

/**
 * pixels: v128 each; given: u8 each (0 void, 1 known and a source, 2 known, 3 fill); voted, across, down: v128 each,
 * zeroed, the result (see `voteColours`).
 * reachX, reachY: how far a patch may be taken from at full size. finestSearches: searches at full size; 0 only asks the neighbours.
 * Returns 0 when done, −1 when memory is exhausted.
 */
export function patchFill(
  pixels: usize, given: usize, voted: usize, across: usize, down: usize, width: i32, height: i32, levels: i32, reachX: i32, reachY: i32,
  finestSearches: i32, seed: i32,
): i32 {
  if (!openTarget() || !buildGrid(pixels, given, width, height, levels)) return -1;
  seedSearch(seed);
  for (let level = levels - 1; level >= 0; level--) {
    limitReach(reachX == 0 ? 0 : max(1, reachX >> level), reachY == 0 ? 0 : max(1, reachY >> level));
    if (level == levels - 1) {
      if (!peel(level)) return -1;
      improve(level, COARSE_ROUNDS, COARSE_SEARCHES, max(pitches[level], heights[level]));
      continue;
    }
    refineField(level);
    voteCodes(level, 0);
    if (level > 0) improve(level, level > 1 ? 3 : 2, 2, NEAR_RADIUS);
    else improve(level, 1, max(1, finestSearches), finestSearches > 0 ? NEAR_RADIUS >> 1 : 0);
  }
  measureSpread(0);
  voteColours(pixels, voted, across, down, width);
  return 0;
}

function improve(level: i32, rounds: i32, searches: i32, radius: i32): void {
  for (let round = 0; round < rounds; round++) {
    searchPatches(level, searches, radius, 0);
    measureSpread(level);
    voteCodes(level, 0);
  }
}

/** First guess at the coarsest level: from the rim inwards, a pixel's depth at a time, so that what meets the rim runs on (Newson et al. 2014). */
function peel(level: i32): bool {
  const count = pitches[level] * heights[level];
  const skin = arenaTake(count), centres = arenaTake(count);
  if (!skin || !centres) return false;
  let isGrowing = true;
  while (isGrowing) {
    memory.fill(skin, 0, count);
    memory.fill(centres, 0, count);
    if (markSkin(level, skin, centres) == 0) break;
    searchPatches(level, COARSE_SEARCHES, max(pitches[level], heights[level]), centres);
    measureSpread(level);
    voteCodes(level, skin);
    isGrowing = hasGrown(level, skin);
  }
  return true;
}

/** Marks unknown pixels of the hole beside known ones, and the patches over them; returns how many. */
function markSkin(level: i32, skin: usize, centres: usize): i32 {
  const pitch = pitches[level];
  let marked = 0;
  for (let i = 0; i < targetCounts[level]; i++) {
    const place = load<u32>(targets[level] + (<usize>i << 2));
    const x = <i32>(place & 0xffff), y = <i32>(place >>> 16);
    const at = y * pitch + x;
    if (load<u8>(kinds[level] + at) != HOLE || isKnown(level, at) || !touchesKnown(level, at)) continue;
    marked++;
    store<u8>(skin + at, 1);
    for (let row = max(MARGIN, y - HALF); row <= min(heights[level] - MARGIN - 1, y + HALF); row++) {
      memory.fill(centres + row * pitch + max(MARGIN, x - HALF), 1, min(pitch - MARGIN - 1, x + HALF) - max(MARGIN, x - HALF) + 1);
    }
  }
  return marked;
}

// @ts-ignore: decorator
@inline
function isKnown(level: i32, at: i32): bool {
  return load<u8>(codes[level] + (<usize>at << 2), 3) != 0;
}

function touchesKnown(level: i32, at: i32): bool {
  for (let row = -1; row <= 1; row++) {
    for (let column = -1; column <= 1; column++) {
      if (isKnown(level, at + row * pitches[level] + column)) return true;
    }
  }
  return false;
}

/** False where a layer found no source at all: what lies within stays unknown. */
function hasGrown(level: i32, skin: usize): bool {
  for (let at = 0; at < pitches[level] * heights[level]; at++) {
    if (load<u8>(skin + at) && isKnown(level, at)) return true;
  }
  return false;
}
