import type { DirectionParameters } from '../set-up/direction-schema.ts';
import type { BuildingModel } from '../structure/building-model.ts';
import { selectPieces } from './select-pieces.ts';

/** Times its usual strength, for each piece: what a painted map says (1 without one), times every box that it lies in. */
export function planStrength(
  model: BuildingModel,
  boxes: DirectionParameters['strength'],
  painted: Float32Array | undefined,
): Float32Array {
  const factors = painted?.slice() ?? new Float32Array(model.pieces.length).fill(1);
  for (const { withinM, factor } of boxes) {
    for (const { id } of selectPieces(model, { withinM })) factors[id] = (factors[id] ?? 1) * factor;
  }
  return factors;
}
