// Lights and renders stored dust. See src/volume-march.ts for the contract.
import { carve } from './carve';
import { zeroed } from './lanes';
import { light, makeLight, sunBytes } from './light';
import { VIEW, marchRow, phase, widePhase } from './march';
import { makeNoise } from './noise';
import * as store_ from './stores';
import { makeStores, setBox } from './stores';
import { halveDepths, upsample } from './upsample';

export { phase, widePhase, setBox, sunBytes };

let depths: usize = 0;
let full: usize = 0;
let fullDepth: usize = 0;
let small: usize = 0;
let smallDepth: usize = 0;
let smallEnds: usize = 0;
let smallDepths: usize = 0;
let pixelRoom: i32 = 0;

export function make(nx: i32, ny: i32, nz: i32, detail: i32): void {
  makeNoise();
  makeStores(nx, ny, nz, detail);
  makeLight(nx, ny, nz);
}

/** Makes room for a picture; to be called before its depths are written. */
export function fitPicture(pixels: i32): void {
  if (pixels <= pixelRoom) return;
  pixelRoom = pixels;
  const count = <usize>pixels;
  depths = zeroed(count << 2);
  full = zeroed(count << 4);
  fullDepth = zeroed(count << 2);
  small = zeroed(count << 4);
  smallDepth = zeroed(count << 2);
  smallEnds = zeroed(count << 2);
  smallDepths = zeroed(count << 2);
}

export function prepare(
  cellM: f32, extinction: f32, billow: f32, billowM: f32, blend: f32, seedA: i32, seedB: i32, dx: f32, dy: f32, dz: f32,
): void {
  if (store_.sizeX > 0) carve(cellM, extinction, billow, billowM, blend, seedA, seedB);
  light(cellM, dx, dy, dz);
}

export function render(width: i32, height: i32, isHalf: bool): void {
  if (!isHalf) {
    for (let y = 0; y < height; y++) {
      const first = <usize>(y * width);
      marchRow(y, width, 1, depths + (first << 2), full + (first << 4), fullDepth + (first << 2), smallEnds + (first << 2));
    }
    return;
  }
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  halveDepths(depths, width, height, smallDepths);
  for (let y = 0; y < halfHeight; y++) {
    const first = <usize>(y * halfWidth);
    marchRow(y, halfWidth, 2, smallDepths + (first << 2), small + (first << 4), smallDepth + (first << 2), smallEnds + (first << 2));
  }
  upsample(depths, width, height, smallDepths, small, smallDepth, smallEnds, full, fullDepth);
}

export function viewPlace(): usize { return VIEW; }
export function codesPlace(): usize { return store_.codes; }
export function flowPlace(): usize { return store_.flow; }
export function tablePlace(): usize { return store_.table; }
export function depthsPlace(): usize { return depths; }
export function picturePlace(): usize { return full; }
export function opticalDepthPlace(): usize { return fullDepth; }
