import type { Chunk } from '../chunks/plan-chunks.ts';
import type { TakeFrame, TakeReader } from '../frames/take-reader.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import { nearestSources } from '../shape/scale-planes.ts';
import { createNoiseWarper, type NoiseMotion, shrinkNoise } from './warp-noise.ts';

/**
 * The latents' noise of a chunk, frame by frame. It is warped from the shot's first frame on, so that chunks agree where
 * they overlap; frames beyond the shot stand still.
 */
export async function* warpShotNoise({
  plan,
  take,
  chunk,
  seed,
  signal,
}: {
  readonly plan: ShotPlan;
  readonly take: TakeReader;
  readonly chunk: Chunk;
  readonly seed: number;
  readonly signal: AbortSignal;
}): AsyncGenerator<Float32Array, void> {
  const { model } = plan.frame;
  const warp = createNoiseWarper(model, seed);
  const nearest = nearestSources(plan.frame);
  let noise: Float32Array = new Float32Array(0);
  for (let frame = 0; frame < chunk.firstFrame + chunk.modelFrames; frame++) {
    signal.throwIfAborted();
    if (frame < chunk.firstFrame + chunk.shotFrames) {
      noise = shrinkNoise(warp(motionInModel(await take.read(frame), nearest, plan)), model);
    }
    if (frame >= chunk.firstFrame) yield noise;
  }
}

function motionInModel({ passes }: TakeFrame, nearest: Int32Array, { frame }: ShotPlan): NoiseMotion {
  const across = frame.target.widthPx / frame.source.widthPx;
  const down = frame.target.heightPx / frame.source.heightPx;
  const motionPx = new Float32Array(nearest.length * 2);
  const ids = new Uint32Array(nearest.length);
  for (let pixel = 0; pixel < nearest.length; pixel++) {
    const source = nearest[pixel] as number;
    if (source < 0) continue;
    motionPx[pixel * 2] = (passes.motionPx[source * 2] as number) * across;
    motionPx[pixel * 2 + 1] = (passes.motionPx[source * 2 + 1] as number) * down;
    ids[pixel] = passes.ids[source] as number;
  }
  return { motionPx, ids };
}
