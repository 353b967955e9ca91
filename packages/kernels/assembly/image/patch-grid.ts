// The pyramid of a patch fill. Every level has a margin of void pixels, so that no patch reads beyond its memory.
import { arenaTake } from '../arena';

/** What a pixel is to the fill. */
export const VOID: u8 = 0;
export const SOURCE: u8 = 1;
export const CONTEXT: u8 = 2;
export const HOLE: u8 = 3;

/** Void pixels around each level: half a patch, and one more for the eighth lane. */
export const MARGIN = 4;
export const HALF = 3;
/** A field entry that points nowhere. */
export const NOWHERE: u32 = 0xffffffff;

const LEVELS = 12;
// Static data: a managed `new` would lie in the arena and be overwritten.
export const pitches: StaticArray<i32> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
export const heights: StaticArray<i32> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/** Red, green, blue after a square root, and 255 where the colour counts: four bytes a pixel. */
export const codes: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
export const kinds: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/** 1 where a whole patch of known pixels may be copied from. */
export const sources: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/** Centre of the patch that each target takes, x | y << 16. */
export const fields: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/** Mean squared difference of a target's known pixels from their source's. */
export const costs: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/** Target centres: patches that touch the hole. */
export const targets: StaticArray<usize> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
export const targetCounts: StaticArray<i32> = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** Makes the levels of a picture (v128 each) and its kinds (u8 each); false when memory is exhausted. */
export function buildGrid(pixels: usize, given: usize, width: i32, height: i32, levels: i32): bool {
  let levelWidth = width, levelHeight = height;
  for (let level = 0; level < min(levels, LEVELS); level++) {
    if (!allocate(level, levelWidth + 2 * MARGIN, levelHeight + 2 * MARGIN)) return false;
    if (level == 0) encode(pixels, given, width, height);
    else halve(level, levelWidth, levelHeight);
    markSources(level);
    if (!listTargets(level)) return false;
    levelWidth = (levelWidth + 1) >> 1;
    levelHeight = (levelHeight + 1) >> 1;
  }
  return true;
}

function allocate(level: i32, pitch: i32, height: i32): bool {
  const count = pitch * height;
  pitches[level] = pitch;
  heights[level] = height;
  codes[level] = arenaTake(count << 2);
  kinds[level] = arenaTake(count);
  sources[level] = arenaTake(count);
  fields[level] = arenaTake(count << 2);
  costs[level] = arenaTake(count << 2);
  if (!codes[level] || !kinds[level] || !sources[level] || !fields[level] || !costs[level]) return false;
  memory.fill(codes[level], 0, count << 2);
  memory.fill(kinds[level], VOID, count);
  memory.fill(sources[level], 0, count);
  memory.fill(fields[level], 255, count << 2);
  return true;
}

function encode(pixels: usize, given: usize, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = y * width + x;
      const to = (y + MARGIN) * pitches[0] + x + MARGIN;
      const kind = load<u8>(given + from);
      store<u8>(kinds[0] + to, kind);
      if (kind != SOURCE && kind != CONTEXT) continue;
      const clamped = f32x4.max(f32x4.splat(0), f32x4.min(f32x4.splat(1), v128.load(pixels + (<usize>from << 4))));
      const root = f32x4.mul(f32x4.sqrt(clamped), f32x4.splat(255));
      const code = i32x4.trunc_sat_f32x4_s(f32x4.add(root, f32x4.splat(0.5)));
      store<u32>(codes[0] + (<usize>to << 2), pack(i32x4.extract_lane(code, 0), i32x4.extract_lane(code, 1), i32x4.extract_lane(code, 2)));
    }
  }
}

// @ts-ignore: decorator
@inline
export function pack(red: i32, green: i32, blue: i32): u32 {
  return <u32>red | (<u32>green << 8) | (<u32>blue << 16) | 0xff000000;
}

/** Half the size: mean of the known colours; a pixel is a hole where half of it or more is. */
function halve(level: i32, width: i32, height: i32): void {
  const fine = level - 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (y + MARGIN) * pitches[level] + x + MARGIN;
      let red = 0, green = 0, blue = 0, known = 0, holes = 0, fit = 0;
      for (let corner = 0; corner < 4; corner++) {
        const from = (2 * y + MARGIN + (corner >> 1)) * pitches[fine] + 2 * x + MARGIN + (corner & 1);
        const kind = load<u8>(kinds[fine] + from);
        if (kind == HOLE) holes++;
        if (kind != SOURCE && kind != CONTEXT) continue;
        const code = load<u32>(codes[fine] + (<usize>from << 2));
        red += code & 255;
        green += (code >> 8) & 255;
        blue += (code >> 16) & 255;
        known++;
        if (kind == SOURCE) fit++;
      }
      if (holes >= 2) store<u8>(kinds[level] + to, HOLE);
      else if (known >= 2) {
        store<u8>(kinds[level] + to, 2 * fit >= known ? SOURCE : CONTEXT);
        store<u32>(codes[level] + (<usize>to << 2), pack(red / known, green / known, blue / known));
      }
    }
  }
}

function markSources(level: i32): void {
  const pitch = pitches[level];
  for (let y = MARGIN; y < heights[level] - MARGIN; y++) {
    for (let x = MARGIN; x < pitch - MARGIN; x++) {
      const at = y * pitch + x;
      if (load<u8>(kinds[level] + at) == SOURCE && isWhole(level, at)) store<u8>(sources[level] + at, 1);
    }
  }
}

function isWhole(level: i32, at: i32): bool {
  for (let row = -HALF; row <= HALF; row++) {
    for (let column = -HALF; column <= HALF; column++) {
      const kind = load<u8>(kinds[level] + at + row * pitches[level] + column);
      if (kind != SOURCE && kind != CONTEXT) return false;
    }
  }
  return true;
}

/** Centres within half a patch of the hole, the even squares of the checkerboard first. */
function listTargets(level: i32): bool {
  const pitch = pitches[level], height = heights[level];
  const near = arenaTake(pitch * height);
  if (!near) return false;
  memory.fill(near, 0, pitch * height);
  let count = 0;
  for (let y = MARGIN; y < height - MARGIN; y++) {
    for (let x = MARGIN; x < pitch - MARGIN; x++) {
      if (load<u8>(kinds[level] + y * pitch + x) != HOLE) continue;
      for (let row = max(MARGIN, y - HALF); row <= min(height - MARGIN - 1, y + HALF); row++) {
        for (let column = max(MARGIN, x - HALF); column <= min(pitch - MARGIN - 1, x + HALF); column++) {
          const at = row * pitch + column;
          count += 1 - load<u8>(near + at);
          store<u8>(near + at, 1);
        }
      }
    }
  }
  const list = arenaTake(count << 2);
  if (!list) return false;
  targets[level] = list;
  targetCounts[level] = count;
  let filled = 0;
  for (let colour = 0; colour < 2; colour++) {
    for (let y = MARGIN; y < height - MARGIN; y++) {
      for (let x = MARGIN; x < pitch - MARGIN; x++) {
        if (((x + y) & 1) != colour || !load<u8>(near + y * pitch + x)) continue;
        store<u32>(list + (<usize>filled << 2), <u32>(x | (y << 16)));
        filled++;
      }
    }
  }
  return true;
}
