import type { ModelFrame } from '../shape/model-frame.ts';
import { type Plane, toModel } from '../shape/scale-planes.ts';
import { paintCodes } from './display-plane.ts';

/** Less than an 8-bit step is nothing that a model should paint for. */
const LEAST_MASK = 1 / 255;

/** The allowed mask in the model's frame, 0 or 1: whatever pixel is asked for at all is generated wholly. */
export function maskForModel(allowed: Plane, frame: ModelFrame): Float32Array {
  return toModel(allowed, frame).data.map((value) => (value > LEAST_MASK ? 1 : 0));
}

/** White where the model generates. */
export function pictureMask(mask: Float32Array, frame: ModelFrame): Plane {
  return paintCodes(frame.model, (pixel) => mask[pixel] as number);
}

/** Our picture where the mask is 0, `inside` where it is 1. */
export function pictureGuide(render: Plane, inside: Plane, mask: Float32Array): Plane {
  const data = render.data.slice();
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    for (let at = pixel * 3; at < pixel * 3 + 3; at++) data[at] = inside.data[at] as number;
  }
  return { ...render, data };
}
