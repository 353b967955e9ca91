import type { OpeningFractions } from '../set-up/building-schema.ts';
import type { BuildingPlan } from '../set-up/solved-set-up.ts';
import type { ElementKind, PieceMaterial, SurfaceKind } from './building-model.ts';
import { cornerAt, directionOf, insetPolygon, type PlanPoint, type PlanPolygon } from './plan-polygon.ts';
import type { UncutElement } from './uncut-element.ts';

/** How far a window stands behind the façade, and how thick sash and glass are together. */
const PANE_SETBACK_M = 0.14;
const PANE_THICKNESS_M = 0.05;

/** One façade: its line on the plan, outside and inside, with the mitres of its corners. */
interface FacadeStrip {
  readonly facade: number;
  readonly start: PlanPoint;
  readonly along: PlanPoint;
  readonly inward: PlanPoint;
  readonly lengthM: number;
  readonly thicknessM: number;
  /** Where the inner face begins and ends, measured along the outer one. */
  readonly innerFromM: number;
  readonly innerToM: number;
}

/** A stretch of a façade, metres along it and up. */
interface WallPanel {
  readonly fromM: number;
  readonly toM: number;
  readonly bottomM: number;
  readonly topM: number;
}

/** Piers, spandrels and panes of all façades and storeys, and the parapet. `outline` is the plan's outer line. */
export function layOutFacades(plan: BuildingPlan, outline: PlanPolygon): UncutElement[] {
  const strips = outline.map((_, facade) => describeStrip(outline, facade, plan.wallThicknessM));
  return strips.flatMap((strip) => {
    const storeys = Array.from({ length: plan.storeys }, (_, storey) => layOutStorey(plan, strip, storey)).flat();
    return plan.parapetHeightM > 0 ? [...storeys, ...layOutParapet(plan, strip)] : storeys;
  });
}

function describeStrip(outline: PlanPolygon, facade: number, thicknessM: number): FacadeStrip {
  const start = cornerAt(outline, facade);
  const end = cornerAt(outline, facade + 1);
  const along = directionOf(start, end);
  const inner = insetPolygon(outline, thicknessM);
  const measure = (p: PlanPoint): number => (p[0] - start[0]) * along[0] + (p[1] - start[1]) * along[1];
  return {
    facade,
    start,
    along,
    inward: [-along[1], along[0]],
    lengthM: measure(end),
    thicknessM,
    innerFromM: measure(cornerAt(inner, facade)),
    innerToM: measure(cornerAt(inner, facade + 1)),
  };
}

function layOutStorey(plan: BuildingPlan, strip: FacadeStrip, storey: number): UncutElement[] {
  const bottomM = plan.levelsM[storey] ?? 0;
  const topM = plan.levelsM[storey + 1] ?? bottomM;
  const openings = storey === 0 ? plan.groundOpenings : plan.openings;
  const bays = plan.bays[strip.facade] ?? 1;
  const bayM = strip.lengthM / bays;
  const opened = openings.widthFraction > 0.05 && openings.heightFraction > 0.05;
  const windows = opened ? placeWindows(strip, bays, bayM, openings) : [];
  const edges = [0, ...windows.flat(), strip.lengthM];
  const elements: UncutElement[] = [];
  for (let i = 0; i < edges.length; i += 2) {
    const panel = { fromM: edges[i] ?? 0, toM: edges[i + 1] ?? strip.lengthM, bottomM, topM };
    const reveals = { from: i > 0, to: i + 2 < edges.length };
    elements.push(...layOutPier(strip, storey, panel, { reveals, bayM }));
  }
  const sillM = bottomM + openings.sillFraction * (topM - bottomM);
  const headM = sillM + openings.heightFraction * (topM - bottomM);
  for (const [fromM, toM] of windows) {
    const across = { fromM, toM };
    if (sillM > bottomM + 0.02) {
      elements.push(buildWall(strip, storey, 'spandrel', { ...across, bottomM, topM: sillM }, { top: 'reveal' }));
    }
    elements.push(buildWall(strip, storey, 'spandrel', { ...across, bottomM: headM, topM }, { bottom: 'reveal' }));
    elements.push(buildPane(strip, storey, { ...across, bottomM: sillM, topM: headM }));
  }
  return elements;
}

/** Windows in the middle of their bays, kept off the mitred corners. */
function placeWindows(strip: FacadeStrip, bays: number, bayM: number, openings: OpeningFractions): [number, number][] {
  const windows: [number, number][] = [];
  const clearFromM = Math.max(0, strip.innerFromM) + 0.1;
  const clearToM = Math.min(strip.lengthM, strip.innerToM) - 0.1;
  for (let bay = 0; bay < bays; bay++) {
    const middleM = (bay + 0.5) * bayM;
    const fromM = Math.max(clearFromM, middleM - (openings.widthFraction * bayM) / 2);
    const toM = Math.min(clearToM, middleM + (openings.widthFraction * bayM) / 2);
    if (toM - fromM > 0.2) windows.push([fromM, toM]);
  }
  return windows;
}

/** A wall between openings; a long one without openings is cut at about the bays. */
function layOutPier(
  strip: FacadeStrip,
  storey: number,
  panel: WallPanel,
  { reveals, bayM }: { reveals: { from: boolean; to: boolean }; bayM: number },
): UncutElement[] {
  const parts = Math.max(1, Math.round((panel.toM - panel.fromM) / Math.max(bayM, 2.5)));
  const widthM = (panel.toM - panel.fromM) / parts;
  return Array.from({ length: parts }, (_, i) => {
    const fromM = panel.fromM + i * widthM;
    const toM = i + 1 === parts ? panel.toM : fromM + widthM;
    const surfaces = {
      from: reveals.from && i === 0 ? ('reveal' as const) : ('brick' as const),
      to: reveals.to && i + 1 === parts ? ('reveal' as const) : ('brick' as const),
    };
    return buildWall(strip, storey, 'pier', { ...panel, fromM, toM }, surfaces);
  });
}

function layOutParapet(plan: BuildingPlan, strip: FacadeStrip): UncutElement[] {
  const bays = plan.bays[strip.facade] ?? 1;
  const bottomM = plan.levelsM[plan.storeys] ?? plan.heightM;
  return Array.from({ length: bays }, (_, bay) => {
    const fromM = (bay * strip.lengthM) / bays;
    const panel = { fromM, toM: ((bay + 1) * strip.lengthM) / bays, bottomM, topM: plan.heightM };
    return buildWall(strip, plan.storeys, 'parapet', panel, { top: 'reveal' });
  });
}

function buildWall(
  strip: FacadeStrip,
  storey: number,
  kind: ElementKind,
  panel: WallPanel,
  surfaces: { from?: SurfaceKind; to?: SurfaceKind; bottom?: SurfaceKind; top?: SurfaceKind },
): UncutElement {
  // At the ends of the façade the inner face follows the mitre.
  const innerFromM = panel.fromM <= 0 ? strip.innerFromM : panel.fromM;
  const innerToM = panel.toM >= strip.lengthM ? strip.innerToM : panel.toM;
  const outerToM = Math.min(panel.toM, strip.lengthM);
  return {
    kind,
    material: 'masonry',
    storey,
    facade: strip.facade,
    plan: [
      pointOn(strip, panel.fromM, 0),
      pointOn(strip, outerToM, 0),
      pointOn(strip, innerToM, strip.thicknessM),
      pointOn(strip, innerFromM, strip.thicknessM),
    ],
    sides: ['facade', surfaces.to ?? 'brick', 'plaster', surfaces.from ?? 'brick'],
    bottom: surfaces.bottom ?? 'brick',
    top: surfaces.top ?? 'brick',
    bottomM: panel.bottomM,
    topM: panel.topM,
    axis: strip.along,
  };
}

function buildPane(strip: FacadeStrip, storey: number, panel: WallPanel): UncutElement {
  const material: PieceMaterial = 'glass';
  const setbackM = Math.min(PANE_SETBACK_M, strip.thicknessM * 0.4);
  return {
    kind: 'pane',
    material,
    storey,
    facade: strip.facade,
    plan: [
      pointOn(strip, panel.fromM, setbackM),
      pointOn(strip, panel.toM, setbackM),
      pointOn(strip, panel.toM, setbackM + PANE_THICKNESS_M),
      pointOn(strip, panel.fromM, setbackM + PANE_THICKNESS_M),
    ],
    sides: ['pane', 'glass', 'glass', 'glass'],
    bottom: 'glass',
    top: 'glass',
    bottomM: panel.bottomM,
    topM: panel.topM,
    axis: strip.along,
  };
}

function pointOn(strip: FacadeStrip, alongM: number, inwardM: number): PlanPoint {
  return [
    strip.start[0] + strip.along[0] * alongM + strip.inward[0] * inwardM,
    strip.start[1] + strip.along[1] * alongM + strip.inward[1] * inwardM,
  ];
}
