import { BacklotError } from '@backlot/film';
import { encodeTransfer } from '@backlot/kernels';
import { readPicture } from '@backlot/media';
import { makeAllowedMask } from '../mask/allowed-mask.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import { type CompositeFrame, type PassesFrame, readComposite, readPasses } from './take-frame.ts';

/** A frame of the take with the mask in which the model may paint. */
export interface TakeFrame {
  readonly composite: CompositeFrame;
  readonly passes: PassesFrame;
  readonly mask: Float32Array;
}

/** Reads a take frame by frame; a frame that is asked for twice in a row is read once. */
export interface TakeReader {
  readonly read: (frame: number) => Promise<TakeFrame>;
}

/** Opens a take. @throws BacklotError what `readExr` throws, `CLEAN_PLATE_SIZE`-like refusals come from `checkTake` */
export function openTake({ files, parameters, frame: modelFrame }: ShotPlan): TakeReader {
  let first: CompositeFrame | undefined;
  let wholeMask: Float32Array | undefined;
  let latest: { readonly frame: number; readonly take: TakeFrame } | undefined;
  const readOwn = async (frame: number): Promise<Float32Array | undefined> => {
    const path = files.masks.length > 1 ? files.masks[frame] : files.masks[0];
    if (path === undefined) return undefined;
    if (files.masks.length > 1) return readMask(path, parameters.output);
    wholeMask ??= await readMask(path, parameters.output);
    return wholeMask;
  };
  return {
    read: async (frame) => {
      if (latest?.frame === frame) return latest.take;
      const composite = await readComposite(pathAt(files.composite, frame));
      const passes = await readPasses(pathAt(files.passes, frame));
      first ??= frame === 0 ? composite : await readComposite(pathAt(files.composite, 0));
      const own = await readOwn(frame);
      const sources = { passes, composite, first, seen: modelFrame.source, ...(own ? { own } : {}) };
      const take = { composite, passes, mask: makeAllowedMask(sources, parameters.mask) };
      latest = { frame, take };
      return take;
    },
  };
}

/** A person's mask: how white a pixel is, as it looks on the screen; EXR values as they are. */
async function readMask(path: string, size: { readonly widthPx: number; readonly heightPx: number }) {
  const picture = await readPicture(path);
  if (picture.widthPx !== size.widthPx || picture.heightPx !== size.heightPx) {
    throw new BacklotError(
      'SET_UP_INVALID',
      `Mask ${path}: expected ${size.widthPx} × ${size.heightPx} like the take, got ${picture.widthPx} × ${picture.heightPx}`,
      { hint: 'Export the mask at the size of the take.' },
    );
  }
  const { data, channels, source } = picture;
  const green = new Float32Array(size.widthPx * size.heightPx);
  for (let pixel = 0; pixel < green.length; pixel++) green[pixel] = data[pixel * channels + 1] as number;
  if (source.isFloat) return green.map((value) => (value > 0 ? Math.min(1, value) : 0));
  return Float32Array.from(encodeTransfer(green, 'srgb', 65_535), (code) => code / 65_535);
}

function pathAt(paths: readonly string[], frame: number): string {
  const path = paths[frame];
  if (path === undefined) throw new RangeError(`Take: no frame ${frame}`);
  return path;
}
