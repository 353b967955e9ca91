import { describe, expect, it } from 'vitest';
import { parseFrameRate } from './frame-rate.ts';
import { createSeededRandom } from './testing/seeded-random.ts';
import { formatTimecode, isDropFrame, parseTimecode } from './timecode.ts';

const NTSC = parseFrameRate('30000/1001');
const NTSC_60 = parseFrameRate('60000/1001');
const RATES = [
  '24',
  '25',
  '30',
  '48',
  '50',
  '60',
  '120',
  '24000/1001',
  '30000/1001',
  '48000/1001',
  '60000/1001',
  '120000/1001',
  '25/2',
  '1',
  '1000',
];

describe('timecode', () => {
  it.each([
    ['24', 0, '00:00:00:00'],
    ['24', 23, '00:00:00:23'],
    ['24', 24, '00:00:01:00'],
    ['25', 90_000, '01:00:00:00'],
    ['24000/1001', 24, '00:00:01:00'],
    ['24000/1001', 86_400, '01:00:00:00'],
    ['120', 119, '00:00:00:119'],
    // SMPTE ST 12-1: labels 00 and 01 (00 to 03 at 59.94) are dropped each minute but every tenth.
    ['30000/1001', 1799, '00:00:59;29'],
    ['30000/1001', 1800, '00:01:00;02'],
    ['30000/1001', 17_981, '00:09:59;29'],
    ['30000/1001', 17_982, '00:10:00;00'],
    ['30000/1001', 107_892, '01:00:00;00'],
    ['60000/1001', 3600, '00:01:00;04'],
    ['60000/1001', 215_784, '01:00:00;00'],
  ])('at %s fps names frame %i %s', (rate, frame, timecode) => {
    expect(formatTimecode(parseFrameRate(rate), frame)).toBe(timecode);
    expect(parseTimecode(parseFrameRate(rate), timecode)).toBe(frame);
  });

  it('drops labels at 29.97 and 59.94 only', () => {
    expect(RATES.filter((rate) => isDropFrame(parseFrameRate(rate)))).toEqual(['30000/1001', '60000/1001']);
  });

  it('names each of the first 40,000 frames at 29.97 once, in order, and reads them back', () => {
    let before = '';
    for (let frame = 0; frame < 40_000; frame += 1) {
      const timecode = formatTimecode(NTSC, frame);
      expect(timecode > before && parseTimecode(NTSC, timecode) === frame, timecode).toBe(true);
      before = timecode;
    }
  });

  it('reads back any frame at any rate', () => {
    const random = createSeededRandom(2);
    for (let run = 0; run < 20_000; run += 1) {
      const rate = parseFrameRate(RATES[run % RATES.length]!);
      const frame = Math.floor(random() ** 4 * 40_000_000);
      expect(parseTimecode(rate, formatTimecode(rate, frame))).toBe(frame);
    }
  });

  it('stays within three frames of the clock over a day of drop-frame (2.6 frames, SMPTE ST 12-1)', () => {
    for (const rate of [NTSC, NTSC_60]) {
      const [hours = 0, minutes = 0, seconds = 0, frames = 0] = formatTimecode(
        rate,
        Math.round((86_399 * rate.numerator) / 1001),
      )
        .split(/[:;]/)
        .map(Number);
      const nominal = Math.round(rate.numerator / 1001);
      expect(Math.abs(hours * 3600 + minutes * 60 + seconds + frames / nominal - 86_399)).toBeLessThan(0.13);
    }
  });

  it.each(['00:01:00;00', '00:01:00;01', '00:11:00;00'])('refuses the dropped label %s', (timecode) => {
    expect(() => parseTimecode(NTSC, timecode)).toThrow(/dropped label/);
  });

  it.each([
    '',
    '1:00:00:00',
    '00:60:00:00',
    '00:00:60:00',
    '00:00:00:24',
    '00:00:00;00',
    '00:00:00:0',
    '-0:00:00:00',
    '00:00:00:00\n',
    'aa:bb:cc:dd',
  ])('refuses %j at 24 fps', (timecode) => {
    expect(() => parseTimecode(parseFrameRate(24), timecode)).toThrow(
      expect.objectContaining({ code: 'TIMECODE_INVALID' }),
    );
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])('refuses frame %d', (frame) => {
    expect(() => formatTimecode(NTSC, frame)).toThrow(expect.objectContaining({ code: 'TIMECODE_INVALID' }));
  });
});
