import { describe, expect, it } from 'vitest';
import type { CollapseEvent } from '../../motion/motion-frame.ts';
import { createDustSource } from './dust-emissions.ts';

function event(change: Partial<CollapseEvent>): CollapseEvent {
  return {
    kind: 'impact',
    frameTime: 3,
    positionM: [1, 4, 1],
    velocityMs: [0, -9, 0],
    massKg: 1000,
    areaM2: 1,
    impulseNs: 9 * (change.massKg ?? 1000),
    pieceA: 1,
    pieceB: -1,
    ...change,
  };
}

const emitDust = (events: readonly CollapseEvent[], amount: number) => createDustSource(amount).emit(events);

const massOf = (events: readonly CollapseEvent[], amount = 1): number =>
  emitDust(events, amount).reduce((sum, puff) => sum + puff.massKg, 0);

describe('emitDust', () => {
  it('raises dust in proportion to mass and to the set-up', () => {
    expect(massOf([event({ massKg: 2000 })])).toBeCloseTo(2 * massOf([event({})]), 9);
    expect(massOf([event({})], 0.5)).toBeCloseTo(0.5 * massOf([event({})]), 9);
    expect(emitDust([event({})], 0)).toEqual([]);
  });

  it('raises dust in proportion to the energy that a blow takes', () => {
    const blow = (speed: number) => massOf([event({ velocityMs: [0, -speed, 0], impulseNs: speed * 1000 })]);
    expect(blow(6)).toBeCloseTo(4 * blow(3), 9);
    // ½ · 1,000 kg · 81 m²/s², at 7 kJ a kilogram of dust.
    expect(blow(9)).toBeCloseTo((0.5 * 1000 * 81) / 7000, 9);
  });

  it('turns falling air aside near the ground, away from the building, and leaves it alone above', () => {
    const source = (height: number) =>
      createDustSource(1, [0, 0]).emit([event({ positionM: [3, height, -4] })])[0]?.velocityMPerS ?? [0, 0, 0];
    const [x, , z] = source(1);
    expect(x).toBeGreaterThan(5);
    expect(z).toBeCloseTo((-4 / 3) * x, 9);
    expect(source(9)[0]).toBe(0);
  });

  it('raises none where pieces fall side by side and only rub', () => {
    expect(emitDust([event({ impulseNs: 500 })], 1)).toEqual([]);
  });

  it('raises none below the threshold of speed, and none from glass', () => {
    expect(emitDust([event({ velocityMs: [0, -1, 0] }), event({ kind: 'glass' })], 1)).toEqual([]);
  });

  it('lets a piece that is struck again and again give no more than its share', () => {
    const blows = Array.from({ length: 100 }, () => event({}));
    expect(massOf(blows)).toBeCloseTo(20, 6);
    expect(massOf([...blows, event({ pieceA: 2 })])).toBeGreaterThan(20);
  });

  it('gathers events of one place into a puff where they happened, and keeps their mass', () => {
    const near = [event({}), event({ positionM: [1.2, 4.1, 1.4] })];
    const puffs = emitDust([...near, event({ positionM: [9, 4, 1], pieceA: 2 })], 1);
    expect(puffs.length).toBe(2);
    expect(puffs[0]?.centreM[0]).toBeCloseTo(1.1, 9);
    expect(massOf(near)).toBeCloseTo(2 * massOf([event({})]), 9);
  });
});
