// The byte work of OpenEXR's ZIP and RLE: halves of the bytes apart (even, odd), then differences + 128.
import { toHalf4, fromHalf4 } from './half';

/** One scan line of one channel into the chunk. `kind`: 0 uint or float words, 1 floats to halves, 2 half bits. `stride` in samples. */
export function exrPackChannel(source: usize, target: usize, count: i32, stride: i32, kind: i32): void {
  if (kind == 1) packHalves(source, target, count, <usize>stride << 2);
  else if (kind == 2) for (let i = 0; i < count; i++) store<u16>(target + (<usize>i << 1), load<u16>(source + (<usize>(i * stride) << 1)));
  else if (stride == 1) memory.copy(target, source, <usize>count << 2);
  else for (let i = 0; i < count; i++) store<u32>(target + (<usize>i << 2), load<u32>(source + (<usize>(i * stride) << 2)));
}

function packHalves(source: usize, target: usize, count: i32, stride: usize): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    let four: v128;
    if (stride == 4) four = v128.load(source);
    else {
      four = v128.load32_zero(source);
      four = v128.load32_lane(source + stride, four, 1);
      four = v128.load32_lane(source + 2 * stride, four, 2);
      four = v128.load32_lane(source + 3 * stride, four, 3);
    }
    const halves = toHalf4(four);
    v128.store64_lane(target, i16x8.narrow_i32x4_u(halves, halves), 0);
    source += 4 * stride;
    target += 8;
  }
  for (; i < count; i++) {
    store<u16>(target, <u16>i32x4.extract_lane(toHalf4(f32x4.splat(load<f32>(source))), 0));
    source += stride;
    target += 2;
  }
}

/** One scan line of one channel out of the chunk; halves become floats, the rest stays as it is. */
export function exrUnpackChannel(source: usize, target: usize, count: i32, isHalf: i32): void {
  if (!isHalf) {
    memory.copy(target, source, <usize>count << 2);
    return;
  }
  let i = 0;
  for (; i + 4 <= count; i += 4) v128.store(target + (<usize>i << 2), fromHalf4(v128.load16x4_u(source + (<usize>i << 1))));
  for (; i < count; i++) {
    store<f32>(target + (<usize>i << 2), f32x4.extract_lane(fromHalf4(i32x4.splat(load<u16>(source + (<usize>i << 1)))), 0));
  }
}

/** `scratch` and `target` hold `length` bytes each. */
export function exrReorder(source: usize, scratch: usize, target: usize, length: i32): void {
  const half = <usize>((length + 1) >>> 1);
  let i = 0;
  for (; i + 32 <= length; i += 32) {
    const a = v128.load(source + <usize>i);
    const b = v128.load(source + <usize>i, 16);
    v128.store(scratch + <usize>(i >>> 1), v128.shuffle<i8>(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30));
    v128.store(scratch + half + <usize>(i >>> 1), v128.shuffle<i8>(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31));
  }
  for (; i < length; i++) store<u8>(scratch + <usize>(i >>> 1) + (i & 1 ? half : 0), load<u8>(source + <usize>i));
  store<u8>(target, load<u8>(scratch));
  const bias = i8x16.splat(-128);
  i = 1;
  for (; i + 16 <= length; i += 16) {
    const here = v128.load(scratch + <usize>i);
    const before = v128.load(scratch + <usize>i - 1);
    v128.store(target + <usize>i, i8x16.add(i8x16.sub(here, before), bias));
  }
  for (; i < length; i++) store<u8>(target + <usize>i, load<u8>(scratch + <usize>i) - load<u8>(scratch + <usize>i - 1) + 128);
}

/** The inverse of `exrReorder`; `source` is overwritten with the running sums. */
export function exrRestore(source: usize, target: usize, length: i32): void {
  let carry: v128 = i8x16.splat(0);
  const zero = i8x16.splat(0);
  const bias = i8x16.splat(-128);
  let first = i8x16.replace_lane(bias, 0, 0);
  for (let i = 0; i < length; i += 16) {
    let x = i8x16.add(v128.load(source + <usize>i), first);
    first = bias;
    x = i8x16.add(x, v128.shuffle<i8>(zero, x, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
    x = i8x16.add(x, v128.shuffle<i8>(zero, x, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29));
    x = i8x16.add(x, v128.shuffle<i8>(zero, x, 0, 0, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27));
    x = i8x16.add(x, v128.shuffle<i8>(zero, x, 0, 0, 0, 0, 0, 0, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23));
    x = i8x16.add(x, carry);
    v128.store(source + <usize>i, x);
    carry = i8x16.splat(i8x16.extract_lane_s(x, 15));
  }
  const half = <usize>((length + 1) >>> 1);
  let i = 0;
  for (; i + 32 <= length; i += 32) {
    const even = v128.load(source + <usize>(i >>> 1));
    const odd = v128.load(source + half + <usize>(i >>> 1));
    v128.store(target + <usize>i, v128.shuffle<i8>(even, odd, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    v128.store(target + <usize>i, v128.shuffle<i8>(even, odd, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16);
  }
  for (; i < length; i++) store<u8>(target + <usize>i, load<u8>(source + <usize>(i >>> 1) + (i & 1 ? half : 0)));
}
