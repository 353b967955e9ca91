import { describe, expect, it } from 'vitest';
import { finishOf } from './room-finish.ts';

describe('finishOf', () => {
  const finishes = [10, 11, 12, 13, 14];

  it('gives a room the same finish always, an unknown room the first', () => {
    expect(finishOf(finishes, 37)).toBe(finishOf(finishes, 37));
    expect(finishOf(finishes, 0)).toBe(10);
  });

  it('uses all finishes, and does not repeat them from room to room', () => {
    const rooms = Array.from({ length: 60 }, (_, index) => finishOf(finishes, index + 1));
    expect(new Set(rooms).size).toBe(finishes.length);
    const repeats = rooms.filter((finish, index) => finish === rooms[index + finishes.length]).length;
    expect(repeats).toBeLessThan(40);
  });
});
