import { describe, expect, it } from 'vitest';
import { findPlateOwners } from './plate-owner.ts';

describe('findPlateOwners', () => {
  const size = { widthPx: 20, heightPx: 9 };
  const ids = new Uint32Array(180);
  ids[4 * 20 + 5] = 7;
  ids[4 * 20 + 14] = 9;
  const owners = findPlateOwners(ids, size, 3);

  it('keeps what is seen at rest and spreads it to the nearest pixels in reach', () => {
    expect([owners[85], owners[88], owners[94], owners[91]]).toEqual([7, 7, 9, 9]);
    expect([owners[4 * 20 + 2], owners[4 * 20 + 17]]).toEqual([7, 9]);
  });

  it('leaves pixels beyond its reach to the plate', () => {
    expect([owners[4 * 20 + 1], owners[0], owners[4 * 20 + 18]]).toEqual([0, 0, 0]);
  });

  it('spreads the same to all four sides', () => {
    expect([owners[1 * 20 + 5], owners[7 * 20 + 5], owners[0 * 20 + 5], owners[8 * 20 + 5]]).toEqual([7, 7, 0, 0]);
  });
});
