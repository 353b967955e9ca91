import { describe, expect, it } from 'vitest';
import { estimateLight } from './estimate-light.ts';

/** A street of 50 × 40 pixels, its left half in the building's shadow, seen under a known light. */
function street(albedo: number, sun: readonly number[], sky: readonly number[], hasShadow = true) {
  const count = 2000;
  const sunHeight = 0.6;
  const sunTerms = Float32Array.from({ length: count }, (_, i) => (hasShadow && i % 50 < 25 ? 0 : sunHeight));
  const skyTerms = new Float32Array(count).fill(0.8);
  const plate = new Float32Array(count * 3);
  for (let i = 0; i < count * 3; i++) {
    const pixel = (i - (i % 3)) / 3;
    plate[i] = albedo * ((sun[i % 3] ?? 0) * (sunTerms[pixel] ?? 0) + (sky[i % 3] ?? 0) * (skyTerms[pixel] ?? 0));
  }
  const none = { coverage: new Float32Array(count), sun: new Float32Array(count), sky: new Float32Array(count) };
  const catcher = { coverage: new Float32Array(count).fill(1), sun: sunTerms, sky: skyTerms };
  const size = { widthPx: 50, heightPx: 40 };
  return { size, ground: new Uint8Array(count).fill(1), plate, catcher, pieces: none, sunHeight, skyToSun: 0.3 };
}

describe('estimateLight', () => {
  it('reads skylight over sunlight, channel by channel, from the shadow on the street', () => {
    const light = estimateLight(street(0.27, [1.2, 1.1, 0.95], [0.2, 0.26, 0.35]));
    expect(light.skyColour[0] / light.sunColour[0]).toBeCloseTo(0.2 / 1.2, 2);
    expect(light.skyColour[2] / light.sunColour[2]).toBeCloseTo(0.35 / 0.95, 2);
  });

  it('falls back to the ratio of the set-up where the plate shows no shadow', () => {
    const light = estimateLight(street(0.27, [1.2, 1.1, 0.95], [0.2, 0.26, 0.35], false));
    expect(light.skyColour[1] / light.sunColour[1]).toBeCloseTo(0.3 * 0.98, 5);
  });

  it('brightens in proportion to the plate', () => {
    const dim = estimateLight(street(0.1, [1, 1, 1], [0.2, 0.2, 0.2]));
    const bright = estimateLight(street(0.2, [1, 1, 1], [0.2, 0.2, 0.2]));
    expect(bright.sunColour[1] / dim.sunColour[1]).toBeCloseTo(2, 3);
  });
});
