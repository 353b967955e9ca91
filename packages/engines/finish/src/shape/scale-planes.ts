import { resample } from '@backlot/kernels';
import type { FrameSize, ModelFrame, PixelRect } from './model-frame.ts';

/** Interleaved floats, row by row from the top left. */
export interface Plane extends FrameSize {
  readonly channels: 1 | 3;
  readonly data: Float32Array;
}

/** The shot's picture as the model's frame shows it; bars are `bar`. Equal sizes are copied bit for bit. */
export function toModel(plane: Plane, frame: ModelFrame, bar = 0): Plane {
  const inside = scaleInto(cut(plane, frame.source), frame.target);
  const { widthPx, heightPx } = frame.model;
  const data = new Float32Array(widthPx * heightPx * plane.channels).fill(bar);
  paste(inside, { widthPx, heightPx, channels: plane.channels, data }, frame.target);
  return { widthPx, heightPx, channels: plane.channels, data };
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

/** The model's pixel nearest below each pixel of the shot's, and the other way: for ids and motion, which do not mix. */
export function nearestSources(frame: ModelFrame): Int32Array {
  const { model, source, target, shot } = frame;
  const nearest = new Int32Array(model.widthPx * model.heightPx).fill(-1);
  for (let y = 0; y < target.heightPx; y++) {
    const fromY = source.yPx + Math.floor(((y + 0.5) * source.heightPx) / target.heightPx);
    for (let x = 0; x < target.widthPx; x++) {
      const fromX = source.xPx + Math.floor(((x + 0.5) * source.widthPx) / target.widthPx);
      nearest[(target.yPx + y) * model.widthPx + target.xPx + x] = fromY * shot.widthPx + fromX;
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
