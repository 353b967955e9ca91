/** Adler-32 (RFC 1950), 16 bytes at a time; sums are reduced every 5,552 bytes, before 32 bits overflow. */
export function adler32(data: usize, length: i32): u32 {
  let s1: u32 = 1;
  let s2: u32 = 0;
  const weightsLow = i16x8(16, 15, 14, 13, 12, 11, 10, 9);
  const weightsHigh = i16x8(8, 7, 6, 5, 4, 3, 2, 1);
  let left = length;
  while (left >= 16) {
    const run = min(left, 5552) & ~15;
    let sum = i32x4.splat(0);
    let sumOfSums = i32x4.splat(0);
    let weighted = i32x4.splat(0);
    for (let i = 0; i < run; i += 16) {
      const bytes = v128.load(data + <usize>i);
      sumOfSums = i32x4.add(sumOfSums, sum);
      sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), weightsLow));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), weightsHigh));
    }
    const total = add4(sum);
    s2 = <u32>((<u64>s2 + <u64>s1 * <u64>run + (<u64>add4(sumOfSums) << 4) + <u64>add4(weighted)) % 65521);
    s1 = (s1 + total) % 65521;
    data += <usize>run;
    left -= run;
  }
  for (let i = 0; i < left; i++) {
    s1 += load<u8>(data + <usize>i);
    s2 += s1;
  }
  return ((s2 % 65521) << 16) | (s1 % 65521);
}

// @ts-ignore: decorator
@inline
function add4(x: v128): u32 {
  return i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3);
}
