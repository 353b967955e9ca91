import { BacklotError } from '@backlot/film';
import { type DecodedExr, readExr } from '@backlot/media';
import type { FrameSize } from '../shape/model-frame.ts';

/** A frame of the take's composite: linear RGB, 3 values a pixel, as its file holds them. */
export interface CompositeFrame extends FrameSize {
  readonly rgb: Float32Array;
  /** How the file stores a sample; the finished frame is stored alike, or what stays ours would not stay equal. */
  readonly type: 'half' | 'float';
}

/** A frame of the take's passes. */
export interface PassesFrame extends FrameSize {
  /** Share of each pixel that pieces cover. */
  readonly coverage: Float32Array;
  /** Metres along the view axis; 0 where nothing is. */
  readonly depthM: Float32Array;
  /** World normals, 3 values a pixel. */
  readonly normal: Float32Array;
  /** Where each pixel's surface was in the frame before, minus where it is, 2 values a pixel. */
  readonly motionPx: Float32Array;
  readonly ids: Uint32Array;
  /** Optical depth of the dust. */
  readonly dust: Float32Array;
}

/** @throws BacklotError what `readExr` throws, `PICTURE_UNREADABLE` without R, G and B */
export async function readComposite(path: string): Promise<CompositeFrame> {
  const exr = await readExr(path, { channels: ['R', 'G', 'B'] });
  const isFloat = exr.channels.some(({ type }) => type === 'float');
  const rgb = interleave(exr, ['R', 'G', 'B'], path);
  return { widthPx: exr.widthPx, heightPx: exr.heightPx, rgb, type: isFloat ? 'float' : 'half' };
}

/** @throws BacklotError what `readExr` throws, `PICTURE_UNREADABLE` where a pass is missing */
export async function readPasses(path: string): Promise<PassesFrame> {
  const exr = await readExr(path, { channels: ALL_PASSES });
  const { widthPx, heightPx } = exr;
  const one = (name: string): Float32Array => floatsOf(exr, name, path);
  const ids = channelOf(exr, 'id', path);
  return {
    widthPx,
    heightPx,
    coverage: one('A'),
    depthM: one('depth.Z'),
    normal: interleave(exr, ['normal.X', 'normal.Y', 'normal.Z'], path),
    motionPx: interleave(exr, ['motion.X', 'motion.Y'], path),
    ids: ids instanceof Uint32Array ? ids : Uint32Array.from(ids),
    dust: exr.channels.some(({ name }) => name === 'dust.density')
      ? one('dust.density')
      : new Float32Array(widthPx * heightPx),
  };
}

/** Depth alone. */
export async function readDepth(path: string): Promise<Float32Array> {
  return floatsOf(await readExr(path, { channels: ['depth.Z'] }), 'depth.Z', path);
}

const ALL_PASSES = [
  'A',
  'depth.Z',
  'normal.X',
  'normal.Y',
  'normal.Z',
  'motion.X',
  'motion.Y',
  'id',
  'dust.density',
] as const;

function interleave(exr: DecodedExr, names: readonly string[], path: string): Float32Array {
  const data = new Float32Array(exr.widthPx * exr.heightPx * names.length);
  for (const [offset, name] of names.entries()) {
    const plane = channelOf(exr, name, path);
    for (let pixel = 0; pixel < plane.length; pixel++) data[pixel * names.length + offset] = plane[pixel] as number;
  }
  return data;
}

function floatsOf(exr: DecodedExr, name: string, path: string): Float32Array {
  const data = channelOf(exr, name, path);
  return data instanceof Float32Array ? data : Float32Array.from(data);
}

function channelOf(exr: DecodedExr, name: string, path: string): Float32Array | Uint32Array {
  const channel = exr.channels.find((candidate) => candidate.name === name);
  if (channel) return channel.data;
  throw new BacklotError('PICTURE_UNREADABLE', `${path}: expected a channel "${name}", got none`, {
    hint: 'Give the composite and the passes of a take that this studio made.',
  });
}
