// Linear RGB to Y'CbCr with the BT.709 matrix, narrow range, chroma sited left (the default of H.264 and ProRes).
import { encodeUnit } from './transfer';

const KR: f32 = 0.2126;
const KB: f32 = 0.0722;
const KG: f32 = 1 - 0.2126 - 0.0722;

/** One row: luma into `y` (bytes or 10-bit words), chroma differences added to `cb`/`cr` (floats, ±0.5 of full range). */
// @ts-ignore: decorator
@inline
function encodeRow(rgb: usize, width: i32, curve: i32, y: usize, is10: bool, cb: usize, cr: usize): void {
  for (let x = 0; x < width; x++) {
    const r = encodeUnit(load<f32>(rgb, 0), curve);
    const g = encodeUnit(load<f32>(rgb, 4), curve);
    const b = encodeUnit(load<f32>(rgb, 8), curve);
    rgb += 12;
    const luma = KR * r + KG * g + KB * b;
    if (is10) store<u16>(y + (<usize>x << 1), <u16>(luma * 876 + 64.5));
    else store<u8>(y + <usize>x, <u8>(luma * 219 + 16.5));
    const at = <usize>x << 2;
    store<f32>(cb + at, load<f32>(cb + at) + (b - luma) * (<f32>0.5 / (1 - KB)));
    store<f32>(cr + at, load<f32>(cr + at) + (r - luma) * (<f32>0.5 / (1 - KR)));
  }
}

/** [1 2 1]/4 around the even columns. */
// @ts-ignore: decorator
@inline
function sited(row: usize, x: i32, width: i32): f32 {
  const before = x > 0 ? x - 1 : 0;
  const after = x + 1 < width ? x + 1 : width - 1;
  return (load<f32>(row + (<usize>before << 2)) + load<f32>(row + (<usize>after << 2))) * 0.25 +
    load<f32>(row + (<usize>x << 2)) * 0.5;
}

/** `scratch`: two rows of floats. Even width and height. */
export function planes420(rgb: usize, target: usize, width: i32, height: i32, curve: i32, scratch: usize): void {
  const cb = scratch;
  const cr = scratch + (<usize>width << 2);
  const planeU = target + <usize>(width * height);
  const planeV = planeU + <usize>((width * height) >>> 2);
  const half = width >>> 1;
  for (let y = 0; y < height; y += 2) {
    memory.fill(scratch, 0, <usize>width << 3);
    encodeRow(rgb + <usize>(y * width) * 12, width, curve, target + <usize>(y * width), false, cb, cr);
    encodeRow(rgb + <usize>((y + 1) * width) * 12, width, curve, target + <usize>((y + 1) * width), false, cb, cr);
    for (let x = 0; x < half; x++) {
      const at = <usize>((y >>> 1) * half + x);
      store<u8>(planeU + at, <u8>(sited(cb, x << 1, width) * (0.5 * 224) + 128.5));
      store<u8>(planeV + at, <u8>(sited(cr, x << 1, width) * (0.5 * 224) + 128.5));
    }
  }
}

/** 10-bit little-endian words; even width. */
export function planes422(rgb: usize, target: usize, width: i32, height: i32, curve: i32, scratch: usize): void {
  const cb = scratch;
  const cr = scratch + (<usize>width << 2);
  const planeU = target + (<usize>(width * height) << 1);
  const planeV = planeU + <usize>(width * height);
  const half = width >>> 1;
  for (let y = 0; y < height; y++) {
    memory.fill(scratch, 0, <usize>width << 3);
    encodeRow(rgb + <usize>(y * width) * 12, width, curve, target + (<usize>(y * width) << 1), true, cb, cr);
    for (let x = 0; x < half; x++) {
      const at = <usize>(y * half + x) << 1;
      store<u16>(planeU + at, <u16>(sited(cb, x << 1, width) * 896 + 512.5));
      store<u16>(planeV + at, <u16>(sited(cr, x << 1, width) * 896 + 512.5));
    }
  }
}
