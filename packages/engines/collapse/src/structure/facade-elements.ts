import type { BlockPlan } from '../set-up/solved-set-up.ts';
import type { FacadeStrip, WallPanel } from './facade-strip.ts';
import type { UncutElement } from './uncut-element.ts';
import {
  buildWall,
  buildWindow,
  hasOpenings,
  placeOpening,
  placeWindow,
  type WallEnds,
  type WallMake,
} from './wall-elements.ts';

type Stretch = Pick<WallPanel, 'fromM' | 'toM'>;

/** Piers, spandrels and panes of all storeys of a masonry block. */
export function layOutMasonryWalls(block: BlockPlan, strips: readonly FacadeStrip[], make: WallMake): UncutElement[] {
  return strips.flatMap((strip, side) =>
    Array.from({ length: block.storeys }, (_, storey) => layOutStorey(block, strip, make, { side, storey })).flat(),
  );
}

/** The parapet of a flat roof, one element a bay. */
export function layOutParapet(block: BlockPlan, strips: readonly FacadeStrip[], make: WallMake): UncutElement[] {
  const bottomM = block.levelsM[block.storeys] ?? block.heightM;
  if (block.heightM <= bottomM) return [];
  return strips.flatMap((strip, side) =>
    divideBays(block, strip, side).map((bay) => {
      const panel = { ...bay, bottomM, topM: block.heightM };
      return buildWall(strip, make, { kind: 'parapet', storey: block.storeys, panel, ends: { top: 'reveal' } });
    }),
  );
}

/** The bays of a façade as stretches of it. */
export function divideBays(block: BlockPlan, strip: FacadeStrip, side: number): Stretch[] {
  const bays = block.bays[side] ?? 1;
  const lineM = (i: number): number => (i === bays ? strip.lengthM : (i * strip.lengthM) / bays);
  return Array.from({ length: bays }, (_, i) => ({ fromM: lineM(i), toM: lineM(i + 1) }));
}

function layOutStorey(
  block: BlockPlan,
  strip: FacadeStrip,
  make: WallMake,
  { side, storey }: { readonly side: number; readonly storey: number },
): UncutElement[] {
  const bottomM = block.levelsM[storey] ?? 0;
  const topM = block.levelsM[storey + 1] ?? bottomM;
  const openings = storey === 0 ? block.groundOpenings : block.openings;
  const bays = divideBays(block, strip, side);
  const bayM = strip.lengthM / bays.length;
  const windows = bays.flatMap((bay) => {
    const widthM = openings.widthFraction * bayM;
    return (hasOpenings(openings) && placeWindow(strip, make.layer, { ...bay, bottomM, widthM })) || [];
  });
  const edges = [0, ...windows.flatMap(({ fromM, toM }) => [fromM, toM]), strip.lengthM];
  const elements: UncutElement[] = [];
  for (let i = 0; i < edges.length; i += 2) {
    const panel = { fromM: edges[i] ?? 0, toM: edges[i + 1] ?? strip.lengthM, bottomM, topM };
    const reveals = { from: i > 0, to: i + 2 < edges.length };
    elements.push(...layOutPier(strip, make, { storey, panel, reveals, bayM }));
  }
  const heights = placeOpening(openings, { bottomM, topM });
  for (const window of windows)
    elements.push(...buildWindow(strip, make, { storey, opening: { ...window, ...heights }, wall: { bottomM, topM } }));
  return elements;
}

/** A wall between openings; a long one without openings is cut at about the bays. */
function layOutPier(
  strip: FacadeStrip,
  make: WallMake,
  pier: {
    readonly storey: number;
    readonly panel: WallPanel;
    readonly reveals: { readonly from: boolean; readonly to: boolean };
    readonly bayM: number;
  },
): UncutElement[] {
  const { storey, panel, reveals, bayM } = pier;
  const parts = Math.max(1, Math.round((panel.toM - panel.fromM) / Math.max(bayM, 2.5)));
  const widthM = (panel.toM - panel.fromM) / parts;
  return Array.from({ length: parts }, (_, i) => {
    const fromM = panel.fromM + i * widthM;
    const toM = i + 1 === parts ? panel.toM : fromM + widthM;
    const ends: WallEnds = {
      ...(reveals.from && i === 0 ? { from: 'reveal' } : {}),
      ...(reveals.to && i + 1 === parts ? { to: 'reveal' } : {}),
    };
    return buildWall(strip, make, { kind: 'pier', storey, panel: { ...panel, fromM, toM }, ends });
  });
}
