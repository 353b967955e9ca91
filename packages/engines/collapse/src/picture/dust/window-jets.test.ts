import { describe, expect, it } from 'vitest';
import { describeWalls } from '../../structure/describe-facades.ts';
import { threeStoreyPlan } from '../../testing/building-plans.ts';
import { blowThroughWindows, type ClosingRoom } from './window-jets.ts';

const facades = describeWalls(
  threeStoreyPlan,
  threeStoreyPlan.cornersM.map(([x, z]) => [x, -z]),
  0,
);
const room: ClosingRoom = { storey: 1, lowM: 3.6, gapM: 2, airM3: 60, durationS: 1 / 24 };
const blow = (change: Partial<ClosingRoom> = {}, amount = 1) =>
  blowThroughWindows({ facades }, { ...room, ...change }, amount);
const speedsOf = (jets: ReturnType<typeof blow>) => jets.map(({ velocityMPerS: [x, y, z] }) => Math.hypot(x, y, z));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('blowThroughWindows', () => {
  it('blows outwards from all four walls, at the height of the room', () => {
    const jets = blow();
    for (const { centreM, velocityMPerS } of jets) {
      const [x, z] = [centreM[0], centreM[2] + 8];
      expect(Math.abs(x) > 11 || Math.abs(z) > 8).toBe(true);
      expect(x * velocityMPerS[0] + z * velocityMPerS[2]).toBeGreaterThan(0);
      expect(centreM[1]).toBeGreaterThan(3.6);
      expect(centreM[1]).toBeLessThan(5.6);
    }
    expect(jets.some(({ centreM }) => centreM[0] > 11) && jets.some(({ centreM }) => centreM[0] < -11)).toBe(true);
    expect(jets.some(({ centreM }) => centreM[2] > 0) && jets.some(({ centreM }) => centreM[2] < -16)).toBe(true);
  });

  it('is faster the faster the storey closes and the less is left of it, up to what broken walls let build up', () => {
    expect(mean(speedsOf(blow({ airM3: 120 })))).toBeGreaterThan(1.3 * mean(speedsOf(blow())));
    expect(mean(speedsOf(blow({ gapM: 1 })))).toBeGreaterThan(1.3 * mean(speedsOf(blow())));
    expect(Math.max(...speedsOf(blow({ airM3: 5000 })))).toBeLessThan(33);
  });

  it('gives each window its own share, the same each time', () => {
    const speeds = speedsOf(blow());
    expect(Math.max(...speeds)).toBeGreaterThan(2 * Math.min(...speeds));
    expect(blow()).toEqual(blow());
  });

  it('carries dust by the air it moves, and by what the set-up wants', () => {
    const massOf = (jets: ReturnType<typeof blow>) => jets.reduce((sum, { massKg }) => sum + massKg, 0);
    expect(massOf(blow({}, 2))).toBeCloseTo(2 * massOf(blow()), 9);
    expect(massOf(blow())).toBeLessThan(60 * 0.12);
  });

  it('blows nothing out of a storey that hardly closes', () => {
    expect(blow({ airM3: 1 })).toEqual([]);
  });
});
