import type { BlockPlan, FramePlan } from '../set-up/solved-set-up.ts';
import type { ElementKind, SurfaceKind } from './building-model.ts';
import { divideBays } from './facade-elements.ts';
import { type FacadeStrip, mitreEnds, stretchOf, type WallPanel } from './facade-strip.ts';
import { columnLines, ringDepths } from './frame-grid.ts';
import { makePrismElement, type UncutElement } from './uncut-element.ts';
import { buildWall, buildWindow, hasOpenings, placeOpening, placeWindow, type WallMake } from './wall-elements.ts';

type Stretch = Pick<WallPanel, 'fromM' | 'toM'>;

/** What a façade's panels are made of: precast concrete before the columns, brick between them. */
export function panelMake({ skin, panelThicknessM }: FramePlan): WallMake {
  const layer = { nearM: 0, farM: panelThicknessM };
  return skin === 'curtain'
    ? { layer, material: 'concrete', core: 'concrete' }
    : { layer, material: 'masonry', core: 'brick' };
}

/** Outer columns, edge beams and panels of all storeys of a concrete frame. */
export function layOutFrameFacades(block: BlockPlan, frame: FramePlan, strips: readonly FacadeStrip[]): UncutElement[] {
  return strips.flatMap((strip, side) => {
    const columns = placeColumns(block, frame, strip, side);
    return Array.from({ length: block.storeys }, (_, storey) => {
      const heights = { bottomM: block.levelsM[storey] ?? 0, topM: block.levelsM[storey + 1] ?? 0 };
      const beamM = heights.topM - frame.beamDepthM;
      const spans = columns.slice(1).map(({ fromM }, i): Stretch => ({ fromM: columns[i]?.toM ?? 0, toM: fromM }));
      return [
        ...columns.map((column) =>
          buildMember(strip, frame, { kind: 'column', storey, panel: { ...column, ...heights } }),
        ),
        ...spans.map((span) =>
          buildMember(strip, frame, { kind: 'beam', storey, panel: { ...span, bottomM: beamM, topM: heights.topM } }),
        ),
        ...layOutPanels(block, frame, strip, { side, storey, columns }),
      ];
    }).flat();
  });
}

/** Stretches of the façade that columns take up; those at its ends reach to the mitres. */
function placeColumns(block: BlockPlan, frame: FramePlan, strip: FacadeStrip, side: number): Stretch[] {
  const { farM } = ringDepths(frame);
  const ends = mitreEnds(strip, farM);
  const firstToM = Math.max(farM, ends.fromM);
  const lastFromM = Math.min(strip.lengthM - farM, ends.toM);
  const half = frame.columnM / 2;
  const inner = columnLines(block, strip, side)
    .filter((lineM) => lineM - half > firstToM + half && lineM + half < lastFromM - half)
    .map((lineM) => ({ fromM: lineM - half, toM: lineM + half }));
  return [{ fromM: 0, toM: firstToM }, ...inner, { fromM: lastFromM, toM: strip.lengthM }];
}

/** A column or an edge beam: in the façade's plane it carries the plate, behind a curtain it is bare. */
function buildMember(
  strip: FacadeStrip,
  frame: FramePlan,
  { kind, storey, panel }: { readonly kind: ElementKind; readonly storey: number; readonly panel: WallPanel },
): UncutElement {
  const shows = frame.skin === 'infill';
  const outside: SurfaceKind = shows ? 'facade' : 'concrete';
  return makePrismElement({
    kind,
    material: 'concrete',
    storey,
    facade: shows ? strip.facade : -1,
    plan: stretchOf(strip, panel, ringDepths(frame)),
    sides: [outside, 'concrete', 'plaster', 'concrete'],
    bottom: 'concrete',
    top: 'concrete',
    bottomM: panel.bottomM,
    topM: panel.topM,
    axis: strip.along,
  });
}

/** A panel a bay around its window: over the whole storey as a curtain, below the beams and between the columns as infill. */
function layOutPanels(
  block: BlockPlan,
  frame: FramePlan,
  strip: FacadeStrip,
  place: { readonly side: number; readonly storey: number; readonly columns: readonly Stretch[] },
): UncutElement[] {
  const { side, storey, columns } = place;
  const make = panelMake(frame);
  const storeyM = { bottomM: block.levelsM[storey] ?? 0, topM: block.levelsM[storey + 1] ?? 0 };
  const wall = { ...storeyM, topM: storeyM.topM - (frame.skin === 'infill' ? frame.beamDepthM : 0) };
  const openings = storey === 0 ? block.groundOpenings : block.openings;
  return divideBays(block, strip, side).flatMap((bay) => {
    const free = frame.skin === 'infill' ? between(bay, columns) : bay;
    const widthM = openings.widthFraction * (bay.toM - bay.fromM);
    const window = hasOpenings(openings)
      ? placeWindow(strip, make.layer, { ...free, bottomM: storeyM.bottomM, widthM })
      : undefined;
    const panel = (stretch: Stretch, ends = {}): UncutElement[] =>
      stretch.toM - stretch.fromM > 0.01
        ? [buildWall(strip, make, { kind: 'panel', storey, panel: { ...stretch, ...wall }, ends })]
        : [];
    if (!window) return panel(free);
    const opening = { ...window, ...placeOpening(openings, storeyM, wall.topM) };
    return [
      ...panel({ fromM: free.fromM, toM: window.fromM }, { to: 'reveal' }),
      ...panel({ fromM: window.toM, toM: free.toM }, { from: 'reveal' }),
      ...buildWindow(strip, make, { storey, opening, wall }),
    ];
  });
}

/** What columns leave of a bay. */
function between({ fromM, toM }: Stretch, columns: readonly Stretch[]): Stretch {
  let [from, to] = [fromM, toM];
  const middle = (fromM + toM) / 2;
  for (const column of columns) {
    if (column.fromM < middle) from = Math.max(from, column.toM);
    else to = Math.min(to, column.fromM);
  }
  return { fromM: from, toM: to };
}
