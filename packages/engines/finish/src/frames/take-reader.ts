import { makeAllowedMask } from '../mask/allowed-mask.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import { readMask } from './read-mask.ts';
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

/** Opens a take; `read` throws what `readExr` and `readMask` do. */
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

function pathAt(paths: readonly string[], frame: number): string {
  const path = paths[frame];
  if (path === undefined) throw new RangeError(`Take: no frame ${frame}`);
  return path;
}
