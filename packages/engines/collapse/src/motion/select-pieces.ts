import type { MemberKind, PieceSelection } from '../set-up/selection-schema.ts';
import type { BuildingModel, BuildingPiece, Facade } from '../structure/building-model.ts';

/** Elements that count as a kind of member. */
const ELEMENTS_OF: Readonly<Record<MemberKind, readonly string[]>> = {
  column: ['column'],
  pier: ['pier', 'corner', 'gable'],
  wall: ['inner-wall', 'partition'],
  beam: ['beam', 'spandrel', 'wall-plate', 'rafter'],
  slab: ['slab', 'roof-slab', 'roof-plane'],
  panel: ['panel', 'parapet', 'pane'],
  core: ['core-wall', 'stair'],
};

/** The pieces that meet every field of a selection, in order. `bays` are the bays of each façade. */
export function selectPieces(
  model: BuildingModel,
  selection: PieceSelection,
  bays: readonly number[] = [],
): BuildingPiece[] {
  const { storeys, facade, withinM, kinds, bays: wanted } = selection;
  const elements = kinds && new Set(kinds.flatMap((kind) => ELEMENTS_OF[kind]));
  const side = facade === undefined ? undefined : model.facades[facade];
  return model.pieces.filter((piece) => {
    if (storeys && !storeys.includes(piece.storey)) return false;
    if (facade !== undefined && piece.facade !== facade) return false;
    if (elements && !elements.has(model.elements[piece.elementId]?.kind ?? '')) return false;
    if (wanted && !(side && wanted.includes(bayOf(side, piece, bays[side.id] ?? 1)))) return false;
    return withinM === undefined || lies(piece, withinM);
  });
}

function bayOf({ originM, uAxis, widthM }: Facade, { restOriginM }: BuildingPiece, bays: number): number {
  const along = restOriginM.reduce((sum, v, k) => sum + (v - (originM[k] ?? 0)) * (uAxis[k] ?? 0), 0);
  return Math.min(bays - 1, Math.max(0, Math.floor((along / widthM) * bays)));
}

function lies({ restOriginM }: BuildingPiece, { minM, maxM }: NonNullable<PieceSelection['withinM']>): boolean {
  return restOriginM.every((v, k) => v >= (minM[k] ?? v) && v <= (maxM[k] ?? v));
}
