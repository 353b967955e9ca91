// Three-vectors in the lanes of a v128; the fourth lane is 0.

// @ts-ignore: decorator
@inline
export function turn(a: v128): v128 {
  return v128.shuffle<f32>(a, a, 1, 2, 0, 3);
}

// @ts-ignore: decorator
@inline
export function cross(a: v128, b: v128): v128 {
  return turn(f32x4.sub(f32x4.mul(a, turn(b)), f32x4.mul(turn(a), b)));
}

/** A 3×3 matrix, stored as three columns, times a vector. */
// @ts-ignore: decorator
@inline
export function multiplyColumns(columns: usize, v: v128): v128 {
  const x = f32x4.mul(v128.load(columns), v128.shuffle<f32>(v, v, 0, 0, 0, 0));
  const y = f32x4.mul(v128.load(columns, 16), v128.shuffle<f32>(v, v, 1, 1, 1, 1));
  const z = f32x4.mul(v128.load(columns, 32), v128.shuffle<f32>(v, v, 2, 2, 2, 2));
  return f32x4.add(f32x4.add(x, y), z);
}

// @ts-ignore: decorator
@inline
export function dot(a: v128, b: v128): f64 {
  const p = f32x4.mul(a, b);
  return <f64>f32x4.extract_lane(p, 0) + <f64>f32x4.extract_lane(p, 1) + <f64>f32x4.extract_lane(p, 2);
}
