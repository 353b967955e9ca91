import type { Vec3 } from '../set-up/measures.ts';
import type { FloorGrid } from './floor-elements.ts';

/** The rooms of one block: the bays of its floors, storey by storey. */
export interface BlockRooms {
  readonly grid: FloorGrid;
  readonly levelsM: readonly number[];
}

/** Finds the room that a place lies in. */
export type RoomFinder = (point: Vec3) => number;

/** Numbers the rooms of all blocks from 1 on; 0 is outside. */
export function numberRooms(blocks: readonly BlockRooms[]): RoomFinder {
  let next = 1;
  const firsts = blocks.map(({ grid, levelsM }) => {
    const first = next;
    next += (levelsM.length - 1) * (grid.uLines.length - 1) * (grid.vLines.length - 1);
    return first;
  });
  return ([x, y, z]) => {
    for (const [i, { grid, levelsM }] of blocks.entries()) {
      const u = bandOf(grid.uLines, x * grid.uAxis[0] - z * grid.uAxis[1]);
      const v = bandOf(grid.vLines, x * grid.vAxis[0] - z * grid.vAxis[1]);
      const storey = bandOf(levelsM, y);
      if (u < 0 || v < 0 || storey < 0) continue;
      return (firsts[i] ?? 1) + (storey * (grid.uLines.length - 1) + u) * (grid.vLines.length - 1) + v;
    }
    return 0;
  };
}

/** The band between lines that a value falls in, −1 beyond them. */
function bandOf(lines: readonly number[], value: number): number {
  for (let i = 1; i < lines.length; i++) if (value < (lines[i] ?? 0)) return value >= (lines[0] ?? 0) ? i - 1 : -1;
  return -1;
}
