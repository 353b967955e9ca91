/** The colour of interleaved samples, without alpha; the samples themselves where there is none. */
export function colourOf(codes: Uint16Array, channels: 3 | 4): Uint16Array {
  if (channels === 3) return codes;
  return Uint16Array.from(
    { length: (codes.length / 4) * 3 },
    (_, i) => codes[Math.floor(i / 3) * 4 + (i % 3)] as number,
  );
}

/** Puts colour back beside its alpha. */
export function putColour(codes: Uint16Array, channels: 3 | 4, colour: ArrayLike<number>): void {
  for (let i = 0; i < colour.length; i++) {
    codes[channels === 3 ? i : Math.floor(i / 3) * 4 + (i % 3)] = colour[i] as number;
  }
}
