import type { PassesFrame } from '../frames/take-frame.ts';
import type { ModelFrame } from '../shape/model-frame.ts';
import type { Plane } from '../shape/scale-planes.ts';
import { paintCodes } from './display-plane.ts';

/** Multiplicative hashing (Knuth, TAOCP 6.4): neighbours in number get colours that lie far apart. */
const SPREAD = 2_654_435_761;

/** One flat colour for each object id in the model's frame, the same wherever the object is; black where nothing is. */
export function pictureSegmentation({ ids }: PassesFrame, nearest: Int32Array, frame: ModelFrame): Plane {
  return paintCodes(frame.model, (pixel, channel) => {
    const id = ids[nearest[pixel] as number] ?? 0;
    if (id === 0) return 0;
    const hash = Math.imul(id, SPREAD) >>> 0;
    return (64 + ((hash >>> (8 + channel * 8)) & 0x7f) * 1.5) / 255;
  });
}
