// How alike two patches of 7 × 7 pixels are. The target is unpacked once and compared with many sources.
import { arenaTake } from '../arena';
import { HALF, codes, pitches } from './patch-grid';

/** The larger of two differences that no pair of patches can reach. */
export const FARTHEST: i32 = 0x7fffffff;

const ROWS = 2 * HALF + 1;
/** Eight pixels of four 16-bit lanes. */
const ROW_BYTES = 64;

let target: usize = 0;
let mask: usize = 0;
let counted: i32 = 0;

/** Takes the memory of the current target; false when there is none. */
export function openTarget(): bool {
  target = arenaTake(ROWS * ROW_BYTES);
  mask = arenaTake(ROWS * ROW_BYTES);
  return target != 0 && mask != 0;
}

/** Unpacks the patch around x, y; only its known pixels count. Returns how many there are. */
export function setTarget(level: i32, x: i32, y: i32): i32 {
  counted = 0;
  for (let row = 0; row < ROWS; row++) {
    let from = codes[level] + (<usize>((y + row - HALF) * pitches[level] + x - HALF) << 2);
    const at = <usize>(row * ROW_BYTES);
    for (let column = 0; column < 8; column++, from += 4) {
      const code = column < ROWS ? load<u32>(from) : 0;
      const isKnown = code >>> 24 != 0;
      const lanes = at + <usize>(column << 3);
      store<u64>(target + lanes, spread(code));
      store<u64>(mask + lanes, isKnown ? 0x0000ffffffffffff : 0);
      counted += <i32>isKnown;
    }
  }
  return counted;
}

// @ts-ignore: decorator
@inline
function spread(code: u32): u64 {
  return <u64>(code & 255) | (<u64>((code >> 8) & 255) << 16) | (<u64>((code >> 16) & 255) << 32);
}

/** Sum of squared differences of the target from the patch around x, y; stops early once it is no longer below `limit`. */
export function compareTarget(level: i32, x: i32, y: i32, limit: i32): i32 {
  const pitch = <usize>pitches[level] << 2;
  let from = codes[level] + (<usize>((y - HALF) * pitches[level] + x - HALF) << 2);
  let sum = i32x4.splat(0);
  let total = 0;
  for (let row = 0; row < ROWS; row++, from += pitch) {
    const at = <usize>(row * ROW_BYTES);
    const first = v128.load(from), second = v128.load(from, 16);
    sum = i32x4.add(sum, square(i16x8.extend_low_i8x16_u(first), at));
    sum = i32x4.add(sum, square(i16x8.extend_high_i8x16_u(first), at + 16));
    sum = i32x4.add(sum, square(i16x8.extend_low_i8x16_u(second), at + 32));
    sum = i32x4.add(sum, square(i16x8.extend_high_i8x16_u(second), at + 48));
    if (row == 2 || row == 4 || row == 6) {
      total = i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
      if (total >= limit) return limit;
    }
  }
  return total;
}

// @ts-ignore: decorator
@inline
function square(lanes: v128, at: usize): v128 {
  const difference = v128.and(i16x8.sub(lanes, v128.load(target + at)), v128.load(mask + at));
  return i32x4.dot_i16x8_s(difference, difference);
}

/** A difference as the mean over the target's known pixels. */
export function meanOf(difference: i32): f32 {
  return <f32>difference / <f32>max(1, counted);
}
