import { describe, expect, it } from 'vitest';
import { limitPeaks } from './limit-peaks.ts';
import { masterLoudness } from './master-loudness.ts';
import { measureLoudness } from './measure-loudness.ts';
import type { Sound } from './sound.ts';
import { measureTruePeak } from './true-peak.ts';

const RATE = 48_000;

/** Parts of a 1 kHz sine one after another: peak level in dBFS, seconds. */
function tone(parts: readonly (readonly [levelDb: number, seconds: number])[], frequencyHz = 1000): Float32Array {
  const samples = parts.flatMap(([levelDb, seconds]) =>
    new Array<number>(Math.round(seconds * RATE)).fill(10 ** (levelDb / 20)),
  );
  return Float32Array.from(samples, (level, n) => level * Math.sin((2 * Math.PI * frequencyHz * n) / RATE));
}

const stereo = (...parts: (readonly [number, number])[]): Sound => {
  const channel = tone(parts);
  return { sampleRateHz: RATE, channels: [channel, channel] };
};
const inDb = (factor: number): number => 20 * Math.log10(factor);

describe('loudness', () => {
  it.each([
    ['1', stereo([-23, 20]), -23],
    ['2', stereo([-33, 20]), -33],
    ['3', stereo([-36, 10], [-23, 60], [-36, 10]), -23],
    ['4', stereo([-72, 10], [-36, 10], [-23, 60], [-36, 10], [-72, 10]), -23],
    ['5', stereo([-26, 20], [-20, 20.1], [-26, 20]), -23],
  ])('agrees with EBU Tech 3341, case %s', (_, sound, lufs) => {
    expect(Math.abs(measureLoudness(sound) - lufs)).toBeLessThan(0.1);
  });

  it('weighs 5.1 as EBU Tech 3341, case 6 does, and passes over the LFE', () => {
    const [front, centre, back] = [-28, -24, -30].map((level) => tone([[level, 20]])) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const channels = [front, front, centre, tone([[-10, 20]], 40), back, back];
    expect(Math.abs(measureLoudness({ sampleRateHz: RATE, channels }) + 23)).toBeLessThan(0.1);
  });

  it('finds −3.01 LKFS in one channel of 997 Hz at full scale (ITU-R BS.1770)', () => {
    const sound = { sampleRateHz: RATE, channels: [tone([[0, 5]], 997)] };
    expect(measureLoudness(sound)).toBeCloseTo(-3.01, 2);
  });

  it('finds nothing in silence, and in what is shorter than a block', () => {
    expect(measureLoudness(stereo([-200, 2]))).toBe(Number.NEGATIVE_INFINITY);
    expect(measureLoudness(stereo([-20, 0.3]))).toBe(Number.NEGATIVE_INFINITY);
  });
});

/** A sine at a quarter of the rate whose samples all miss its peaks. */
function hiddenPeak(level: number, seconds: number): Sound {
  const channel = Float32Array.from(
    { length: seconds * RATE },
    (_, n) => level * Math.sin((Math.PI / 2) * n + Math.PI / 4),
  );
  return { sampleRateHz: RATE, channels: [channel] };
}

describe('true peak', () => {
  it('sees what lies between samples (EBU Tech 3341, cases 15 to 19)', () => {
    expect(inDb(measureTruePeak(stereo([-6, 1])))).toBeCloseTo(-6, 1);
    const hidden = hiddenPeak(0.5, 1);
    expect(Math.max(...hidden.channels[0]!)).toBeLessThan(0.36);
    expect(inDb(measureTruePeak(hidden))).toBeGreaterThan(-6.4);
    expect(inDb(measureTruePeak(hidden))).toBeLessThan(-5.8);
  });
});

describe('limiting', () => {
  const ceiling = 10 ** (-1 / 20);

  it('leaves alone what is below', () => {
    const sound = stereo([-6, 1]);
    expect(limitPeaks(sound, ceiling)).toBe(sound);
  });

  it('keeps true peaks below without delay, and lets go after them', () => {
    const channel = Float32Array.from(tone([[-6, 2]]), (value, n) => (n >= 48_000 && n < 48_100 ? value * 12 : value));
    const limited = limitPeaks({ sampleRateHz: RATE, channels: [channel] }, ceiling);
    expect(measureTruePeak(limited)).toBeLessThanOrEqual(ceiling);
    expect(limited.channels[0]!.subarray(0, 47_000)).toEqual(channel.subarray(0, 47_000));
    expect(limited.channels[0]![95_000]! / channel[95_000]!).toBeCloseTo(1, 1);
    const onset = limited.channels[0]!.reduce(
      (best, value, n, all) => (Math.abs(value) > Math.abs(all[best]!) ? n : best),
      0,
    );
    expect(onset).toBeGreaterThan(47_999);
    expect(onset).toBeLessThan(48_100);
  });

  it('keeps hidden peaks below too', () => {
    expect(measureTruePeak(limitPeaks(hiddenPeak(1.3, 1), ceiling))).toBeLessThanOrEqual(ceiling);
  });
});

describe('mastering', () => {
  it.each([-23, -16])('reaches %d LUFS with true peaks at −1 dB or below', (loudnessLufs) => {
    // Bursts with a crest that has to be limited.
    const channel = tone([[-20, 6]]).map((value, n) => (n % 24_000 < 200 ? value * 9 : value));
    const mastered = masterLoudness({ sampleRateHz: RATE, channels: [channel, channel] }, { loudnessLufs });
    expect(Math.abs(measureLoudness(mastered) - loudnessLufs)).toBeLessThan(0.5);
    expect(inDb(measureTruePeak(mastered))).toBeLessThanOrEqual(-1);
  });

  it('keeps the level where none is asked for, and where there is silence', () => {
    const sound = stereo([-20, 1]);
    expect(masterLoudness(sound, {})).toBe(sound);
    const silence = { sampleRateHz: RATE, channels: [new Float32Array(RATE)] };
    expect(masterLoudness(silence, { loudnessLufs: -23 })).toBe(silence);
  });
});
