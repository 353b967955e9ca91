import type { OpeningFractions } from '../set-up/building-schema.ts';
import type { ElementKind, PieceMaterial, SurfaceKind } from './building-model.ts';
import { type FacadeStrip, mitreEnds, stretchOf, type WallLayer, type WallPanel } from './facade-strip.ts';
import { makePrismElement, type UncutElement } from './uncut-element.ts';

/** How far a window stands behind the façade, and how thick sash and glass are together. */
const PANE_SETBACK_M = 0.14;
const PANE_THICKNESS_M = 0.05;

/** What a wall is built of. */
export interface WallMake {
  readonly layer: WallLayer;
  readonly material: PieceMaterial;
  /** What its hidden and broken sides show. */
  readonly core: SurfaceKind;
}

/** The surfaces of a wall's ends; those not named show its core. */
export interface WallEnds {
  readonly from?: SurfaceKind;
  readonly to?: SurfaceKind;
  readonly bottom?: SurfaceKind;
  readonly top?: SurfaceKind;
}

/** A wall's stretch along a façade, with the façade's picture outside and plaster inside. */
export function buildWall(
  strip: FacadeStrip,
  make: WallMake,
  part: { readonly kind: ElementKind; readonly storey: number; readonly panel: WallPanel; readonly ends?: WallEnds },
): UncutElement {
  const { kind, storey, panel, ends = {} } = part;
  return makePrismElement({
    kind,
    material: make.material,
    storey,
    facade: strip.facade,
    plan: stretchOf(strip, panel, make.layer),
    sides: ['facade', ends.to ?? make.core, 'plaster', ends.from ?? make.core],
    bottom: ends.bottom ?? make.core,
    top: ends.top ?? make.core,
    bottomM: panel.bottomM,
    topM: panel.topM,
    axis: strip.along,
  });
}

/** Sill, lintel and pane of a window; `opening` is the hole, `wall` the wall's own height. */
export function buildWindow(
  strip: FacadeStrip,
  make: WallMake,
  place: { readonly storey: number; readonly opening: WallPanel; readonly wall: Pick<WallPanel, 'bottomM' | 'topM'> },
): UncutElement[] {
  const { storey, opening, wall } = place;
  const elements: UncutElement[] = [];
  const spandrel = (heights: Pick<WallPanel, 'bottomM' | 'topM'>, ends: WallEnds): void => {
    elements.push(buildWall(strip, make, { kind: 'spandrel', storey, panel: { ...opening, ...heights }, ends }));
  };
  if (opening.bottomM > wall.bottomM) spandrel({ bottomM: wall.bottomM, topM: opening.bottomM }, { top: 'reveal' });
  if (opening.topM < wall.topM) spandrel({ bottomM: opening.topM, topM: wall.topM }, { bottom: 'reveal' });
  elements.push(buildPane(strip, make.layer, storey, opening));
  return elements;
}

/** Bottom and top of the openings in a storey's wall; a sill of a few centimetres is none. */
export function placeOpening(
  openings: OpeningFractions,
  storey: Pick<WallPanel, 'bottomM' | 'topM'>,
  wallTopM = storey.topM,
): Pick<WallPanel, 'bottomM' | 'topM'> {
  const heightM = storey.topM - storey.bottomM;
  const sillM = storey.bottomM + openings.sillFraction * heightM;
  const headM = Math.min(wallTopM - 0.1, sillM + openings.heightFraction * heightM);
  return { bottomM: sillM > storey.bottomM + 0.02 ? sillM : storey.bottomM, topM: headM };
}

/** Whether a storey has openings at all. */
export function hasOpenings({ widthFraction, heightFraction }: OpeningFractions): boolean {
  return widthFraction > 0.05 && heightFraction > 0.05;
}

/** A window in the middle of a bay, kept off the mitred corners; undefined where it would be a slit, or look into another block. */
export function placeWindow(
  strip: FacadeStrip,
  layer: WallLayer,
  bay: Pick<WallPanel, 'fromM' | 'toM' | 'bottomM'> & { readonly widthM: number },
): Pick<WallPanel, 'fromM' | 'toM'> | undefined {
  const clear = mitreEnds(strip, layer.farM);
  const middleM = (bay.fromM + bay.toM) / 2;
  const fromM = Math.max(clear.fromM + 0.1, bay.fromM, middleM - bay.widthM / 2);
  const toM = Math.min(clear.toM - 0.1, bay.toM, middleM + bay.widthM / 2);
  const isHidden = strip.hidden.some(
    (other) => other.topM > bay.bottomM + 0.05 && fromM < other.toM && toM > other.fromM,
  );
  return toM - fromM > 0.2 && !isHidden ? { fromM, toM } : undefined;
}

function buildPane(strip: FacadeStrip, { nearM, farM }: WallLayer, storey: number, panel: WallPanel): UncutElement {
  const setbackM = nearM + Math.min(PANE_SETBACK_M, (farM - nearM) * 0.4);
  return makePrismElement({
    kind: 'pane',
    material: 'glass',
    storey,
    facade: strip.facade,
    plan: stretchOf(strip, panel, { nearM: setbackM, farM: setbackM + PANE_THICKNESS_M }),
    sides: ['pane', 'glass', 'glass', 'glass'],
    bottom: 'glass',
    top: 'glass',
    bottomM: panel.bottomM,
    topM: panel.topM,
    axis: strip.along,
  });
}
