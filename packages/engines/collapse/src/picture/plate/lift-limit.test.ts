import { describe, expect, it } from 'vitest';
import { limitLift } from './lift-limit.ts';

/** A street of 120 × 40 whose proxy shadow covers the left half; the plate is dark where `isDark` says so. */
function limitsFor(isDark: (x: number) => boolean): Float32Array {
  const size = { widthPx: 120, heightPx: 40 };
  const count = 4800;
  const plate = Float32Array.from({ length: count * 3 }, (_, at) => (isDark(((at - (at % 3)) / 3) % 120) ? 0.06 : 0.3));
  const sun = Float32Array.from({ length: count }, (_, pixel) => (pixel % 120 < 60 ? 0 : 0.6));
  const standing = { coverage: new Float32Array(count).fill(1), sun, sky: new Float32Array(count).fill(1) };
  return limitLift({ ...size, plate, ground: new Uint8Array(count).fill(1), standing, sunHeight: 0.6 });
}

describe('limitLift', () => {
  it('lets a shadow that the plate shows be lifted', () => {
    const limits = limitsFor((x) => x < 60);
    expect(limits[20 * 120 + 56]).toBeGreaterThan(6);
  });

  it('lets nothing light up where the plate shows sunlit street under the proxy’s shadow', () => {
    const limits = limitsFor(() => false);
    expect(limits[20 * 120 + 56]).toBe(1);
  });
});
