import type { Vec3 } from '../set-up/measures.ts';
import { type CellFace, type ConvexCell, measureFace } from './convex-cell.ts';

/** A face of a piece that may lie against another element's. */
export interface OuterFace {
  readonly piece: number;
  readonly elementId: number;
  readonly cell: ConvexCell;
  readonly face: CellFace;
  readonly normal: Vec3;
  readonly centre: Vec3;
  /** Least x, y, z, then greatest. */
  readonly bounds: readonly number[];
}

const CUBE_M = 1.5;
/** Keys of cubes stay below 2⁵³: 2¹⁷ cubes along each axis. */
const CUBES_AXIS = 2 ** 17;
const TOUCH_M = 1e-4;

/** Measures a face once, for all comparisons. */
export function describeOuterFace(
  owner: { readonly piece: number; readonly elementId: number },
  cell: ConvexCell,
  face: CellFace,
): OuterFace {
  const { normal, centre } = measureFace(cell, face);
  return { ...owner, cell, face, normal, centre, bounds: boundsOf(cell, face) };
}

/** Calls `visit` once for each pair of faces of different elements that look at each other within reach of touching; in a fixed order. */
export function forEachFacingPair(faces: readonly OuterFace[], visit: (a: OuterFace, b: OuterFace) => void): void {
  const cubes = new Map<number, OuterFace[]>();
  for (const face of faces) {
    forEachCube(face.bounds, (i, j, k) => {
      const key = (i * CUBES_AXIS + j) * CUBES_AXIS + k;
      const list = cubes.get(key);
      if (!list) {
        cubes.set(key, [face]);
        return;
      }
      for (const other of list) if (isMeetingCube(face, other, i, j, k) && areFacing(other, face)) visit(other, face);
      list.push(face);
    });
  }
}

function boundsOf({ corners }: ConvexCell, { loop }: CellFace): number[] {
  const bounds = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (const v of loop) {
    for (let k = 0; k < 3; k++) {
      const value = corners[3 * v + k] ?? 0;
      if (value - TOUCH_M < (bounds[k] ?? 0)) bounds[k] = value - TOUCH_M;
      if (value + TOUCH_M > (bounds[k + 3] ?? 0)) bounds[k + 3] = value + TOUCH_M;
    }
  }
  return bounds;
}

function cubeOf(value: number): number {
  return Math.floor(value / CUBE_M) + CUBES_AXIS / 2;
}

function forEachCube(bounds: readonly number[], visit: (i: number, j: number, k: number) => void): void {
  const cubeAt = (n: number): number => cubeOf(bounds[n] ?? 0);
  for (let i = cubeAt(0); i <= cubeAt(3); i++)
    for (let j = cubeAt(1); j <= cubeAt(4); j++) for (let k = cubeAt(2); k <= cubeAt(5); k++) visit(i, j, k);
}

/** Of the cubes that two faces share, the one with the least numbers speaks for the pair. */
function isMeetingCube(a: OuterFace, b: OuterFace, i: number, j: number, k: number): boolean {
  const least = (axis: 0 | 1 | 2): number => cubeOf(Math.max(a.bounds[axis] ?? 0, b.bounds[axis] ?? 0));
  return least(0) === i && least(1) === j && least(2) === k;
}

function areFacing(a: OuterFace, b: OuterFace): boolean {
  if (a.elementId === b.elementId) return false;
  const [nx, ny, nz] = a.normal;
  if (nx * b.normal[0] + ny * b.normal[1] + nz * b.normal[2] > -0.9999) return false;
  const gap = nx * (b.centre[0] - a.centre[0]) + ny * (b.centre[1] - a.centre[1]) + nz * (b.centre[2] - a.centre[2]);
  if (Math.abs(gap) > TOUCH_M) return false;
  for (let k = 0; k < 3; k++) {
    if ((a.bounds[k] ?? 0) > (b.bounds[k + 3] ?? 0) || (b.bounds[k] ?? 0) > (a.bounds[k + 3] ?? 0)) return false;
  }
  return true;
}
