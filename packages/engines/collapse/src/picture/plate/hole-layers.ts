import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import { median } from '../light/median.ts';
import type { PictureSize } from './chamfer-distance.ts';

/** What stands at a pixel once the building is gone: sky, what stands far behind (houses, trees), or the street. */
export const behind = { sky: 0, backdrop: 1, ground: 2 } as const;

/** What tells the layers of a picture apart; all of the output's size. */
export interface LayerEvidence {
  readonly camera: SolvedCamera;
  /** Above 0 where the building is taken out. */
  readonly hole: Uint32Array;
  /** 1 where the plate shows sky. */
  readonly sky: Uint8Array;
  /** Objects of the street without the building: 0 sky, `groundId`, above it neighbours. */
  readonly openIds: Uint32Array;
  readonly openDepths: Float32Array;
  readonly groundId: number;
  /** Distance of the building. */
  readonly distanceM: number;
}

/** The skyline on both sides of the hole is read as the median of so many columns, at 1280 px width. */
const ANCHOR_COLUMNS = 9;
/** The backdrop reaches this far above the skyline, so that its roofs may rise and fall; a share of the height. */
const ROOF_SHARE = 0.035;

/** Behind this many times the building's distance the street is too flat to be told from what stands on it. */
const GROUND_END = 1.6;
/** The backdrop begins this many times as far away as the building, or at this share of the distance of the neighbours behind it. */
const BACKDROP_START = { building: 1.2, neighbours: 0.85 };

/** The layers of a picture. */
export interface HoleLayers {
  /** A `behind` for each pixel: in the hole what is most likely there, elsewhere what the plate shows. */
  readonly layers: Uint8Array;
  /** 1 where a neighbour stands beside the building, not behind it: too large to be copied there. */
  readonly isNear: Uint8Array;
}

/** Tells sky, backdrop and street apart. */
export function findHoleLayers(evidence: LayerEvidence): HoleLayers {
  const { camera, hole, sky } = evidence;
  const skyline = bridgeSkyline(evidence, camera);
  const roofPx = Math.round(camera.heightPx * ROOF_SHARE);
  const footM = footOfNeighbours(evidence);
  const groundEndM = footM ?? GROUND_END * evidence.distanceM;
  const startM = Math.max(BACKDROP_START.building * evidence.distanceM, BACKDROP_START.neighbours * (footM ?? 0));
  const layers = new Uint8Array(hole.length);
  for (let pixel = 0; pixel < hole.length; pixel++) {
    const isGround = isOpenGround(evidence, pixel) && (evidence.openDepths[pixel] ?? 0) < groundEndM;
    const y = Math.floor(pixel / camera.widthPx);
    const isSky = hole[pixel] ? y < (skyline[pixel % camera.widthPx] ?? 0) - roofPx : sky[pixel] === 1;
    layers[pixel] = isGround ? behind.ground : isSky ? behind.sky : behind.backdrop;
  }
  const isNear = Uint8Array.from(evidence.openIds, (id, pixel) =>
    id > evidence.groundId && (evidence.openDepths[pixel] ?? 0) < startM ? 1 : 0,
  );
  return { layers, isNear };
}

/** Not the street's last row at a wall's foot, which is half wall. */
function isOpenGround({ openIds, groundId, camera }: LayerEvidence, pixel: number): boolean {
  return openIds[pixel] === groundId && openIds[pixel - 2 * camera.widthPx] === groundId;
}

/** Row where the sky ends in each column: as seen, or straight across from one side of the hole to the other; never below a neighbour's top. */
function bridgeSkyline(evidence: LayerEvidence, { widthPx, heightPx }: PictureSize): Float64Array {
  const seen = seenSkyline(evidence, { widthPx, heightPx });
  const skyline = Float64Array.from(seen, (row) => (Number.isNaN(row) ? 0 : row));
  for (const [left, right] of gapsOf(seen)) {
    const one = anchorOf(seen, left - 1, -1);
    const other = anchorOf(seen, right + 1, 1);
    for (let x = left; x <= right; x++) {
      const share = (x - left + 1) / (right - left + 2);
      skyline[x] = Number.isNaN(one)
        ? Number.isNaN(other)
          ? 0
          : other
        : Number.isNaN(other)
          ? one
          : one + (other - one) * share;
    }
  }
  for (let x = 0; x < widthPx; x++)
    skyline[x] = Math.min(skyline[x] ?? 0, topOfNeighbours(evidence, x, { widthPx, heightPx }));
  return skyline;
}

/** Rows of sky from the top of each column; not a number where the hole hides its end. */
function seenSkyline({ hole, sky }: LayerEvidence, { widthPx, heightPx }: PictureSize): Float64Array {
  return Float64Array.from({ length: widthPx }, (_, x) => {
    let y = 0;
    while (y < heightPx && sky[y * widthPx + x] && !hole[y * widthPx + x]) y++;
    return y < heightPx && hole[y * widthPx + x] ? Number.NaN : y;
  });
}

function gapsOf(seen: Float64Array): (readonly [number, number])[] {
  const gaps: (readonly [number, number])[] = [];
  for (let x = 0; x < seen.length; x++) {
    if (!Number.isNaN(seen[x])) continue;
    const left = x;
    while (x + 1 < seen.length && Number.isNaN(seen[x + 1])) x++;
    gaps.push([left, x]);
  }
  return gaps;
}

function anchorOf(seen: Float64Array, from: number, step: 1 | -1): number {
  const rows: number[] = [];
  const wanted = Math.max(3, Math.round((ANCHOR_COLUMNS * seen.length) / 1280));
  for (let x = from; rows.length < wanted && x >= 0 && x < seen.length; x += step) {
    const row = seen[x] ?? Number.NaN;
    if (Number.isNaN(row)) break;
    rows.push(row);
  }
  return rows.length === 0 ? Number.NaN : (rows.sort((a, b) => a - b)[rows.length >> 1] ?? Number.NaN);
}

function topOfNeighbours({ openIds, groundId }: LayerEvidence, x: number, { widthPx, heightPx }: PictureSize): number {
  for (let y = 0; y < heightPx; y++) if ((openIds[y * widthPx + x] ?? 0) > groundId) return y;
  return heightPx;
}

/** How far away the neighbours behind the hole stand, by the street at their feet; undefined when there are none. */
function footOfNeighbours({ hole, openIds, openDepths, groundId, camera }: LayerEvidence): number | undefined {
  const depths: number[] = [];
  for (let pixel = camera.widthPx; pixel < hole.length; pixel++) {
    const isFoot = hole[pixel] && openIds[pixel] === groundId && (openIds[pixel - camera.widthPx] ?? 0) > groundId;
    if (isFoot) depths.push(openDepths[pixel] ?? 0);
  }
  return depths.length === 0 ? undefined : median(depths, (depth) => depth);
}
