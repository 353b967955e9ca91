import type { PassesFrame } from '../frames/take-frame.ts';
import type { ModelFrame } from '../shape/model-frame.ts';
import type { Plane } from '../shape/scale-planes.ts';
import { paintCodes } from './display-plane.ts';

/** Multiplicative hashing (Knuth, TAOCP 6.4): neighbours in number get colours that lie far apart. */
const SPREAD = 2_654_435_761;

/** What the take itself adds is one thing to a model: a wall of pieces in colours of their own would be painted as patchwork. */
const TAKE_COLOUR_ID = 1;

/** One flat colour for all that the take adds, one for each object around it by id, the same in all frames; black where nothing is. */
export function pictureSegmentation({ ids, coverage }: PassesFrame, nearest: Int32Array, frame: ModelFrame): Plane {
  return paintCodes(frame.model, (pixel, channel) => {
    const source = nearest[pixel] as number;
    const id = (coverage[source] as number) >= 0.5 ? TAKE_COLOUR_ID : (ids[source] as number);
    if (id === 0) return 0;
    const hash = Math.imul(id, SPREAD) >>> 0;
    return (64 + ((hash >>> (8 + channel * 8)) & 0x7f) * 1.5) / 255;
  });
}
