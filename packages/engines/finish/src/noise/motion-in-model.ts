import type { PassesFrame } from '../frames/take-frame.ts';
import type { ModelFrame } from '../shape/model-frame.ts';
import { nearestSources } from '../shape/scale-planes.ts';
import type { NoiseMotion } from './warp-noise.ts';

/** A frame's motion in the model's own frame and pixels. */
export function motionInModel({ motionPx, ids }: PassesFrame, frame: ModelFrame): NoiseMotion {
  const nearest = nearestSources(frame);
  const across = frame.target.widthPx / frame.source.widthPx;
  const down = frame.target.heightPx / frame.source.heightPx;
  const motion = { motionPx: new Float32Array(nearest.length * 2), ids: new Uint32Array(nearest.length) };
  for (let pixel = 0; pixel < nearest.length; pixel++) {
    const source = nearest[pixel] as number;
    motion.motionPx[pixel * 2] = (motionPx[source * 2] as number) * across;
    motion.motionPx[pixel * 2 + 1] = (motionPx[source * 2 + 1] as number) * down;
    motion.ids[pixel] = ids[source] as number;
  }
  return motion;
}
