import { secondsAtFrame } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { frameAtSeconds } from './frame-at-seconds.ts';

const rates = [
  { numerator: 24, denominator: 1 },
  { numerator: 24000, denominator: 1001 },
  { numerator: 30000, denominator: 1001 },
  { numerator: 60000, denominator: 1001 },
];

describe('frameAtSeconds', () => {
  it.each(rates)(
    'names each frame of three hours at $numerator/$denominator from its start rounded to microseconds',
    (rate) => {
      const frames = Math.round((3 * 3600 * rate.numerator) / rate.denominator);
      for (let frame = 0; frame < frames; frame += 997) {
        const start = secondsAtFrame(rate, frame);
        expect(frameAtSeconds(rate, Math.round(start * 1e6) / 1e6)).toBe(frame);
        expect(frameAtSeconds(rate, Math.floor(start * 1e6) / 1e6)).toBe(frame);
      }
    },
  );

  it.each(rates)('stays on a frame until the next one starts at $numerator/$denominator', (rate) => {
    expect(frameAtSeconds(rate, secondsAtFrame(rate, 41.5))).toBe(41);
    expect(frameAtSeconds(rate, secondsAtFrame(rate, 41.98))).toBe(41);
  });
});
