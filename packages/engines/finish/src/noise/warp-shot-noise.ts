import type { Chunk } from '../chunks/plan-chunks.ts';
import type { FrameCrew } from '../crew/frame-crew.ts';
import { runAhead } from '../crew/run-ahead.ts';
import type { FrameSize } from '../shape/model-frame.ts';
import { createNoiseWarper, shrinkNoise } from './warp-noise.ts';

/**
 * The latents' noise of a chunk, frame by frame. It is warped from the shot's first frame on, so that chunks agree where
 * they overlap; frames beyond the shot stand still.
 */
export async function* warpShotNoise({
  chunk,
  model,
  crew,
  seed,
}: {
  readonly chunk: Chunk;
  readonly model: FrameSize;
  readonly crew: FrameCrew;
  readonly seed: number;
}): AsyncGenerator<Float32Array, void> {
  const warp = createNoiseWarper(model, seed);
  const frames = Array.from({ length: chunk.firstFrame + chunk.shotFrames }, (_, frame) => frame);
  let noise: Float32Array = new Float32Array(0);
  let frame = 0;
  for await (const motion of runAhead(frames, crew.inFlight, (at) => crew.findMotion({ frame: at }))) {
    noise = shrinkNoise(warp(motion), model);
    if (frame >= chunk.firstFrame) yield noise;
    frame += 1;
  }
  for (let beyond = chunk.shotFrames; beyond < chunk.modelFrames; beyond++) yield noise;
}
