import type { BlockPlan, BuildingPlan, FramePlan } from '../set-up/solved-set-up.ts';

/** A masonry house of three storeys, 22 × 16 m, with a flat roof; for tests to change. */
export const threeStoreyPlan: BuildingPlan = {
  cornersM: [
    [-11, 0],
    [11, 0],
    [11, -16],
    [-11, -16],
  ],
  kind: 'box',
  heightM: 10.8,
  storeys: 3,
  levelsM: [0, 3.6, 6.8, 10],
  bays: [4, 3, 4, 3],
  openings: { widthFraction: 0.42, heightFraction: 0.5, sillFraction: 0.28 },
  groundOpenings: { widthFraction: 0.5, heightFraction: 0.6, sillFraction: 0.05 },
  wallThicknessM: 0.38,
  slabThicknessM: 0.24,
  structure: { kind: 'masonry' },
  roof: { kind: 'flat' },
  wings: [],
  fragments: { masonry: { sizeM: 0.4, uniformity: 1 }, concrete: { sizeM: 0.55, uniformity: 1 } },
  pieceTarget: 600,
};

/** A footprint of two storeys with an inner corner and no right angle. */
export const lShapedPlan: BuildingPlan = {
  ...threeStoreyPlan,
  kind: 'footprint',
  cornersM: [
    [0, 0],
    [12, -3],
    [14, -11],
    [8, -12.5],
    [7, -8.5],
    [1, -7],
  ],
  storeys: 2,
  heightM: 8,
  levelsM: [0, 3.6, 7.2],
  bays: [3, 2, 1, 1, 2, 2],
  pieceTarget: 400,
};

/** A usual concrete frame behind a curtain of panels. */
export const curtainFrame: FramePlan = {
  kind: 'concrete-frame',
  columnM: 0.45,
  beamDepthM: 0.55,
  skin: 'curtain',
  panelThicknessM: 0.18,
  core: true,
};

const pitched = { ...threeStoreyPlan, heightM: 10 };

const gable = { kind: 'gable', eavesSide: 0, ridgeM: 5, overhangM: 0.4 } as const;

/** Stands against the back of the main block, towards its left end. */
const backWing: BlockPlan = {
  ...pitched,
  cornersM: [
    [-9, -16],
    [0, -16],
    [0, -28],
    [-9, -28],
  ],
  bays: [2, 3, 2, 3],
};

/** Stands against the main block's right side, lower, and flush with its front. */
const sideWing: BlockPlan = {
  ...threeStoreyPlan,
  cornersM: [
    [11, 0],
    [19, 0],
    [19, -10],
    [11, -10],
  ],
  storeys: 2,
  heightM: 7.5,
  levelsM: [0, 3.6, 6.8],
  bays: [2, 2, 2, 2],
};

/** Every form of building, by name. */
export const buildingForms: readonly (readonly [name: string, plan: BuildingPlan])[] = [
  ['a box', threeStoreyPlan],
  ['an L-shaped footprint', lShapedPlan],
  ['a concrete frame behind a curtain', { ...threeStoreyPlan, structure: curtainFrame }],
  ['a concrete frame with infill', { ...threeStoreyPlan, structure: { ...curtainFrame, skin: 'infill' } }],
  ['an L-shaped frame', { ...lShapedPlan, structure: { ...curtainFrame, core: false } }],
  ['a gable roof along the front', { ...pitched, roof: { kind: 'gable', eavesSide: 0, ridgeM: 6, overhangM: 0.4 } }],
  ['a low gable across it', { ...pitched, roof: { kind: 'gable', eavesSide: 1, ridgeM: 2, overhangM: 0 } }],
  ['a mansard', { ...pitched, roof: { kind: 'mansard', steepM: 2.8, insetM: 1, upperRise: 0 } }],
  [
    'a gable roof on a frame',
    { ...pitched, structure: curtainFrame, roof: { kind: 'gable', eavesSide: 0, ridgeM: 5, overhangM: 0.3 } },
  ],
  [
    'a mansard on a frame',
    {
      ...pitched,
      structure: { ...curtainFrame, skin: 'infill' },
      roof: { kind: 'mansard', steepM: 2.8, insetM: 1, upperRise: 0.3 },
    },
  ],
  ['a U of flat-roofed blocks', { ...threeStoreyPlan, wings: [sideWing, { ...backWing, roof: { kind: 'flat' } }] }],
  [
    'an L under gable roofs that meet in valleys',
    { ...pitched, roof: gable, wings: [{ ...backWing, roof: { ...gable, eavesSide: 1, ridgeM: 3.6 } }] },
  ],
  [
    'a gabled block with a lower frame beside it',
    { ...pitched, roof: gable, wings: [{ ...sideWing, structure: curtainFrame }] },
  ],
];
