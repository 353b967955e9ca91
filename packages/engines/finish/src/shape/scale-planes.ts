import { resample } from '@backlot/kernels';
import type { FrameSize, ModelFrame, PixelRect } from './model-frame.ts';

/** Interleaved floats, row by row from the top left. */
export interface Plane extends FrameSize {
  readonly channels: 1 | 3;
  readonly data: Float32Array;
}

/** The shot's picture as the model's frame shows it; bars repeat its border. Equal sizes are copied bit for bit. */
export function toModel(plane: Plane, frame: ModelFrame): Plane {
  const inside = scaleInto(cut(plane, frame.source), frame.target);
  const { widthPx, heightPx } = frame.model;
  const model = {
    widthPx,
    heightPx,
    channels: plane.channels,
    data: new Float32Array(widthPx * heightPx * plane.channels),
  };
  paste(inside, model, frame.target);
  repeatBorder(model, frame.target);
  return model;
}

/** The model's picture as the shot's frame shows it: the inverse of `toModel`. Outside of what was cropped it is 0. */
export function toShot(plane: Plane, frame: ModelFrame): Plane {
  const inside = scaleInto(cut(plane, frame.target), frame.source);
  const { widthPx, heightPx } = frame.shot;
  const data = new Float32Array(widthPx * heightPx * plane.channels);
  paste(inside, { widthPx, heightPx, channels: plane.channels, data }, frame.source);
  return { widthPx, heightPx, channels: plane.channels, data };
}

/** A picture of any size at another; the same size is handed back as it is. */
export function scaleInto(plane: Plane, size: FrameSize): Plane {
  if (plane.widthPx === size.widthPx && plane.heightPx === size.heightPx) return plane;
  const { widthPx, heightPx } = size;
  // Bicubic lobes ring below black and above white at hard borders.
  const data = resample(plane, { widthPx, heightPx }, isEnlarged(plane, size) ? 'bicubic' : 'bilinear');
  for (let i = 0; i < data.length; i++) if ((data[i] as number) < 0) data[i] = 0;
  return { widthPx, heightPx, channels: plane.channels, data };
}

/** The shot's pixel that each of the model's shows, without mixing: for ids, normals and motion. Bars show the border. */
export function nearestSources({ model, source, target, shot }: ModelFrame): Int32Array {
  const nearest = new Int32Array(model.widthPx * model.heightPx);
  const inside = (at: number, length: number): number => Math.min(length - 1, Math.max(0, at));
  for (let y = 0; y < model.heightPx; y++) {
    const row = inside(y - target.yPx, target.heightPx);
    const fromY = source.yPx + Math.floor(((row + 0.5) * source.heightPx) / target.heightPx);
    for (let x = 0; x < model.widthPx; x++) {
      const column = inside(x - target.xPx, target.widthPx);
      const fromX = source.xPx + Math.floor(((column + 0.5) * source.widthPx) / target.widthPx);
      nearest[y * model.widthPx + x] = fromY * shot.widthPx + fromX;
    }
  }
  return nearest;
}

function isEnlarged(from: FrameSize, to: FrameSize): boolean {
  return to.widthPx >= from.widthPx && to.heightPx >= from.heightPx;
}

function cut(plane: Plane, rect: PixelRect): Plane {
  if (rect.widthPx === plane.widthPx && rect.heightPx === plane.heightPx) return plane;
  const { channels } = plane;
  const data = new Float32Array(rect.widthPx * rect.heightPx * channels);
  for (let y = 0; y < rect.heightPx; y++) {
    const from = ((rect.yPx + y) * plane.widthPx + rect.xPx) * channels;
    data.set(plane.data.subarray(from, from + rect.widthPx * channels), y * rect.widthPx * channels);
  }
  return { widthPx: rect.widthPx, heightPx: rect.heightPx, channels, data };
}

function paste(inside: Plane, into: Plane, rect: PixelRect): void {
  const { channels } = inside;
  for (let y = 0; y < rect.heightPx; y++) {
    const from = y * rect.widthPx * channels;
    const to = ((rect.yPx + y) * into.widthPx + rect.xPx) * channels;
    into.data.set(inside.data.subarray(from, from + rect.widthPx * channels), to);
  }
}

/** A hard black bar is a thing that a model would paint on. */
function repeatBorder({ widthPx, heightPx, channels, data }: Plane, rect: PixelRect): void {
  for (let y = rect.yPx; y < rect.yPx + rect.heightPx; y++) {
    for (let c = 0; c < channels; c++) {
      const left = data[(y * widthPx + rect.xPx) * channels + c] as number;
      const right = data[(y * widthPx + rect.xPx + rect.widthPx - 1) * channels + c] as number;
      for (let x = 0; x < rect.xPx; x++) data[(y * widthPx + x) * channels + c] = left;
      for (let x = rect.xPx + rect.widthPx; x < widthPx; x++) data[(y * widthPx + x) * channels + c] = right;
    }
  }
  const pitch = widthPx * channels;
  const lastRow = rect.yPx + rect.heightPx - 1;
  for (let y = 0; y < rect.yPx; y++) data.copyWithin(y * pitch, rect.yPx * pitch, (rect.yPx + 1) * pitch);
  for (let y = lastRow + 1; y < heightPx; y++) data.copyWithin(y * pitch, lastRow * pitch, (lastRow + 1) * pitch);
}
