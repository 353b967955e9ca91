import type { DepthRange } from '../frames/depth-range.ts';
import type { PassesFrame } from '../frames/take-frame.ts';
import type { ModelFrame } from '../shape/model-frame.ts';
import { type Plane, toModel } from '../shape/scale-planes.ts';
import { paintCodes } from './display-plane.ts';

/** Inverse depth in the model's frame: 1 at the shot's nearest surface, 0 at its farthest and where nothing is. */
export function pictureDepth({ depthM, widthPx, heightPx }: PassesFrame, range: DepthRange, frame: ModelFrame): Plane {
  const far = 1 / range.farM;
  const scale = 1 / (1 / range.nearM - far);
  const inverse = new Float32Array(depthM.length);
  for (let pixel = 0; pixel < depthM.length; pixel++) {
    const depth = depthM[pixel] as number;
    if (depth > 0) inverse[pixel] = Math.min(1, Math.max(0, (1 / depth - far) * scale));
  }
  const scaled = toModel({ widthPx, heightPx, channels: 1, data: inverse }, frame);
  return paintCodes(frame.model, (pixel) => scaled.data[pixel] as number);
}
