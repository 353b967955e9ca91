import { BacklotError } from '@backlot/film';
import type { PixelPoint, Vec3 } from './measures.ts';
import type { DrawnDirections } from './solve-focal.ts';
import { fitVanishingPoint, type VanishingPoint } from './vanishing-point.ts';
import { addScaled, cross, dot, normalise } from './vector.ts';

/**
 * World from camera as nine numbers, rows first, from one to three drawn directions and the focal length.
 * X points to the right of the picture, Y up, Z towards the viewer. From one direction alone the horizon is taken as level.
 * @throws BacklotError `CAMERA_UNSOLVABLE`
 */
export function solveRotation(directions: DrawnDirections, focalPx: number, principalPx: PixelPoint): number[] {
  const axes = findAxes(directions, focalPx, principalPx);
  const squared = makeSquare(axes);
  // The axes in the camera's frame are the rows of world-from-camera.
  return squared.flat();
}

function findAxes(directions: DrawnDirections, focalPx: number, principalPx: PixelPoint): [Vec3, Vec3, Vec3] {
  const find = (segments: DrawnDirections['alongX']): Vec3 | undefined =>
    segments && toDirection(fitVanishingPoint(segments, principalPx), focalPx);
  const drawn = { x: find(directions.alongX), y: find(directions.alongY), z: find(directions.alongZ) };
  let y = drawn.y && facing(drawn.y, [0, 1, 0]);
  let x = drawn.x && facing(drawn.x, [1, 0, 0]);
  let z = drawn.z && facing(drawn.z, [0, 0, 1]);
  if (x && z && !y) {
    y = normalise(cross(z, x));
    if (y[1] < 0) {
      // A corner view from the side: Z seen towards the viewer decides less than X to the right.
      z = addScaled([0, 0, 0], z, -1);
      y = normalise(cross(z, x));
    }
  }
  if (!y) {
    const only = x ?? z;
    if (!only) throw unsolvable('no direction was drawn');
    y = raiseLevel(only);
  }
  if (!x && !z)
    throw unsolvable('upright edges alone do not tell where the building faces', 'Draw alongX or alongZ besides.');
  if (!x) x = normalise(cross(y, z ?? [0, 0, 1]));
  const back = normalise(cross(x, y));
  if (Math.abs(dot(x, y)) > 0.2 || dot(back, back) < 0.5) {
    throw unsolvable(
      'the drawn directions are not square to each other',
      'Check that each segment lies in the right list, and focalPx.',
    );
  }
  // A drawn Z refines the average unless X had to turn it.
  return [x, y, z && dot(z, back) > 0.9 ? z : back];
}

function unsolvable(problem: string, hint = 'Draw segments along two directions.'): BacklotError {
  return new BacklotError('CAMERA_UNSOLVABLE', `Camera: ${problem}`, { hint });
}

/** Up when the camera leans to neither side: square to the drawn direction and without a part to the right. */
function raiseLevel(direction: Vec3): Vec3 {
  if (direction[1] * direction[1] + direction[2] * direction[2] < 0.003) {
    throw unsolvable('edges across the view do not tell how far the camera looks up', 'Draw alongZ or alongY besides.');
  }
  return facing(normalise([0, -direction[2], direction[1]]), [0, 1, 0]);
}

function toDirection([x, y, w]: VanishingPoint, focalPx: number): Vec3 {
  return normalise([x / focalPx, -y / focalPx, -w]);
}

function facing(direction: Vec3, towards: Vec3): Vec3 {
  return dot(direction, towards) < 0 ? [-direction[0], -direction[1], -direction[2]] : direction;
}

/** The nearest rotation to three nearly square unit axes (Newton's iteration for the polar decomposition, Higham 1986). */
function makeSquare(axes: readonly [Vec3, Vec3, Vec3]): [Vec3, Vec3, Vec3] {
  let [a, b, c] = axes;
  for (let i = 0; i < 30; i++) {
    const determinant = dot(a, cross(b, c));
    const inverse = [cross(b, c), cross(c, a), cross(a, b)] as const;
    const mix = (m: Vec3, n: Vec3): Vec3 => addScaled([m[0] / 2, m[1] / 2, m[2] / 2], n, 0.5 / determinant);
    [a, b, c] = [mix(a, inverse[0]), mix(b, inverse[1]), mix(c, inverse[2])];
  }
  return [a, b, c];
}
