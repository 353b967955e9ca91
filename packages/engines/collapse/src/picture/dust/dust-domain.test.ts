import { describe, expect, it } from 'vitest';
import { chooseDustGrid } from './dust-domain.ts';

const tower = { boundsM: { min: [-9, 0, -7], max: [9, 22, 7] } } as const;
const sizeOf = (movingS: number, building: Parameters<typeof chooseDustGrid>[0] = tower) => {
  const { dims, cellM, originM } = chooseDustGrid(building, movingS);
  return { cells: dims[0] * dims[1] * dims[2], reachM: -9 - originM[0], highM: dims[1] * cellM, cellM };
};

describe('chooseDustGrid', () => {
  it('leaves a front room to run, as far as it gets within the shot', () => {
    expect(sizeOf(1).reachM).toBeGreaterThanOrEqual(22);
    expect(sizeOf(4).reachM).toBeGreaterThanOrEqual(48);
    expect(sizeOf(60).reachM).toBeGreaterThanOrEqual(66);
    expect(sizeOf(60).reachM).toBeLessThan(72);
  });

  it('holds about a million cells, whatever the building', () => {
    for (const height of [4, 22, 150]) {
      const building = { boundsM: { min: [-9, 0, -7], max: [9, height, 7] } } as const;
      const { cells, highM } = sizeOf(4, building);
      expect(cells).toBeLessThan(1_600_000);
      if (height > 4) expect(cells).toBeGreaterThan(1_000_000);
      expect(highM).toBeGreaterThan(height);
    }
  });
});
