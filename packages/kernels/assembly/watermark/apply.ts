// Adds strength × pattern to a picture's samples, row by row. The pattern repeats every `period` pixels both ways.

/** A row's amplitudes: linear between the centres of blocks. */
// @ts-ignore: decorator
@inline
function spreadStrength(
  strength: usize, across: i32, down: i32, side: i32, y: i32, width: i32, blocks: usize, target: usize,
): void {
  const place = (<f32>y + 0.5) / <f32>side - 0.5;
  const first = max(0, min(down - 1, <i32>Math.floor(place)));
  const second = min(down - 1, first + 1);
  const share = max(<f32>0, min(<f32>1, place - <f32>first));
  for (let i = 0; i < across; i++) {
    const above = load<f32>(strength + (<usize>(first * across + i) << 2));
    const below = load<f32>(strength + (<usize>(second * across + i) << 2));
    store<f32>(blocks + (<usize>i << 2), above + (below - above) * share);
  }
  const step: f32 = <f32>1 / <f32>side;
  const half = side >>> 1;
  const lead: f32 = (<f32>half + 0.5) * step - 0.5;
  for (let x = 0; x < min(half, width); x++) store<f32>(target + (<usize>x << 2), load<f32>(blocks));
  for (let i = 0, x = half; x < width; i++) {
    const here = load<f32>(blocks + (<usize>min(i, across - 1) << 2));
    const slope = (load<f32>(blocks + (<usize>min(i + 1, across - 1) << 2)) - here) * step;
    let value = here + lead * <f32>side * slope;
    for (const end = min(width, x + side); x < end; x++) {
      store<f32>(target + (<usize>x << 2), value);
      value += slope;
    }
  }
}

const GRAIN_SIDE: i32 = 64;
const grain = memory.data(64 * 64 * 4, 16);
let isGrainMade: bool = false;

/** ±½ at random: with it, parts of a code value become a share of pixels instead of steps that the eye would find in a sky. */
function makeGrain(): void {
  if (isGrainMade) return;
  isGrainMade = true;
  let state: u32 = 0x67726169;
  for (let i = 0; i < GRAIN_SIDE * GRAIN_SIDE; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    store<f32>(grain + (<usize>i << 2), <f32>(state >>> 8) * (<f32>1 / 16777216) - 0.5);
  }
}

// @ts-ignore: decorator
@inline
function grainRow(y: i32): usize {
  return grain + (<usize>((y & (GRAIN_SIDE - 1)) * GRAIN_SIDE) << 2);
}

/**
 * amplitude × pattern × scale plus grain, rounded to whole code values; words. The pattern's rows run on for 4 values after the
 * period, which is a multiple of the grain's side.
 */
// @ts-ignore: decorator
@inline
function multiplyRow(
  amplitudes: usize, patternRow: usize, period: i32, width: i32, scale: f32, grainRow: usize, target: usize,
): void {
  for (let start = 0; start < width; start += period) {
    const count = min(period, width - start);
    const from = amplitudes + (<usize>start << 2);
    const to = target + (<usize>start << 1);
    for (let x = 0; x < count; x += 4) {
      const at = <usize>x << 2;
      const amplitude = f32x4.mul(v128.load(from + at), f32x4.splat(scale));
      const noise = f32x4.mul(v128.load(grainRow + (at & 255)), f32x4.min(f32x4.splat(1), f32x4.mul(amplitude, f32x4.splat(4))));
      const value = f32x4.add(f32x4.mul(amplitude, v128.load(patternRow + at)), noise);
      const rounded = i32x4.trunc_sat_f32x4_s(f32x4.nearest(value));
      v128.store64_lane(to + (<usize>x << 1), i16x8.narrow_i32x4_s(rounded, rounded), 0);
    }
  }
}

/**
 * Marks bytes in place: `samples` 1 for a plane, 3 for interleaved RGB (all three get the same change, so that only brightness
 * moves). `scratch`: 16 bytes a pixel of one row and 4 a block.
 */
export function markBytes(
  picture: usize, width: i32, height: i32, samples: i32, strength: usize, side: i32,
  pattern: usize, period: i32, scale: f32, scratch: usize,
): void {
  const across = (width + side - 1) / side;
  const down = (height + side - 1) / side;
  const amplitudes = scratch + (<usize>(across + 8 & ~3) << 2);
  const changes = amplitudes + (<usize>(width + 8 & ~3) << 2);
  makeGrain();
  for (let y = 0; y < height; y++) {
    spreadStrength(strength, across, down, side, y, width, scratch, amplitudes);
    multiplyRow(amplitudes, pattern + (<usize>((y % period) * (period + 4)) << 2), period, width, scale, grainRow(y), changes);
    if (samples == 3) addToRgb(picture + <usize>(y * width * 3), width, changes);
    else addToPlane(picture + <usize>(y * width), width, changes);
  }
}

/** The same for words: 10-bit planes or 16-bit RGB; `most` is the highest code. */
export function markWords(
  picture: usize, width: i32, height: i32, samples: i32, strength: usize, side: i32,
  pattern: usize, period: i32, scale: f32, most: i32, scratch: usize,
): void {
  const across = (width + side - 1) / side;
  const down = (height + side - 1) / side;
  const amplitudes = scratch + (<usize>(across + 8 & ~3) << 2);
  const changes = amplitudes + (<usize>(width + 8 & ~3) << 2);
  makeGrain();
  for (let y = 0; y < height; y++) {
    spreadStrength(strength, across, down, side, y, width, scratch, amplitudes);
    multiplyRow(amplitudes, pattern + (<usize>((y % period) * (period + 4)) << 2), period, width, scale, grainRow(y), changes);
    let at = picture + (<usize>(y * width * samples) << 1);
    for (let x = 0; x < width; x++) {
      const change = <i32>load<i16>(changes + (<usize>x << 1));
      for (let s = 0; s < samples; s++, at += 2) store<u16>(at, <u16>max(0, min(most, <i32>load<u16>(at) + change)));
    }
  }
}

// @ts-ignore: decorator
@inline
function addSaturated(bytes: v128, change: v128): v128 {
  const zero = i8x16.splat(0);
  const more = i8x16.max_s(change, zero);
  const less = i8x16.max_s(i8x16.neg(change), zero);
  return i8x16.sub_sat_u(i8x16.add_sat_u(bytes, more), less);
}

// @ts-ignore: decorator
@inline
function addToPlane(row: usize, width: i32, changes: usize): void {
  let x = 0;
  for (; x + 16 <= width; x += 16) {
    const from = changes + (<usize>x << 1);
    const change = i8x16.narrow_i16x8_s(v128.load(from), v128.load(from, 16));
    v128.store(row + <usize>x, addSaturated(v128.load(row + <usize>x), change));
  }
  for (; x < width; x++) addToByte(row + <usize>x, <i32>load<i16>(changes + (<usize>x << 1)));
}

// @ts-ignore: decorator
@inline
function addToRgb(row: usize, width: i32, changes: usize): void {
  const first = i8x16(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5);
  const second = i8x16(5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10);
  const third = i8x16(10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15);
  let x = 0;
  for (; x + 16 <= width; x += 16) {
    const from = changes + (<usize>x << 1);
    const change = i8x16.narrow_i16x8_s(v128.load(from), v128.load(from, 16));
    const to = row + <usize>(x * 3);
    v128.store(to, addSaturated(v128.load(to), i8x16.swizzle(change, first)));
    v128.store(to, addSaturated(v128.load(to, 16), i8x16.swizzle(change, second)), 16);
    v128.store(to, addSaturated(v128.load(to, 32), i8x16.swizzle(change, third)), 32);
  }
  for (; x < width; x++) {
    const change = <i32>load<i16>(changes + (<usize>x << 1));
    for (let s: usize = 0; s < 3; s++) addToByte(row + <usize>(x * 3) + s, change);
  }
}

// @ts-ignore: decorator
@inline
function addToByte(at: usize, change: i32): void {
  store<u8>(at, <u8>max(0, min(255, <i32>load<u8>(at) + change)));
}
