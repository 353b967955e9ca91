/** OpenEXR's RLE: a signed count, then that many bytes as they are (negative) or one byte count + 1 times. Undefined if damaged. */
export function decodeRunLengths(packed: Uint8Array, length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(length);
  let to = 0;
  let from = 0;
  while (from < packed.length) {
    const count = ((packed[from] as number) << 24) >> 24;
    from += 1;
    const run = count < 0 ? -count : count + 1;
    if (to + run > length || from + (count < 0 ? run : 1) > packed.length) return undefined;
    if (count < 0) bytes.set(packed.subarray(from, from + run), to);
    else bytes.fill(packed[from] as number, to, to + run);
    from += count < 0 ? run : 1;
    to += run;
  }
  return to === length ? bytes : undefined;
}
