import { expect, it } from 'vitest';
import { deterministicMath } from './deterministic-math.ts';
import { createSoundField } from './sound-kernel.ts';
import type { SoundMode, SoundStrike } from './sound-records.ts';

const silent = { amplitude: 0, length: 0, fade: 0, lowPass: 1, highPass: 0, seed: 0 };

function mode(frequencyHz: number, decayPerS: number, amplitude = 1): SoundMode {
  const r = deterministicMath.exp(-decayPerS / 48_000);
  const omega = (2 * Math.PI * frequencyHz) / 48_000;
  const turn = [r * deterministicMath.cos(omega), r * deterministicMath.sin(omega)] as const;
  return { turn, amplitude, length: Math.ceil((6.9 * 48_000) / decayPerS) };
}

const strike = (change: Partial<SoundStrike>): SoundStrike => ({
  start: 0,
  modes: [],
  burst: silent,
  gains: [1, 0, 0, 0, 0],
  ...change,
});

it('sounds a mode as the damped sine that it is, from its sample on', () => {
  const field = createSoundField(20_000);
  field.addStrikes([strike({ start: 1001, modes: [mode(40, 12), mode(3000, 30, 0.5)], gains: [0.5, 0, 0, 2, 0] })]);
  const [left, right, , leftSurround] = field.read();
  let worst = 0;
  for (let n = 0; n < 10_000; n++) {
    const t = n / 48_000;
    const low = Math.exp(-12 * t) * Math.sin(2 * Math.PI * 40 * t);
    const high = n < mode(3000, 30).length ? 0.5 * Math.exp(-30 * t) * Math.sin(2 * Math.PI * 3000 * t) : 0;
    worst = Math.max(worst, Math.abs(0.5 * (low + high) - left![1001 + n]!));
    expect(leftSurround![1001 + n]).toBeCloseTo(4 * left![1001 + n]!, 5);
  }
  expect(worst).toBeLessThan(5e-4);
  expect(left!.subarray(0, 1001).every((value) => value === 0)).toBe(true);
  expect(right!.every((value) => value === 0)).toBe(true);
});

it('begins a burst at its very sample, between its corners, and lets it die away', () => {
  const field = createSoundField(9600);
  const burst = { amplitude: 1, length: 4800, fade: 0.999, lowPass: 0.5, highPass: 0.02, seed: 9 };
  field.addStrikes([strike({ start: 480, burst })]);
  const [left] = field.read();
  const rms = (from: number, to: number) =>
    Math.sqrt(left!.subarray(from, to).reduce((sum, value) => sum + value * value, 0) / (to - from));
  expect(left!.findIndex((value) => value !== 0)).toBe(480);
  expect(rms(480, 980)).toBeGreaterThan(0.15);
  expect(rms(2880, 3380) / rms(480, 980)).toBeCloseTo(0.999 ** 2400, 1);
  expect(left!.subarray(480 + 4800).every((value) => value === 0)).toBe(true);
});

it('passes over what begins outside, and cuts what would run over the end', () => {
  const field = createSoundField(1000);
  field.addStrikes([-1, 1000, 5000].map((start) => strike({ start, modes: [mode(500, 20)] })));
  expect(field.read().every((channel) => channel.every((value) => value === 0))).toBe(true);
  field.addStrikes([strike({ start: 995, modes: [mode(500, 20)] })]);
  const [left, right] = field.read();
  expect(left![999]).not.toBe(0);
  expect(right!.every((value) => value === 0)).toBe(true);
});

it('lets noise follow its envelope, each channel and seed with noise of its own', () => {
  const field = createSoundField(48_000);
  const coefficients = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0);
  const envelope = Float32Array.of(0, 0, 1, 1, 0);
  for (const channel of [0, 1]) field.addNoise({ channel, envelope, hopSamples: 4800, coefficients, seed: channel });
  const [left, right] = field.read();
  expect(left!.subarray(0, 4801).every((value) => value === 0)).toBe(true);
  const power = (from: number) =>
    left!.subarray(from, from + 4800).reduce((sum, value) => sum + value * value, 0) / 4800;
  expect(power(9600)).toBeCloseTo(1 / 3, 1);
  expect(power(4800)).toBeCloseTo(1 / 9, 1);
  const together = left!.reduce((sum, value, n) => sum + value * right![n]!, 0) / 4800;
  expect(Math.abs(together)).toBeLessThan(0.03);
});

it('echoes off a wall at its time, and lets the street ring no longer than its lines do', () => {
  const field = createSoundField(96_000);
  field.addStrikes([strike({ start: 100, burst: { ...silent, amplitude: 1, length: 1, lowPass: 1 } })]);
  const delays = [1009, 1201, 1327, 1481, 1613, 1777, 1913, 2053];
  const reverb = delays.map((delaySamples, line) => ({
    delaySamples,
    feedback: 10 ** ((-3 * delaySamples) / 48_000),
    lowPass: 1,
    gains: [0, 0, 0, line % 2, 1 - (line % 2)],
  }));
  field.addStreet({ echoes: [{ channel: 1, delaySamples: 700, gain: 0.5, lowPass: 1 }], reverb });
  const [left, right, , leftSurround] = field.read();
  expect(left![100]).not.toBe(0);
  expect(right![800]).toBeCloseTo(0.5 * left![100]!, 6);
  expect(leftSurround!.findIndex((value) => value !== 0)).toBe(100 + 1201);
  const energy = (from: number) =>
    leftSurround!.subarray(from, from + 9600).reduce((sum, value) => sum + value ** 2, 0);
  expect(10 * Math.log10(energy(57_600) / energy(9600))).toBeCloseTo(-60, -1);
});

it('gives the same bytes each time, however the strikes are handed over', () => {
  const strikes = Array.from({ length: 5000 }, (_, i) =>
    strike({
      start: (i * 37) % 40_000,
      modes: [mode(100 + i, 60)],
      burst: { amplitude: 0.1, length: 200, fade: 0.98, lowPass: 0.3, highPass: 0.01, seed: i },
      gains: [0.1, 0.1, 0, 0, 0.2],
    }),
  );
  const [once, twice] = [createSoundField(48_000), createSoundField(48_000)];
  once.addStrikes(strikes);
  twice.addStrikes(strikes.slice(0, 123));
  twice.addStrikes(strikes.slice(123));
  expect(twice.read()).toEqual(once.read());
});
