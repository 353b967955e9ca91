import { planeDistance } from '../set-up/plane-distance.ts';
import type { BlockPlan, GableRoof } from '../set-up/solved-set-up.ts';
import type { Facade } from './building-model.ts';
import { describeGableEnd } from './gable-end.ts';
import { COVERING_M, type GableEnd, type GableMeasures, riseOf } from './gable-measures.ts';
import type { RoofBase } from './placed-block.ts';
import { cornerAt, type PlanPolygon } from './plan-polygon.ts';
import { divideRun, layOutCovering } from './roof-covering.ts';
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

const RAFTER_WIDTH_M = 0.1;
const RAFTER_DEPTH_M = 0.2;
const RAFTER_SPACING_M = 1.1;

/** Lays the roof's measures out over an outline. */
export function measureGable(
  block: BlockPlan,
  roof: GableRoof,
  { outline, strips, others, wallM, make }: RoofBase,
): GableMeasures {
  const sideM = (side: number): number => planeDistance(cornerAt(outline, side), cornerAt(outline, side + 1));
  const halfWidthM = sideM(roof.eavesSide + 1) / 2;
  const endAt = (side: number): GableEnd =>
    describeGableEnd({ block, outline }, roof, {
      side: side % outline.length,
      hidden: strips[side % 4]?.hidden ?? [],
      others,
    });
  return {
    eavesSide: roof.eavesSide,
    lengthM: sideM(roof.eavesSide),
    halfWidthM,
    eavesM: block.heightM,
    rise: riseOf(roof, halfWidthM),
    overhangM: roof.overhangM,
    wallM,
    gableM: make.layer.farM,
    ends: [endAt(roof.eavesSide + 3), endAt(roof.eavesSide + 1)],
  };
}

/** The two planes as pictures, seen from outside. */
export function describeGableFacades(gable: GableMeasures, outline: PlanPolygon, firstId: number): Facade[] {
  const { lengthM, halfWidthM, eavesM, rise, overhangM } = gable;
  return [0, 2].map((opposite, i): Facade => {
    const frame = describeSlope(outline, gable.eavesSide + opposite);
    const [from, to] = endsOf(gable, i);
    const [uAxis, vAxis, normal] = slopeAxes(frame, rise);
    return {
      id: firstId + i,
      kind: 'roof',
      originM: placeOnSlope(frame, -from.reachM, -overhangM, eavesM - overhangM * rise + COVERING_M),
      uAxis,
      vAxis,
      normal,
      widthM: lengthM + from.reachM + to.reachM,
      heightM: (halfWidthM + overhangM) * Math.sqrt(1 + rise * rise),
    };
  });
}

/** Gable walls, wall plates, rafters, and the covering of both slopes. */
export function layOutGable(
  gable: GableMeasures,
  outline: PlanPolygon,
  part: Pick<RoofBase, 'make' | 'walls' | 'firstId' | 'strips'> & { readonly storey: number },
): UncutElement[] {
  const { storey, make, walls, firstId, strips } = part;
  return [
    ...layOutGableWalls(gable, outline, { storey, make, walls }),
    ...[0, 2].flatMap((opposite, i) => {
      const frame = describeSlope(outline, gable.eavesSide + opposite);
      return [
        ...layOutWallPlates(gable, frame, { storey, make }),
        ...layOutRafters(gable, frame, storey),
        ...layOutCovering(gable, frame, {
          storey,
          facade: firstId + i,
          ends: endsOf(gable, i),
          hidden: strips[gable.eavesSide + opposite]?.hidden ?? [],
        }),
      ];
    }),
  ];
}

/** A slope's ends, in the direction of its own eaves. */
function endsOf({ ends }: GableMeasures, slope: number): readonly [GableEnd, GableEnd] {
  return slope === 0 ? ends : [ends[1], ends[0]];
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
