import { type ConvexCell, clipCell, measureCell } from './convex-cell.ts';
import { COVERING_M, type GableEnd, type GableMeasures } from './gable-measures.ts';
import { extrudeProfile, type SlopeFrame, slopeAxes } from './roof-slope.ts';
import type { HiddenStretch } from './shared-stretch.ts';
import { surfaceNumber, type UncutElement } from './uncut-element.ts';

const PANEL_LENGTH_M = 4;
/** Offcuts of a valley smaller than this are swept up. */
const LEAST_VOLUME_M3 = 1e-4;

type Run = readonly [fromM: number, toM: number];

/** What surrounds one slope. */
export interface SlopePlace {
  readonly storey: number;
  readonly facade: number;
  readonly ends: readonly [GableEnd, GableEnd];
  /** What stands against the wall below its eaves. */
  readonly hidden: readonly HiddenStretch[];
}

/** Faces of a stretch of covering. */
interface CoveringTags {
  readonly soffit: number;
  readonly eaves: number;
  readonly from: number;
  readonly to: number;
}

/** Tiles on boards: the field over the attic, what hangs over eaves and gables with its visible underside, and what runs on over another roof. */
export function layOutCovering(gable: GableMeasures, frame: SlopeFrame, place: SlopePlace): UncutElement[] {
  const { lengthM, halfWidthM, overhangM } = gable;
  const [from, to] = place.ends;
  const [tile, reveal, timber] = [surfaceNumber('tile'), surfaceNumber('reveal'), surfaceNumber('timber')];
  const element = (cell: ConvexCell): UncutElement => ({
    kind: 'roof-plane',
    material: 'roofing',
    storey: place.storey,
    facade: place.facade,
    cell,
    axes: slopeAxes(frame, gable.rise),
  });
  const panel = (across: Run, run: Run, tags: CoveringTags): UncutElement =>
    element(coveringCell(gable, frame, { across, run }, tags));
  const edgeOf = (end: GableEnd): number => (end.kind === 'verge' && end.reachM === 0 ? reveal : tile);
  const gaps = overhangM > 0 ? findGaps(gable, place.hidden) : [];
  const field = divideRun(0, lengthM).map((run) =>
    panel([0, halfWidthM], run, {
      soffit: timber,
      eaves: overhangM > 0 ? tile : reveal,
      from: run[0] === 0 ? edgeOf(from) : tile,
      to: run[1] === lengthM ? edgeOf(to) : tile,
    }),
  );
  const eaves = leaveGaps([0, lengthM], overhangM > 0 ? gaps : [[0, lengthM]]).map((run) =>
    panel([-overhangM, 0], run, { soffit: reveal, eaves: reveal, from: tile, to: tile }),
  );
  const beyond = (end: GableEnd, wallM: number, outwards: 1 | -1): UncutElement[] => {
    if (end.reachM === 0) return [];
    const tipM = wallM + outwards * end.reachM;
    const run: Run = [Math.min(wallM, tipM), Math.max(wallM, tipM)];
    if (end.kind === 'valley') {
      return divideRun(...run).flatMap((part) => {
        const tags = { soffit: timber, eaves: tile, from: tile, to: tile };
        const cell = clipAll(coveringCell(gable, frame, { across: [0, halfWidthM], run: part }, tags), end);
        return cell ? [element(cell)] : [];
      });
    }
    const isBlocked = gaps.some((gap) => gap[0] <= wallM && gap[1] >= wallM);
    const ends = outwards < 0 ? { from: reveal, to: tile } : { from: tile, to: reveal };
    return [panel([isBlocked ? 0 : -overhangM, halfWidthM], run, { soffit: reveal, eaves: reveal, ...ends })];
  };
  return [...field, ...eaves, ...beyond(from, 0, -1), ...beyond(to, lengthM, 1)];
}

function coveringCell(
  { eavesM, rise }: GableMeasures,
  frame: SlopeFrame,
  { across: [t0, t1], run }: { readonly across: Run; readonly run: Run },
  tags: CoveringTags,
): ConvexCell {
  const under = (tM: number): number => eavesM + tM * rise;
  return extrudeProfile(
    frame,
    [
      [t0, under(t0)],
      [t1, under(t1)],
      [t1, under(t1) + COVERING_M],
      [t0, under(t0) + COVERING_M],
    ],
    run,
    {
      sides: [tags.soffit, surfaceNumber('tile'), surfaceNumber('roof'), tags.eaves],
      from: tags.from,
      to: tags.to,
    },
  );
}

function clipAll(cell: ConvexCell, { within }: GableEnd): ConvexCell | undefined {
  const kept = within.reduce<ConvexCell | undefined>(
    (rest, half) => rest && clipCell(rest, half, surfaceNumber('tile')),
    cell,
  );
  return kept && measureCell(kept).volumeM3 > LEAST_VOLUME_M3 ? kept : undefined;
}

/** Where another block stands as high as the eaves, there is no overhang; nor beside it, where its own hangs out. */
function findGaps({ eavesM, overhangM, rise }: GableMeasures, hidden: readonly HiddenStretch[]): Run[] {
  return hidden
    .filter(({ roofTopM }) => roofTopM > eavesM - overhangM * rise)
    .map((other): Run => [other.fromM - other.overhangM, other.toM + other.overhangM]);
}

/** What gaps leave of a run, in panels. */
function leaveGaps(run: Run, gaps: readonly Run[]): Run[] {
  const rest = gaps.reduce<Run[]>(
    (runs, gap) =>
      runs.flatMap(([from, to]): Run[] => [
        [from, Math.min(to, gap[0])],
        [Math.max(from, gap[1]), to],
      ]),
    [run],
  );
  return rest.filter(([from, to]) => to - from > 0.05).flatMap(([from, to]) => divideRun(from, to));
}

/** A run in equal parts of about a panel's length. */
export function divideRun(fromM: number, toM: number): Run[] {
  const parts = Math.max(1, Math.round((toM - fromM) / PANEL_LENGTH_M));
  const at = (i: number): number => (i === parts ? toM : fromM + ((toM - fromM) * i) / parts);
  return Array.from({ length: parts }, (_, i): Run => [at(i), at(i + 1)]);
}
