import { describe, expect, it } from 'vitest';
import { temperGrain } from './temper-grain.ts';

const rest = { lag1: { horizontal: 0.2, vertical: 0.2 }, betweenChannels: 0.5 };
const grey = (value: number) => [value, value, value] as const;

describe('temperGrain', () => {
  it('leaves a sensor-like model alone', () => {
    const sigmaByBin = [0, 1, 2, 3].map((bin) => grey(0.02 * Math.sqrt(((bin + 0.5) / 4) ** 2 + 0.002)));
    expect(temperGrain({ ...rest, sigmaByBin }).sigmaByBin).toEqual(sigmaByBin);
  });

  it('takes texture for what it is: dark tones no grainier than the calmest tone allows', () => {
    const model = temperGrain({ ...rest, sigmaByBin: [grey(0.03), grey(0.03), grey(0.002), grey(0.003)] });
    expect(model.sigmaByBin[0]?.[1]).toBeLessThan(0.001);
    expect(model.sigmaByBin[2]?.[1]).toBe(0.002);
  });
});
