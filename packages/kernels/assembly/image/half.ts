// Float ↔ half (IEEE 754 binary16), four lanes at a time, round to nearest even.
const SIGN = i32x4.splat(0x80000000);
const HALF_SUBNORMAL_LIMIT = i32x4.splat(0x38800000); // 2^-14
const HALF_OVERFLOW = i32x4.splat(0x47800000); // 65536
const FLOAT_INFINITY = i32x4.splat(0x7f800000);
const SUBNORMAL_MAGIC = i32x4.splat(0x3f000000); // 0.5: its ulp is the half's smallest subnormal

/** Four floats to four half bit patterns in 32-bit lanes. */
// @ts-ignore: decorator
@inline
export function toHalf4(x: v128): v128 {
  const sign = v128.and(x, SIGN);
  const magnitude = v128.xor(x, sign);
  const subnormal = i32x4.sub(f32x4.add(magnitude, SUBNORMAL_MAGIC), SUBNORMAL_MAGIC);
  const odd = v128.and(i32x4.shr_u(magnitude, 13), i32x4.splat(1));
  const rebased = i32x4.add(i32x4.add(magnitude, i32x4.splat(<i32>0xc8000fff)), odd);
  let half = v128.bitselect(subnormal, i32x4.shr_u(rebased, 13), i32x4.lt_s(magnitude, HALF_SUBNORMAL_LIMIT));
  half = v128.bitselect(i32x4.splat(0x7c00), half, i32x4.ge_s(magnitude, HALF_OVERFLOW));
  half = v128.bitselect(i32x4.splat(0x7e00), half, i32x4.gt_s(magnitude, FLOAT_INFINITY));
  return v128.or(half, i32x4.shr_u(sign, 16));
}

/** Four half bit patterns in 32-bit lanes to four floats, exactly. */
// @ts-ignore: decorator
@inline
export function fromHalf4(h: v128): v128 {
  const sign = i32x4.shl(v128.and(h, i32x4.splat(0x8000)), 16);
  const shifted = i32x4.shl(v128.and(h, i32x4.splat(0x7fff)), 13);
  const exponent = v128.and(shifted, i32x4.splat(0x0f800000));
  let bits = i32x4.add(shifted, i32x4.splat(112 << 23));
  const special = i32x4.eq(exponent, i32x4.splat(0x0f800000));
  bits = i32x4.add(bits, v128.and(special, i32x4.splat(112 << 23)));
  const subnormal = f32x4.sub(i32x4.add(bits, i32x4.splat(1 << 23)), i32x4.splat(113 << 23));
  bits = v128.bitselect(subnormal, bits, i32x4.eq(exponent, i32x4.splat(0)));
  return v128.or(bits, sign);
}

export function floatsToHalves(source: usize, target: usize, count: i32): void {
  for (let i = 0; i < count; i += 8) {
    const low = toHalf4(v128.load(source + (<usize>i << 2)));
    const high = toHalf4(v128.load(source + (<usize>i << 2), 16));
    v128.store(target + (<usize>i << 1), i16x8.narrow_i32x4_u(low, high));
  }
}

export function halvesToFloats(source: usize, target: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    v128.store(target + (<usize>i << 2), fromHalf4(v128.load16x4_u(source + (<usize>i << 1))));
  }
}
