import type { TileGrid } from '@backlot/kernels';
import { chipsOf, readChips, TILE_CHIPS } from './mark-code.ts';
import { drawCells } from './mark-pattern.ts';
import type { MarkCandidate } from './mark-search.ts';

const CELLS = TILE_CHIPS * 2;
const ONE_CHIP = drawCells(Float32Array.from({ length: TILE_CHIPS * TILE_CHIPS }, (_, i) => (i === 0 ? 1 : 0)));
/** Parts of the search's step. */
const SIZE_STEPS = [0.5, 0.25, 0.125];
const SHIFT_STEPS = [0.5, 0.25];
const MOST_ROUNDS = 2;
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
const WAYS = [[1, 1], [-1, -1], ...SIDES] as const;

/** A payload whose checksum holds. */
export interface MarkReading {
  readonly payload: Uint8Array;
  /**
   * How far the whole mark, payload and all, stands out of the correlations at all other places, in standard deviations. The
   * likeliest payload in a picture without a mark reaches about 8, and then its checksum does not hold.
   */
  readonly confidence: number;
}

/** Finds a candidate's exact size and shift, and reads its chips; undefined where their checksum does not hold. */
export function readMark(candidate: MarkCandidate): MarkReading | undefined {
  const { reader, grid, sighting } = settleBetweenCells(settleSize(candidate));
  const places = reader.compare(grid, ONE_CHIP);
  const chips = Float32Array.from({ length: TILE_CHIPS * TILE_CHIPS }, (_, i) => {
    const x = (sighting.x + 2 * (i % TILE_CHIPS)) % CELLS;
    const y = (sighting.y + 2 * Math.floor(i / TILE_CHIPS)) % CELLS;
    return places[y * CELLS + x] as number;
  });
  const payload = readChips(chips);
  if (!payload) return undefined;
  const whole = reader.compare(grid, drawCells(chipsOf(payload)));
  return { payload, confidence: whole[sighting.y * CELLS + sighting.x] as number };
}

/** Across and down apart: a scaling to whole pixels is never quite the same both ways. */
function settleSize(candidate: MarkCandidate): MarkCandidate {
  let best = candidate;
  for (const part of SIZE_STEPS) {
    const share = part * candidate.sizeStep;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const { grid } = best;
      const moved = WAYS.map(([x, y]) => ({
        ...grid,
        stepX: grid.stepX * (1 + x * share),
        stepY: grid.stepY * (1 + y * share),
      }));
      const next = bestOf(best, moved);
      if (next === best) break;
      best = next;
    }
  }
  return best;
}

function settleBetweenCells(candidate: MarkCandidate): MarkCandidate {
  let best = candidate;
  for (const share of SHIFT_STEPS) {
    const { grid } = best;
    const moved = SIDES.map(([x, y]) => ({
      ...grid,
      startX: within(grid.startX + x * share * grid.stepX, grid.stepX),
      startY: within(grid.startY + y * share * grid.stepY, grid.stepY),
    }));
    best = bestOf(best, moved);
  }
  return best;
}

function bestOf(candidate: MarkCandidate, grids: readonly TileGrid[]): MarkCandidate {
  let best = candidate;
  for (const grid of grids) {
    const sighting = candidate.reader.seek(grid);
    if (sighting.score > best.sighting.score) best = { ...best, grid, sighting };
  }
  return best;
}

function within(value: number, step: number): number {
  if (value < 0) return value + step;
  return value >= step ? value - step : value;
}
