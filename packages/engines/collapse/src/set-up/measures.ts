import { z } from 'zod';
import { planeDistance } from './plane-distance.ts';

/** A point or direction in the world: metres or unit length, right-handed, Y up, ground at y = 0. */
export type Vec3 = readonly [number, number, number];

/** A point in a picture: pixels from the top left corner; the first pixel's centre is (0.5, 0.5). */
export type PixelPoint = readonly [number, number];

/** A straight stroke drawn in a picture: x1, y1, x2, y2 in pixels. */
export type PixelSegment = readonly [number, number, number, number];

const pixel = z.number().min(-100_000).max(100_000);
const metre = z.number().min(-10_000).max(10_000);

/** A pixel position; may lie outside the picture. */
export const pixelPointSchema = z.tuple([pixel, pixel]).readonly();

/** A stroke of at least one pixel's length. */
export const pixelSegmentSchema = z
  .tuple([pixel, pixel, pixel, pixel])
  .readonly()
  .refine(([x1, y1, x2, y2]) => planeDistance([x1, y1], [x2, y2]) >= 1, 'A segment needs two different points.');

/** A place on the ground: x, z in metres. */
export const groundPointSchema = z.tuple([metre, metre]).readonly();

/** A place in the world: x, y, z in metres. */
export const worldPointSchema = z.tuple([metre, metre, metre]).readonly();

/** A width or height of a picture that H.264 4:2:0 can hold. */
export const evenSizePxSchema = z.int().min(16).max(8192).multipleOf(2);

/** A length of something that can be built. */
export const buildingLengthSchema = z.number().min(1).max(300);

/** An angle; any turn up to two full circles. */
export const angleDegSchema = z.number().min(-720).max(720);
