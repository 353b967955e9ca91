import { fillByPatches, type Homography, type PatchFillOptions, patchKind, warpPicture } from '@backlot/kernels';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import type { ColourPicture } from './mirror-fill.ts';
import { invertHomography, mapPoint, pictureFromPlane, type RectifiedPlane } from './rectified-plane.ts';

/** How one layer of a hole is filled. */
export interface LayerFill extends PatchFillOptions {
  /** A `patchKind` for each pixel of the picture. */
  readonly kinds: Uint8Array;
  /** The plane that the layer lies on, on which its pattern is even; absent: the picture itself. */
  readonly plane?: RectifiedPlane;
}

/** Fewer places than this to copy from, and the layer is left as it is. */
const FEWEST_SOURCES = 400;
/** How far the look-up of a plane's pixel reaches. */
const MIXED_PX = 2;
/** Picture pixels under one of the plane's, within which the picture is sharp enough, and not crushed, to be copied from. */
const USEFUL_SCALE = { least: 0.12, most: 14 };

/** Fills the layer's hole with patches of what surrounds it, on its plane, and gives the picture back with it; all else keeps its bits. */
export function fillLayer(picture: ColourPicture, camera: SolvedCamera, layer: LayerFill): Float32Array {
  const { plane, kinds } = layer;
  const raster = { ...picture, channels: 3 };
  if (!plane) return hasEnough(kinds) ? fillByPatches(raster, kinds, layer) : picture.data.slice();
  const fromPlane = pictureFromPlane(camera, plane);
  const planeKinds = kindsOnPlane(picture, widenHole(kinds, picture.widthPx, 1), { plane, fromPlane });
  if (!hasEnough(planeKinds)) return picture.data.slice();
  const size = { widthPx: plane.widthPx, heightPx: plane.heightPx };
  const laid = { ...size, channels: 3, data: warpPicture(raster, fromPlane, size) };
  const filled = { ...laid, data: fillByPatches(laid, planeKinds, layer) };
  const back = warpPicture(filled, invertHomography(fromPlane), picture);
  return picture.data.map((value, at) => {
    const pixel = (at - (at % 3)) / 3;
    return kinds[pixel] === patchKind.hole ? (back[at] ?? value) : value;
  });
}

function hasEnough(kinds: Uint8Array): boolean {
  let sources = 0;
  for (const kind of kinds) if (kind === patchKind.source) sources++;
  return sources >= FEWEST_SOURCES;
}

function kindsOnPlane(
  { widthPx, heightPx }: ColourPicture,
  kinds: Uint8Array,
  { plane, fromPlane }: { readonly plane: RectifiedPlane; readonly fromPlane: Homography },
): Uint8Array {
  const laid = new Uint8Array(plane.widthPx * plane.heightPx);
  for (let row = 0; row < plane.heightPx; row++) {
    for (let column = 0; column < plane.widthPx; column++) {
      const seen = mapPoint(fromPlane, column + 0.5, row + 0.5);
      if (!seen || seen[0] < 0 || seen[1] < 0 || seen[0] >= widthPx || seen[1] >= heightPx) continue;
      const kind = kinds[Math.floor(seen[1]) * widthPx + Math.floor(seen[0])] ?? patchKind.void;
      const isSharp = kind !== patchKind.source || isUseful(fromPlane, column, row);
      laid[row * plane.widthPx + column] = isSharp ? kind : patchKind.context;
    }
  }
  return widenHole(laid, plane.widthPx, MIXED_PX);
}

/** What lies beside the hole joins it: a look-up there would mix in what lay in the hole before. */
function widenHole(kinds: Uint8Array, widthPx: number, byPx: number): Uint8Array {
  const wide = kinds.slice();
  for (let pixel = 0; pixel < kinds.length; pixel++) {
    if (kinds[pixel] !== patchKind.hole) continue;
    for (let row = -byPx; row <= byPx; row++) {
      for (let column = -byPx; column <= byPx; column++) {
        const near = pixel + row * widthPx + column;
        if (near >= 0 && near < wide.length) wide[near] = patchKind.hole;
      }
    }
  }
  return wide;
}

function isUseful(fromPlane: Homography, column: number, row: number): boolean {
  const here = mapPoint(fromPlane, column, row);
  const across = mapPoint(fromPlane, column + 1, row);
  const down = mapPoint(fromPlane, column, row + 1);
  if (!here || !across || !down) return false;
  const area = Math.abs((across[0] - here[0]) * (down[1] - here[1]) - (across[1] - here[1]) * (down[0] - here[0]));
  return area >= USEFUL_SCALE.least && area <= USEFUL_SCALE.most;
}
