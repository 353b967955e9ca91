let lowest: f32 = 0;
let highest: f32 = 0;

/** Counts NaN and infinities; leaves the extremes of the finite values (0 where there are none). */
export function scanFloats(source: usize, count: i32): i32 {
  let minimum = f32x4.splat(f32.MAX_VALUE);
  let maximum = f32x4.splat(-f32.MAX_VALUE);
  let bad = i32x4.splat(0);
  const exponent = i32x4.splat(0x7f800000);
  const vectors = count & ~3;
  for (let i = 0; i < vectors; i += 4) {
    const x = v128.load(source + (<usize>i << 2));
    const special = i32x4.eq(v128.and(x, exponent), exponent);
    bad = i32x4.sub(bad, special);
    minimum = v128.bitselect(minimum, f32x4.pmin(minimum, x), special);
    maximum = v128.bitselect(maximum, f32x4.pmax(maximum, x), special);
  }
  let total = i32x4.extract_lane(bad, 0) + i32x4.extract_lane(bad, 1) + i32x4.extract_lane(bad, 2) + i32x4.extract_lane(bad, 3);
  lowest = min(min(f32x4.extract_lane(minimum, 0), f32x4.extract_lane(minimum, 1)), min(f32x4.extract_lane(minimum, 2), f32x4.extract_lane(minimum, 3)));
  highest = max(max(f32x4.extract_lane(maximum, 0), f32x4.extract_lane(maximum, 1)), max(f32x4.extract_lane(maximum, 2), f32x4.extract_lane(maximum, 3)));
  for (let i = vectors; i < count; i++) {
    const x = load<f32>(source + (<usize>i << 2));
    if (!isFinite(x)) total++;
    else {
      lowest = min(lowest, x);
      highest = max(highest, x);
    }
  }
  if (total == count) {
    lowest = 0;
    highest = 0;
  }
  return total;
}

export function scanMinimum(): f32 {
  return lowest;
}

export function scanMaximum(): f32 {
  return highest;
}
