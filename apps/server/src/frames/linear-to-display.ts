const STEPS = 4096;

/** IEC 61966-2-1 curve, sampled finely enough for 8 bits: linear light 0..1 to a byte. */
const TABLE = Uint8Array.from({ length: STEPS + 1 }, (_, index) => {
  const linear = (index / STEPS) ** 2;
  const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255);
});

/** Scene-linear light as a display byte; below 0 and NaN are black, above 1 white. */
export function linearToDisplay(linear: number): number {
  if (!(linear > 0)) return 0;
  return TABLE[Math.round(Math.sqrt(Math.min(1, linear)) * STEPS)] ?? 255;
}
