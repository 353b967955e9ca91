import { deterministicMath } from '@backlot/kernels';
import type { Biquad } from '@backlot/media';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** A second-order Butterworth section (R. Bristow-Johnson, Audio EQ Cookbook, Q = 1/√2). */
export function butterworth(kind: 'low-pass' | 'high-pass', cornerHz: number): Biquad {
  const omega = (2 * Math.PI * cornerHz) / SAMPLE_RATE_HZ;
  const cos = deterministicMath.cos(omega);
  const alpha = deterministicMath.sin(omega) * Math.SQRT1_2;
  const a0 = 1 + alpha;
  const b1 = kind === 'low-pass' ? 1 - cos : -(1 + cos);
  const b0 = kind === 'low-pass' ? b1 / 2 : -b1 / 2;
  return [b0 / a0, b1 / a0, b0 / a0, (-2 * cos) / a0, (1 - alpha) / a0];
}

/** Two sections that let a band pass, scaled so that the kernel's noise (power 1/3) comes out with an RMS of 1. */
export function noiseBand(lowHz: number, highHz: number): Float64Array {
  const [first, second] = [butterworth('high-pass', lowHz), butterworth('low-pass', highHz)];
  const scale = Math.sqrt(3 / responseEnergy([first, second]));
  const [b0, b1, b2, a1, a2] = first;
  return Float64Array.of(b0 * scale, b1 * scale, b2 * scale, a1, a2, ...second);
}

/** Energy of the impulse response: the power that white noise of power 1 has behind the sections. */
function responseEnergy(sections: readonly Biquad[]): number {
  const state = sections.map(() => ({ s1: 0, s2: 0 }));
  let energy = 0;
  for (let n = 0; n < SAMPLE_RATE_HZ; n++) {
    let x = n === 0 ? 1 : 0;
    for (const [index, [b0, b1, b2, a1, a2]] of sections.entries()) {
      const held = state[index];
      if (!held) continue;
      const y = b0 * x + held.s1;
      held.s1 = b1 * x - a1 * y + held.s2;
      held.s2 = b2 * x - a2 * y;
      x = y;
    }
    energy += x * x;
  }
  return energy;
}
