/** b0 b1 b2 a1 a2 of a second-order section. */
export type Biquad = readonly [number, number, number, number, number];

/** Runs sections one after another over `samples`; the result may be written over them. State in 64 bits. */
export function filterBiquads(
  samples: Float32Array,
  sections: readonly Biquad[],
  into: Float32Array = new Float32Array(samples.length),
): Float32Array {
  let from = samples;
  for (const [b0, b1, b2, a1, a2] of sections) {
    let [s1, s2] = [0, 0];
    for (let n = 0; n < from.length; n++) {
      const x = from[n] as number;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      into[n] = y;
    }
    from = into;
  }
  return into;
}
