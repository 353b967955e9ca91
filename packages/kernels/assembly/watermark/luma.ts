// Brightness as bytes, which is all that the strength of a mark and its reading look at. BT.709 weights in 1/256.

export function lumaOfRgb8(source: usize, target: usize, count: i32): void {
  for (let i = 0; i < count; i++, source += 3) {
    const sum = 54 * <u32>load<u8>(source) + 183 * <u32>load<u8>(source, 1) + 19 * <u32>load<u8>(source, 2) + 128;
    store<u8>(target + <usize>i, <u8>(sum >>> 8));
  }
}

export function lumaOfRgb16(source: usize, target: usize, count: i32): void {
  for (let i = 0; i < count; i++, source += 6) {
    const sum = 54 * <u32>load<u16>(source) + 183 * <u32>load<u16>(source, 2) + 19 * <u32>load<u16>(source, 4);
    store<u8>(target + <usize>i, <u8>min(255, (sum + 32896) / 65792));
  }
}

/** Words of 9..16 bits to their upper eight. */
export function lumaOfWords(source: usize, target: usize, count: i32, shift: i32): void {
  for (let i = 0; i < count; i += 16) {
    const from = source + (<usize>i << 1);
    const low = i16x8.shr_u(v128.load(from), shift);
    const high = i16x8.shr_u(v128.load(from, 16), shift);
    v128.store(target + <usize>i, i8x16.narrow_i16x8_u(low, high));
  }
}

/** Mean of 2 × 2; an odd last row or column is left out. */
export function halve(source: usize, width: i32, height: i32, target: usize): void {
  const halfWidth = width >>> 1;
  const halfHeight = height >>> 1;
  for (let y = 0; y < halfHeight; y++) {
    const above = source + <usize>(2 * y * width);
    const below = above + <usize>width;
    const to = target + <usize>(y * halfWidth);
    for (let x = 0; x < halfWidth; x++) {
      const at = <usize>(x << 1);
      const sum = <u32>load<u8>(above + at) + <u32>load<u8>(above + at, 1) + <u32>load<u8>(below + at) + <u32>load<u8>(below + at, 1);
      store<u8>(to + <usize>x, <u8>((sum + 2) >>> 2));
    }
  }
}
