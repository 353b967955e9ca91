import type { DirectionParameters } from '../set-up/direction-schema.ts';
import type { BuildingModel } from '../structure/building-model.ts';
import { selectPieces } from './select-pieces.ts';

/** For each piece the moment from which it may fall, in frames of the simulation's clock: 0 from the beginning, ∞ never. */
export function planHolds(
  model: BuildingModel,
  holds: DirectionParameters['holds'],
  clock: (filmFrame: number) => number,
): Float64Array {
  const until = new Float64Array(model.pieces.length);
  for (const hold of holds) {
    const frame = hold.untilFrame === undefined ? Number.POSITIVE_INFINITY : clock(hold.untilFrame);
    for (const { id } of selectPieces(model, hold)) until[id] = Math.max(until[id] ?? 0, frame);
  }
  return until;
}
