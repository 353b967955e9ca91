import { planeDistance } from '../set-up/plane-distance.ts';
import type { BlockPlan, GableRoof } from '../set-up/solved-set-up.ts';
import type { Facade } from './building-model.ts';
import { cornerAt, type PlanPolygon } from './plan-polygon.ts';
import {
  describeSlope,
  extrudeProfile,
  type ProfilePoint,
  placeOnSlope,
  type SlopeFrame,
  slopeAxes,
} from './roof-slope.ts';
import { surfaceNumber, type UncutElement, uprightAxes } from './uncut-element.ts';
import type { WallMake } from './wall-elements.ts';

/** Boards, battens and tiles, measured upright. */
const COVERING_M = 0.14;
const RAFTER_WIDTH_M = 0.1;
const RAFTER_DEPTH_M = 0.2;
const RAFTER_SPACING_M = 1.1;
const PANEL_LENGTH_M = 4;

/** Measures of a gable roof over the rectangle of a block. */
export interface GableMeasures {
  /** Side of the outline along which one slope's eaves run; the other's is two further. */
  readonly eavesSide: 0 | 1;
  readonly lengthM: number;
  readonly halfWidthM: number;
  readonly eavesM: number;
  /** Metres up for each metre inwards. */
  readonly rise: number;
  readonly overhangM: number;
  /** How deep the walls are that carry it, and the gables. */
  readonly wallM: number;
  readonly gableM: number;
}

/** Lays the roof's measures out over an outline; `wallM` is how deep walls and frame reach into the plan. */
export function measureGable(
  block: BlockPlan,
  roof: GableRoof,
  outline: PlanPolygon,
  { wallM, gableM }: { readonly wallM: number; readonly gableM: number },
): GableMeasures {
  const sideM = (side: number): number => planeDistance(cornerAt(outline, side), cornerAt(outline, side + 1));
  const halfWidthM = sideM(roof.eavesSide + 1) / 2;
  return {
    eavesSide: roof.eavesSide,
    lengthM: sideM(roof.eavesSide),
    halfWidthM,
    eavesM: block.heightM,
    rise: (roof.ridgeM - COVERING_M) / halfWidthM,
    overhangM: roof.overhangM,
    wallM,
    gableM,
  };
}

/** The two planes as pictures, seen from outside. */
export function describeGableFacades(gable: GableMeasures, outline: PlanPolygon, firstId: number): Facade[] {
  const { lengthM, halfWidthM, eavesM, rise, overhangM } = gable;
  return [0, 2].map((opposite, i): Facade => {
    const frame = describeSlope(outline, gable.eavesSide + opposite);
    const [uAxis, vAxis, normal] = slopeAxes(frame, rise);
    return {
      id: firstId + i,
      kind: 'roof',
      originM: placeOnSlope(frame, -overhangM, -overhangM, eavesM - overhangM * rise + COVERING_M),
      uAxis,
      vAxis,
      normal,
      widthM: lengthM + 2 * overhangM,
      heightM: (halfWidthM + overhangM) * Math.sqrt(1 + rise * rise),
    };
  });
}

/** Gable walls, wall plates, rafters, and the covering of both slopes. */
export function layOutGable(
  gable: GableMeasures,
  outline: PlanPolygon,
  part: {
    readonly storey: number;
    readonly make: WallMake;
    readonly walls: readonly Facade[];
    readonly firstId: number;
  },
): UncutElement[] {
  const { storey, make, walls, firstId } = part;
  return [
    ...layOutGableWalls(gable, outline, { storey, make, walls }),
    ...[0, 2].flatMap((opposite, i) => {
      const frame = describeSlope(outline, gable.eavesSide + opposite);
      return [
        ...layOutWallPlates(gable, frame, { storey, make }),
        ...layOutRafters(gable, frame, storey),
        ...layOutCovering(gable, frame, { storey, facade: firstId + i }),
      ];
    }),
  ];
}

function layOutGableWalls(
  gable: GableMeasures,
  outline: PlanPolygon,
  { storey, make, walls }: { readonly storey: number; readonly make: WallMake; readonly walls: readonly Facade[] },
): UncutElement[] {
  const { lengthM, halfWidthM, eavesM, rise, gableM, eavesSide } = gable;
  const frame = describeSlope(outline, eavesSide);
  const core = surfaceNumber(make.core);
  const profile: ProfilePoint[] = [
    [0, eavesM],
    [2 * halfWidthM, eavesM],
    [halfWidthM, eavesM + halfWidthM * rise],
  ];
  const [outside, inside] = [surfaceNumber('facade'), surfaceNumber('plaster')];
  return [
    { run: [0, gableM] as const, from: outside, to: inside, side: eavesSide + 3 },
    { run: [lengthM - gableM, lengthM] as const, from: inside, to: outside, side: eavesSide + 1 },
  ].map(({ run, from, to, side }) => ({
    kind: 'gable',
    material: make.material,
    storey,
    facade: walls[side % outline.length]?.id ?? -1,
    cell: extrudeProfile(frame, profile, run, { sides: [core, core, core], from, to }),
    axes: uprightAxes(frame.inward),
  }));
}

/** What fills the corner between a wall's level top and the slope. */
function layOutWallPlates(
  { lengthM, eavesM, rise, wallM, gableM }: GableMeasures,
  frame: SlopeFrame,
  { storey, make }: { readonly storey: number; readonly make: WallMake },
): UncutElement[] {
  const core = surfaceNumber(make.core);
  const profile: ProfilePoint[] = [
    [0, eavesM],
    [wallM, eavesM],
    [wallM, eavesM + wallM * rise],
  ];
  return divideRun(gableM, lengthM - gableM).map((run) => ({
    kind: 'wall-plate',
    material: make.material,
    storey,
    facade: -1,
    cell: extrudeProfile(frame, profile, run, { sides: [core, core, core], from: core, to: core }),
    axes: uprightAxes(frame.along),
  }));
}

function layOutRafters(gable: GableMeasures, frame: SlopeFrame, storey: number): UncutElement[] {
  const { lengthM, halfWidthM, eavesM, rise, wallM, gableM } = gable;
  const timber = surfaceNumber('timber');
  const under = (tM: number): number => eavesM + tM * rise;
  const lowest = Math.max(wallM, RAFTER_DEPTH_M / rise);
  const profile: ProfilePoint[] = [
    [wallM, Math.max(eavesM, under(wallM) - RAFTER_DEPTH_M)],
    ...(lowest > wallM ? ([[lowest, eavesM]] as const) : []),
    [halfWidthM, under(halfWidthM) - RAFTER_DEPTH_M],
    [halfWidthM, under(halfWidthM)],
    [wallM, under(wallM)],
  ];
  const freeM = lengthM - 2 * gableM;
  const count = Math.max(1, Math.round(freeM / RAFTER_SPACING_M) - 1);
  return Array.from({ length: count }, (_, i) => {
    const middleM = gableM + (freeM * (i + 1)) / (count + 1);
    const run = [middleM - RAFTER_WIDTH_M / 2, middleM + RAFTER_WIDTH_M / 2] as const;
    const sides = profile.map(() => timber);
    return {
      kind: 'rafter',
      material: 'frame',
      storey,
      facade: -1,
      cell: extrudeProfile(frame, profile, run, { sides, from: timber, to: timber }),
      axes: slopeAxes(frame, rise),
    };
  });
}

/** Tiles on boards: the field over the attic, and what hangs over eaves and gables with its visible underside. */
function layOutCovering(
  { lengthM, halfWidthM, eavesM, rise, overhangM }: GableMeasures,
  frame: SlopeFrame,
  { storey, facade }: { readonly storey: number; readonly facade: number },
): UncutElement[] {
  const [tile, reveal] = [surfaceNumber('tile'), surfaceNumber('reveal')];
  const under = (tM: number): number => eavesM + tM * rise;
  const strip = (
    [t0, t1]: readonly [number, number],
    run: readonly [number, number],
    tags: { readonly soffit: number; readonly eaves: number; readonly from: number; readonly to: number },
  ): UncutElement => ({
    kind: 'roof-plane',
    material: 'roofing',
    storey,
    facade,
    cell: extrudeProfile(
      frame,
      [
        [t0, under(t0)],
        [t1, under(t1)],
        [t1, under(t1) + COVERING_M],
        [t0, under(t0) + COVERING_M],
      ],
      run,
      { sides: [tags.soffit, tile, surfaceNumber('roof'), tags.eaves], from: tags.from, to: tags.to },
    ),
    axes: slopeAxes(frame, rise),
  });
  const field = divideRun(0, lengthM).map((run) =>
    strip([0, halfWidthM], run, {
      soffit: surfaceNumber('timber'),
      eaves: overhangM > 0 ? tile : reveal,
      from: run[0] === 0 && overhangM === 0 ? reveal : tile,
      to: run[1] === lengthM && overhangM === 0 ? reveal : tile,
    }),
  );
  if (overhangM === 0) return field;
  const eaves = divideRun(0, lengthM).map((run) =>
    strip([-overhangM, 0], run, { soffit: reveal, eaves: reveal, from: tile, to: tile }),
  );
  const verge = { soffit: reveal, eaves: reveal };
  return [
    ...field,
    ...eaves,
    strip([-overhangM, halfWidthM], [-overhangM, 0], { ...verge, from: reveal, to: tile }),
    strip([-overhangM, halfWidthM], [lengthM, lengthM + overhangM], { ...verge, from: tile, to: reveal }),
  ];
}

/** A run in equal parts of about a panel's length. */
function divideRun(fromM: number, toM: number): (readonly [number, number])[] {
  const parts = Math.max(1, Math.round((toM - fromM) / PANEL_LENGTH_M));
  const at = (i: number): number => (i === parts ? toM : fromM + ((toM - fromM) * i) / parts);
  return Array.from({ length: parts }, (_, i) => [at(i), at(i + 1)] as const);
}
