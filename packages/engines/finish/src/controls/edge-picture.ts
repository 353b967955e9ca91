import type { PassesFrame } from '../frames/take-frame.ts';
import type { ModelFrame } from '../shape/model-frame.ts';
import type { Plane } from '../shape/scale-planes.ts';
import { paintCodes } from './display-plane.ts';

/** A step of more than this share of the nearer depth is an edge, beyond what a slanted surface gives. */
const DEPTH_STEP = 0.04;
/** Normals that differ by more than about 25 degrees make a crease. */
const LEAST_COSINE = 0.9;

/** White lines in the model's frame where an object, a surface or a plane ends; exact, so they do not flicker. */
export function pictureEdges(passes: PassesFrame, nearest: Int32Array, frame: ModelFrame): Plane {
  const { widthPx, heightPx } = frame.model;
  const isEdge = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y + 1 < heightPx; y++) {
    for (let x = 0; x + 1 < widthPx; x++) {
      const pixel = y * widthPx + x;
      const here = nearest[pixel] as number;
      const right = nearest[pixel + 1] as number;
      const below = nearest[pixel + widthPx] as number;
      if (isBorder(passes, here, right) || isBorder(passes, here, below)) isEdge[pixel] = 1;
    }
  }
  return paintCodes(frame.model, (pixel) => isEdge[pixel] as number);
}

function isBorder({ ids, depthM, normal }: PassesFrame, a: number, b: number): boolean {
  const nearer = Math.min(depthM[a] as number, depthM[b] as number);
  const farther = Math.max(depthM[a] as number, depthM[b] as number);
  if (nearer === 0) return farther > 0;
  let cosine = 0;
  for (let axis = 0; axis < 3; axis++) cosine += (normal[a * 3 + axis] as number) * (normal[b * 3 + axis] as number);
  if (cosine < LEAST_COSINE) return true;
  // Within one object a steep depth is a slant: the street towards the horizon.
  return ids[a] !== ids[b] && farther - nearer > DEPTH_STEP * nearer;
}
