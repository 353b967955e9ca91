// Four-lane arithmetic that the topic shares.

// @ts-ignore: decorator
@inline
export function mix(a: v128, b: v128, t: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), t));
}

/** e^−x for x ≥ 0, within 2e-6 of the whole: 2^floor from the exponent's bits, the rest by a polynomial (Taylor of 2^f). */
// @ts-ignore: decorator
@inline
export function expOfMinus(x: v128): v128 {
  const y = f32x4.max(f32x4.mul(x, f32x4.splat(-1.4426950408889634)), f32x4.splat(-126));
  const floored = f32x4.floor(y);
  const f = f32x4.sub(y, floored);
  let p = f32x4.splat(0.00015403530393381608);
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.0013333558146428443));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.009618129107628477));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.05550410866482158));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.2402265069591007));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.6931471805599453));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1));
  const whole = i32x4.trunc_sat_f32x4_s(floored);
  return f32x4.mul(p, i32x4.shl(i32x4.add(whole, i32x4.splat(127)), 23));
}

export function zeroed(bytes: usize): usize {
  const place = heap.alloc(bytes + 64);
  memory.fill(place, 0, bytes + 64);
  return place;
}
