// Noise in a band that follows a slow envelope: rumble, grinding, hiss, air.
import { noiseAt } from './noise';

/**
 * Adds two biquads of noise, times an envelope given every `hop` samples and drawn straight between, to `total` floats.
 * `coefficients`: b0 b1 b2 a1 a2 of both, f64. `envelope`: `points` floats; beyond its end it is 0.
 */
export function addNoiseBed(
  target: usize, total: i32, envelope: usize, points: i32, hop: i32, coefficients: usize, seed: u32,
): void {
  let x1: f64 = 0, x2: f64 = 0, y1: f64 = 0, y2: f64 = 0, z1: f64 = 0, z2: f64 = 0;
  const b0 = load<f64>(coefficients), b1 = load<f64>(coefficients, 8), b2 = load<f64>(coefficients, 16);
  const a1 = load<f64>(coefficients, 24), a2 = load<f64>(coefficients, 32);
  const d0 = load<f64>(coefficients, 40), d1 = load<f64>(coefficients, 48), d2 = load<f64>(coefficients, 56);
  const c1 = load<f64>(coefficients, 64), c2 = load<f64>(coefficients, 72);
  for (let point = 0; point < points; point++) {
    const first = point * hop;
    if (first >= total) break;
    const level = load<f32>(envelope + (<usize>point << 2));
    const following: f32 = point + 1 < points ? load<f32>(envelope + (<usize>point << 2), 4) : 0;
    // A filter that hears nothing need not run; it starts again from silence.
    if (level == 0 && following == 0) { x1 = x2 = y1 = y2 = z1 = z2 = 0; continue; }
    const step = (following - level) / <f32>hop;
    const count = min(hop, total - first);
    for (let n = 0; n < count; n++) {
      const x = <f64>noiseAt(seed, first + n);
      const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      const z = d0 * y + d1 * y1 + d2 * y2 - c1 * z1 - c2 * z2;
      x2 = x1; x1 = x;
      y2 = y1; y1 = y;
      z2 = z1; z1 = z;
      const at = target + (<usize>(first + n) << 2);
      store<f32>(at, load<f32>(at) + <f32>z * (level + step * <f32>n));
    }
  }
}
