import { blurBox, patchKind } from '@backlot/kernels';
import { findSky } from '../../plate-analysis/find-sky.ts';
import type { BuildingPlan, SolvedCamera } from '../../set-up/solved-set-up.ts';
import { fillLayer, type LayerFill } from './fill-layer.ts';
import { behind, findHoleLayers } from './hole-layers.ts';
import { layBackdrop, layGround, type PixelBounds } from './layer-planes.ts';
import { type ColourPicture, fillByMirror } from './mirror-fill.ts';

/** What a hole is filled from; all pictures have the camera's size. */
export interface StreetEvidence {
  readonly camera: SolvedCamera;
  readonly plan: BuildingPlan;
  /** Linear RGB with the building's shadow divided out. */
  readonly picture: ColourPicture;
  /** Above 0 where the building is taken out. */
  readonly hole: Uint32Array;
  /** 1 where the picture must not be copied from: what stands in front, and the rims of shadows that were divided out. */
  readonly unfit: Uint8Array;
  /** 1 where something stands in front of the building: not even looked at. */
  readonly inFront: Uint8Array;
  readonly openIds: Uint32Array;
  readonly openDepths: Float32Array;
  readonly groundId: number;
}

/** How far around, as a share of the width, and in which share of it sky must lie. */
const SKY_JOIN_SHARE = 0.012;
const SKY_AROUND = 0.7;
/** A patch of sky or backdrop comes from about its own height: shares of the picture's height. */
const SKY_REACH_SHARE = 0.16;
const BACKDROP_REACH_SHARE = 0.012;
/** The backdrop is copied from so far beside the hole, in widths of it. */
const BESIDE_SHARE = 0.7;
/** A strip of street lower than this in the picture is far away: laid flat it would be a blur, so it goes with what stands on it. */
const THIN_SHARE = 0.16;
/** The three layers draw numbers of their own. */
const SEEDS = { sky: 11, ground: 23, backdrop: 37 };

/**
 * The street where the building stood: sky continued from the sky, the street in its perspective from the street around,
 * and between them what stands beside the building, with its eaves and storeys level. Where a layer has nothing to be
 * continued from, the mirror of both sides stands in.
 */
export function fillStreet(evidence: StreetEvidence): Float32Array {
  const { camera, hole, picture } = evidence;
  const mirrored = { ...picture, data: fillByMirror(picture, hole) };
  const sky = joinSky(findSky(picture).mask, hole, camera);
  const { layers, isNear } = findHoleLayers({ ...evidence, sky, distanceM: distanceOf(evidence) });
  const flat = findBounds(layers, hole, behind.ground, camera.widthPx);
  if (flat && flat.bottom - flat.top < THIN_SHARE * camera.heightPx) joinLayers(layers, behind.ground, behind.backdrop);
  const boundsOf = (layer: number): PixelBounds | undefined => findBounds(layers, hole, layer, camera.widthPx);
  const ground = boundsOf(behind.ground);
  const backdrop = boundsOf(behind.backdrop);
  const groundPlane = ground && layGround(camera, ground);
  const wallPlane = backdrop && layBackdrop(camera, evidence.plan, backdrop);
  const rows = (share: number): number => Math.max(2, Math.round(camera.heightPx * share));
  const order: (Omit<LayerFill, 'kinds'> & { readonly layer: number })[] = [
    { layer: behind.ground, seed: SEEDS.ground, ...(groundPlane ? { plane: groundPlane } : {}) },
    {
      layer: behind.backdrop,
      seed: SEEDS.backdrop,
      reachPx: [camera.widthPx, rows(BACKDROP_REACH_SHARE)],
      ...(wallPlane ? { plane: wallPlane } : {}),
    },
    {
      layer: behind.sky,
      seed: SEEDS.sky,
      reachPx: [camera.widthPx, rows(SKY_REACH_SHARE)],
      finestSearches: 0,
      seams: 'levelled',
    },
  ];
  let filled: ColourPicture = mirrored;
  const isDone = new Uint8Array(hole.length);
  for (const { layer, ...fill } of order) {
    const kinds = kindsFor(layer, { ...evidence, layers, isDone, isNear, beside: besideOf(layer, boundsOf(layer)) });
    filled = { ...picture, data: fillLayer(filled, camera, { ...fill, kinds }) };
    for (let pixel = 0; pixel < hole.length; pixel++) if (hole[pixel] && layers[pixel] === layer) isDone[pixel] = 1;
  }
  return filled.data;
}

/** Columns that a layer copies from: what stood behind the building looks like what stands next to it, not like the far end of the street. */
function besideOf(layer: number, bounds: PixelBounds | undefined): readonly [number, number] {
  if (layer !== behind.backdrop || !bounds) return [0, Number.POSITIVE_INFINITY];
  const reach = BESIDE_SHARE * (bounds.right - bounds.left);
  return [bounds.left - reach, bounds.right + reach];
}

function joinLayers(layers: Uint8Array, from: number, to: number): void {
  for (let pixel = 0; pixel < layers.length; pixel++) if (layers[pixel] === from) layers[pixel] = to;
}

/** Beside a bright wall a cloud passes for wall: what is known and has sky around it is sky. */
function joinSky(sky: Uint8Array, hole: Uint32Array, { widthPx, heightPx }: SolvedCamera): Uint8Array {
  const radius = Math.max(2, Math.round(widthPx * SKY_JOIN_SHARE));
  const blur = (isSet: (pixel: number) => boolean): Float32Array =>
    blurBox({ widthPx, heightPx, channels: 1, data: Float32Array.from(sky, (_, at) => (isSet(at) ? 1 : 0)) }, radius);
  const near = blur((pixel) => sky[pixel] === 1 && !hole[pixel]);
  const known = blur((pixel) => !hole[pixel]);
  return sky.map((isSky, pixel) => (isSky || (near[pixel] ?? 0) > SKY_AROUND * (known[pixel] ?? 1) ? 1 : 0));
}

function distanceOf({ camera, plan }: StreetEvidence): number {
  const distances = plan.cornersM.map(([x, z]) => {
    const [dx, dz] = [x - camera.positionM[0], z - camera.positionM[2]];
    return Math.sqrt(dx * dx + dz * dz);
  });
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

/** The hole's pixels of one layer; undefined when there are none. */
function findBounds(layers: Uint8Array, hole: Uint32Array, layer: number, widthPx: number): PixelBounds | undefined {
  let bounds: PixelBounds | undefined;
  for (let pixel = 0; pixel < hole.length; pixel++) {
    if (!hole[pixel] || layers[pixel] !== layer) continue;
    const x = pixel % widthPx;
    const y = (pixel - x) / widthPx;
    bounds = {
      left: Math.min(bounds?.left ?? x, x),
      right: Math.max(bounds?.right ?? x, x + 1),
      top: Math.min(bounds?.top ?? y, y),
      bottom: Math.max(bounds?.bottom ?? y, y + 1),
    };
  }
  return bounds;
}

/** What each pixel is to the fill of one layer: other layers of the hole are met once they are filled, and void before. */
function kindsFor(
  layer: number,
  evidence: StreetEvidence & {
    readonly layers: Uint8Array;
    readonly isDone: Uint8Array;
    readonly isNear: Uint8Array;
    readonly beside: readonly [number, number];
  },
): Uint8Array {
  const { hole, layers, isDone, inFront, unfit, isNear, beside } = evidence;
  return Uint8Array.from(hole, (owner, pixel) => {
    if (owner > 0) return layers[pixel] === layer ? patchKind.hole : isDone[pixel] ? patchKind.context : patchKind.void;
    const isOther = layer !== behind.backdrop && layers[pixel] !== layer;
    if (inFront[pixel] || isNear[pixel] || isOther) return patchKind.void;
    const x = pixel % evidence.camera.widthPx;
    const isBeside = x >= beside[0] && x < beside[1];
    return isBeside && isSourceOf(layer, layers[pixel]) && !unfit[pixel] ? patchKind.source : patchKind.context;
  });
}

/** The backdrop takes its skyline from where sky and houses meet; the other layers keep to themselves. */
function isSourceOf(layer: number, found: number | undefined): boolean {
  return found === layer || (layer === behind.backdrop && found === behind.sky);
}
