import type { BuildingPlan } from '../set-up/solved-set-up.ts';

/** A masonry house of 9 × 7 m on the origin, its front on z = 0, two bays a side. */
export function smallTower(storeys: number, pieceTarget: number): BuildingPlan {
  const levelsM = Array.from({ length: storeys + 1 }, (_, i) => 3.3 * i);
  const openings = { widthFraction: 0.4, heightFraction: 0.5, sillFraction: 0.28 };
  return {
    cornersM: [
      [0, 0],
      [9, 0],
      [9, -7],
      [0, -7],
    ],
    kind: 'box',
    heightM: 3.3 * storeys + 0.6,
    storeys,
    levelsM,
    bays: [2, 2, 2, 2],
    openings,
    groundOpenings: openings,
    wallThicknessM: 0.38,
    slabThicknessM: 0.24,
    structure: { kind: 'masonry' },
    roof: { kind: 'flat' },
    wings: [],
    fragments: { masonry: { sizeM: 0.4, uniformity: 1 }, concrete: { sizeM: 0.55, uniformity: 1 } },
    pieceTarget,
  };
}
