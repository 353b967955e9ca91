import { measureLoudness, measureTruePeak, sampleCountOf } from '@backlot/media';
import { describe, expect, it } from 'vitest';
import { blockOf, heardCollapse, impactAt } from '../testing/heard-collapse.ts';
import { airAbsorptionDbPerM } from './air-absorption.ts';
import { composeSound } from './compose-sound.ts';
import { gatherBlows } from './gather-blows.ts';
import { masterStereo, masterSurround } from './master-field.ts';
import { panSurround } from './pan-surround.ts';
import { findPieceModes } from './piece-modes.ts';
import { sampleAtFrame } from './sample-time.ts';
import { spreadSteps } from './spread-steps.ts';

const film = { numerator: 24, denominator: 1 };
const onsetOf = (channel: Float32Array | undefined): number => channel?.findIndex((value) => value !== 0) ?? -1;
const powerOf = (channels: readonly Float32Array[]): number =>
  channels.reduce((sum, channel) => sum + channel.reduce((power, value) => power + value * value, 0), 0);
/** The first 5 ms, in which nothing but the blow itself sounds. */
const firstOf = (field: readonly Float32Array[]): readonly Float32Array[] =>
  field.map((channel) => channel.slice(20_000, 20_240));
const levelDb = (channels: readonly Float32Array[]): number => 10 * Math.log10(powerOf(channels));

describe('time', () => {
  it('is exact to the sample at rates that are no whole number, over ten thousand frames', () => {
    for (const [numerator, samples] of [
      [24_000, 20_020_000],
      [30_000, 16_016_000],
      [60_000, 8_008_000],
    ] as const) {
      expect(sampleAtFrame(10_000, { numerator, denominator: 1001 })).toBe(samples);
    }
    expect(sampleAtFrame(1, { numerator: 30_000, denominator: 1001 })).toBe(1602);
  });

  it.each([10, 10.5, 11.0208333])(
    'begins a blow within a sample of its moment, after silence: frame %d',
    (frameTime) => {
      const [, , centre] = composeSound(heardCollapse([impactAt(frameTime)]));
      expect(Math.abs(onsetOf(centre) - frameTime * 2000)).toBeLessThanOrEqual(1);
    },
  );

  it('comes later by its way where the set-up wants that', () => {
    const perspective = { distanceDelay: true, airAbsorption: false, reverb: 0 };
    const [, , centre] = composeSound(heardCollapse([impactAt(10)], { distanceM: 34.3, perspective }));
    expect(Math.abs(onsetOf(centre) - 20_000 - 4800)).toBeLessThanOrEqual(1);
  });

  it('lasts as long as the picture', () => {
    const frameRate = { numerator: 30_000, denominator: 1001 };
    const field = composeSound(heardCollapse([impactAt(10)], { frameRate }));
    expect(field.map(({ length }) => length)).toEqual(new Array(5).fill(Math.round(48 * 1601.6)));
  });
});

describe('level', () => {
  it('falls by 6 dB where the distance doubles', () => {
    const at = (distanceM: number) => levelDb(composeSound(heardCollapse([impactAt(10)], { distanceM })));
    expect(at(20) - at(40)).toBeCloseTo(6.02, 1);
  });

  it('grows by 6 dB where the impulse doubles', () => {
    const at = (impulseNs: number) => levelDb(firstOf(composeSound(heardCollapse([impactAt(10, { impulseNs })]))));
    expect(at(8000) - at(4000)).toBeCloseTo(6.02, 1);
  });

  it('is duller behind more air, as ISO 9613-1 has it', () => {
    // Table values at 20 °C and 50 %, dB a kilometre.
    expect(1000 * airAbsorptionDbPerM(1000)).toBeCloseTo(4.66, 1);
    expect(1000 * airAbsorptionDbPerM(4000)).toBeCloseTo(29.6, 0);
    const perspective = { distanceDelay: false, airAbsorption: true, reverb: 0 };
    const brightness = (change: object) => {
      const crack = impactAt(10, { kind: 'break', areaM2: 4 });
      const [, , centre] = firstOf(composeSound(heardCollapse([crack], { distanceM: 300, ...change })));
      const steps = centre!.map((value, n) => value - (centre![n - 1] ?? 0));
      return powerOf([steps]) / powerOf([centre!]);
    };
    expect(brightness({ perspective })).toBeLessThan(0.8 * brightness({}));
  });
});

describe('direction', () => {
  it('keeps its power on the way round', () => {
    for (let turn = -180; turn < 540; turn += 7) {
      expect(panSurround(turn).reduce((sum, gain) => sum + gain * gain, 0)).toBeCloseTo(1, 9);
    }
    expect(panSurround(-30)[0]).toBeCloseTo(1, 9);
    expect(panSurround(180)[3]).toBeCloseTo(panSurround(180)[4]!, 9);
  });

  it('is left for what falls at the picture’s left edge, and behind for what falls behind', () => {
    const powers = (positionM: readonly [number, number, number]) =>
      firstOf(composeSound(heardCollapse([impactAt(10, { positionM })]))).map((channel) => powerOf([channel]));
    const [left = 0, right = 0] = powers([-12.8, 0, 0]);
    expect(left).toBeGreaterThan(5 * right);
    const [l = 0, r = 0, c = 0, ls = 0, rs = 0] = powers([0, 0, 60]);
    expect(ls + rs).toBeGreaterThan(3 * (l + r + c));
  });
});

describe('blows', () => {
  it('of one pair are one within 25 ms, and a rub where they go on', () => {
    const times = [10, 10.3, 11.2, 12, 20];
    const [frames, pieces] = [heardCollapse(times.map((at) => impactAt(at))).frames, [blockOf('concrete')]];
    const blows = gatherBlows(frames, pieces, film);
    expect(blows.map(({ kind }) => kind)).toEqual(['strike', 'rub', 'rub', 'strike']);
    expect(blows[0]).toMatchObject({ sample: 20_000, impulseNs: 8000 });
  });

  it('of one solver step are spread over the step, the hardest at its own moment', () => {
    const events = Array.from({ length: 40 }, (_, i) =>
      impactAt(10 + 0.5 * (i % 2), { pieceA: i, impulseNs: 1000 + i, positionM: [i, 0, 0] }),
    );
    const pieces = events.map((_, id) => blockOf('masonry', id));
    const spread = spreadSteps(gatherBlows(heardCollapse(events).frames, pieces, film), 7);
    const even = spread.filter(({ pieceA }) => pieceA % 2 === 0).map(({ sample }) => sample);
    expect(Math.min(...even)).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...even)).toBeLessThan(21_000);
    expect(new Set(even).size).toBeGreaterThan(15);
    expect(spread.find(({ pieceA }) => pieceA === 38)?.sample).toBe(20_000);
    expect(spread.find(({ pieceA }) => pieceA === 39)?.sample).toBe(21_000);
  });

  it('ring by material: f = (π/2)√(D/ρh)(m²/a² + n²/b²), glass higher and longer than concrete', () => {
    const [concrete, glass] = [findPieceModes(blockOf('concrete'), 7), findPieceModes(blockOf('glass'), 7)];
    expect(concrete).toHaveLength(12);
    const stretched = concrete.find(({ waves }) => waves[0] === 2 && waves[1] === 2);
    expect(stretched!.frequencyHz / concrete[0]!.frequencyHz).toBeCloseTo(4, 6);
    const qualityOf = ({ frequencyHz, decayPerS }: (typeof glass)[number]) => frequencyHz / decayPerS;
    expect(qualityOf(glass.at(-1)!)).toBeGreaterThan(2 * qualityOf(concrete.at(-1)!));
  });
});

describe('a master', () => {
  const events = Array.from({ length: 60 }, (_, i) => impactAt(8 + i / 2, { impulseNs: 90_000, pieceA: i % 9 }));
  const pieces = Array.from({ length: 9 }, (_, id) => blockOf('concrete', id));
  const field = composeSound(heardCollapse(events, { pieces, distanceM: 4 }));

  it('has true peaks at −1 dB or below, in stereo and 5.1', () => {
    expect(
      Math.max(...field.map((channel) => channel.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0))),
    ).toBeGreaterThan(1);
    for (const sound of [masterStereo(field, {}), masterSurround(field, {})]) {
      expect(20 * Math.log10(measureTruePeak(sound))).toBeLessThanOrEqual(-1);
      expect(sampleCountOf(sound)).toBe(96_000);
    }
    expect(masterSurround(field, {}).channels).toHaveLength(6);
  });

  it('comes to the loudness that is asked for', () => {
    for (const sound of [masterStereo(field, { loudnessLufs: -23 }), masterSurround(field, { loudnessLufs: -23 })]) {
      expect(Math.abs(measureLoudness(sound) + 23)).toBeLessThan(0.5);
      expect(20 * Math.log10(measureTruePeak(sound))).toBeLessThanOrEqual(-1);
    }
  });

  it('gives the same bytes each time, and others for another seed', () => {
    expect(composeSound(heardCollapse(events, { pieces, distanceM: 4 }))).toEqual(field);
    expect(composeSound(heardCollapse(events, { pieces, distanceM: 4, seed: 8 }))).not.toEqual(field);
  });

  it('is silent where nothing breaks', () => {
    expect(
      masterStereo(composeSound(heardCollapse([])), { loudnessLufs: -23 }).channels.every((channel) =>
        channel.every((value) => value === 0),
      ),
    ).toBe(true);
  });
});
