import { describe, expect, it } from 'vitest';
import { formatFrameRate, frameRateSchema, parseFrameRate, secondsAtFrame } from './frame-rate.ts';
import { createSeededRandom } from './testing/seeded-random.ts';

describe('a frame rate', () => {
  it.each([
    [24, '24'],
    ['24000/1001', '24000/1001'],
    ['23.976', '24000/1001'],
    [29.97, '30000/1001'],
    ['48/2', '24'],
    [' 25 ', '25'],
  ])('%s is %s', (written, exact) => {
    expect(formatFrameRate(parseFrameRate(written))).toBe(exact);
  });

  it.each([0, -24, 0.5, Number.NaN, 1e9, '24/0', '1/1001', '24.5', 'fast', '', '24/1/1', '1e2', '０'])(
    'may not be %s',
    (written) => {
      expect(() => parseFrameRate(written)).toThrow(expect.objectContaining({ code: 'FRAME_RATE_INVALID' }));
      expect(frameRateSchema.safeParse(written).success).toBe(false);
    },
  );

  it('reads back any fraction in lowest terms', () => {
    const random = createSeededRandom(4);
    for (let run = 0; run < 2000; run += 1) {
      const denominator = 1 + Math.floor(random() * 1001);
      const numerator = denominator + Math.floor(random() * denominator * 999);
      const rate = parseFrameRate(`${numerator}/${denominator}`);
      expect(rate.numerator * denominator).toBe(rate.denominator * numerator);
      expect(parseFrameRate(formatFrameRate(rate))).toEqual(rate);
    }
  });

  it('counts seconds without drift', () => {
    expect(secondsAtFrame(parseFrameRate('24000/1001'), 24_000)).toBe(1001);
  });
});
