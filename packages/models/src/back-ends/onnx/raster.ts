import { encodeTransfer, resample, transferTable } from '@backlot/kernels';
import type { Picture } from '@backlot/media';

const MAX_CODE = 65_535;

/** Width and height. */
export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A picture as models see it: sRGB code values 0..1, interleaved, row by row from the top left. */
export interface Raster extends Size {
  readonly channels: 1 | 3;
  readonly data: Float32Array;
}

/** A linear picture as code values: clipped to 0..1, alpha left out. */
export function toRaster({ widthPx, heightPx, channels, data }: Picture): Raster {
  const codes = encodeTransfer(channels === 3 ? data : withoutAlpha(data), 'srgb', MAX_CODE);
  return { widthPx, heightPx, channels: 3, data: Float32Array.from(codes, (code) => code / MAX_CODE) };
}

/** Code values as a linear picture; one channel becomes three alike. */
export function toPicture({ widthPx, heightPx, channels, data }: Raster): Picture {
  const table = transferTable('srgb', MAX_CODE);
  const linear = new Float32Array(widthPx * heightPx * 3);
  for (let i = 0; i < linear.length; i++) {
    const code = data[channels === 3 ? i : Math.floor(i / 3)] as number;
    linear[i] = table[Math.round(clamp(code) * MAX_CODE)] as number;
  }
  return { widthPx, heightPx, channels: 3, data: linear };
}

/** Scaled to a size, whatever that does to its ratio. */
export function scaleRaster(raster: Raster, size: Size): Raster {
  const { widthPx, heightPx } = size;
  if (raster.widthPx === widthPx && raster.heightPx === heightPx) return raster;
  return { widthPx, heightPx, channels: raster.channels, data: resample(raster, size) };
}

/** A piece of a picture, which may reach beyond it: there its edge is repeated. */
export function cutRaster(
  raster: Raster,
  { leftPx, topPx, widthPx, heightPx }: Size & { readonly leftPx: number; readonly topPx: number },
): Raster {
  const { channels } = raster;
  const data = new Float32Array(widthPx * heightPx * channels);
  for (let y = 0, to = 0; y < heightPx; y++) {
    const row = Math.min(y + topPx, raster.heightPx - 1) * raster.widthPx;
    for (let x = 0; x < widthPx; x++) {
      const from = (row + Math.min(x + leftPx, raster.widthPx - 1)) * channels;
      for (let c = 0; c < channels; c++) data[to++] = raster.data[from + c] as number;
    }
  }
  return { widthPx, heightPx, channels, data };
}

/** 0..1, and 0 for what is no number. */
export function clamp(value: number): number {
  return value > 0 ? Math.min(value, 1) : 0;
}

function withoutAlpha(data: Float32Array): Float32Array {
  const colour = new Float32Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) colour.set(data.subarray(from, from + 3), to);
  return colour;
}
