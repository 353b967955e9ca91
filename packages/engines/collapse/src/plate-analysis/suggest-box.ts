import type { PixelPoint, Vec3 } from '../set-up/measures.ts';
import { pixelOnGround, pixelRay, projectPoint } from '../set-up/project-point.ts';
import type { SolvedCamera } from '../set-up/solved-set-up.ts';
import { addScaled, cross, dot } from '../set-up/vector.ts';
import type { SkyMask } from './find-sky.ts';
import type { PlateEdge } from './plate-edges.ts';
import { farEnd, findRoofLines, lengthOf, meetingCorner, type RoofLine } from './roof-lines.ts';

/** A block that may be the building, in the camera's world: axes along X and Z. */
export interface BoxGuess {
  /** Front left corner on the ground, x and z. */
  readonly cornerM: readonly [number, number];
  readonly widthM: number;
  readonly depthM: number;
  readonly heightM: number;
  /** Sides of which the plate shows the roof line: the others' lengths are made up. */
  readonly seenSides: 1 | 2;
}

/** What a box is looked for in. */
export interface BoxEvidence {
  readonly camera: SolvedCamera;
  readonly sky: SkyMask;
  /** Edges along X, Y and Z. */
  readonly alongX: readonly PlateEdge[];
  readonly alongY: readonly PlateEdge[];
  readonly alongZ: readonly PlateEdge[];
}

/** Upright edges this near to a corner's plumb line belong to it; a share of the width. */
const NEAR_SHARE = 0.02;
const USUAL_DEPTH_M = 10;
const RANGE_M = { side: [2, 120], height: [2.5, 150] } as const;

/**
 * The largest block whose roof line stands against the sky: two roof lines that meet in a corner, or one alone. Its foot is
 * where the upright edges below the corner end. A first guess, to be corrected; undefined where no roof meets the sky.
 */
export function suggestBox(evidence: BoxEvidence): BoxGuess | undefined {
  const fronts = findRoofLines(evidence, evidence.alongX);
  const sides = findRoofLines(evidence, evidence.alongZ);
  const guesses: { readonly box: BoxGuess; readonly lengthPx: number }[] = [];
  for (const front of fronts) {
    for (const side of sides) {
      const corner = meetingCorner(front, side);
      const box = corner && boxFromCorner(evidence, corner, front, side);
      if (box) guesses.push({ box, lengthPx: 2 * (lengthOf(front) + lengthOf(side)) });
    }
    const box = boxFromRoof(evidence, front, 'x');
    if (box) guesses.push({ box, lengthPx: lengthOf(front) });
  }
  for (const side of sides) {
    const box = boxFromRoof(evidence, side, 'z');
    if (box) guesses.push({ box, lengthPx: lengthOf(side) });
  }
  return guesses.sort((a, b) => b.lengthPx - a.lengthPx)[0]?.box;
}

function boxFromCorner(
  evidence: BoxEvidence,
  corner: PixelPoint,
  front: RoofLine,
  side: RoofLine,
): BoxGuess | undefined {
  const raised = raise(evidence, corner);
  if (!raised) return undefined;
  const { foot, heightM } = raised;
  const alongFront = atHeight(evidence.camera, farEnd(front, corner), heightM);
  const alongSide = atHeight(evidence.camera, farEnd(side, corner), heightM);
  if (!alongFront || !alongSide) return undefined;
  const across = alongFront[0] - foot[0];
  const depthM = foot[2] - alongSide[2];
  const widthM = Math.abs(across);
  if (!isBuildable(widthM, depthM, heightM)) return undefined;
  return { cornerM: [Math.min(foot[0], foot[0] + across), foot[2]], widthM, depthM, heightM, seenSides: 2 };
}

/** From one roof line, along the front (x) or along a side (z); what lies behind it is made up. */
function boxFromRoof(evidence: BoxEvidence, roof: RoofLine, axis: 'x' | 'z'): BoxGuess | undefined {
  for (const corner of [roof.left, roof.right]) {
    const raised = raise(evidence, corner);
    const end = raised && atHeight(evidence.camera, farEnd(roof, corner), raised.heightM);
    if (!raised || !end) continue;
    const { foot, heightM } = raised;
    const lengthM = axis === 'x' ? Math.abs(end[0] - foot[0]) : Math.abs(end[2] - foot[2]);
    const otherM = Math.min(USUAL_DEPTH_M, lengthM);
    if (!isBuildable(lengthM, otherM, heightM)) continue;
    if (axis === 'x') {
      return { cornerM: [Math.min(foot[0], end[0]), foot[2]], widthM: lengthM, depthM: otherM, heightM, seenSides: 1 };
    }
    const isLeft = foot[0] < evidence.camera.positionM[0];
    const cornerM = [isLeft ? foot[0] - otherM : foot[0], Math.max(foot[2], end[2])] as const;
    return { cornerM, widthM: otherM, depthM: lengthM, heightM, seenSides: 1 };
  }
  return undefined;
}

function isBuildable(widthM: number, depthM: number, heightM: number): boolean {
  const within = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;
  return within(widthM, RANGE_M.side) && within(depthM, RANGE_M.side) && within(heightM, RANGE_M.height);
}

/** The foot below a corner of the roof, where the upright edges along its plumb line end, and the height between. */
function raise({ camera, alongY }: BoxEvidence, corner: PixelPoint): { foot: Vec3; heightM: number } | undefined {
  const down = plumbDirection(camera, corner);
  const near = camera.widthPx * NEAR_SHARE;
  let lowest = 0;
  for (const { ends } of alongY) {
    for (const [x, y] of [
      [ends[0], ends[1]],
      [ends[2], ends[3]],
    ] as const) {
      const along = (x - corner[0]) * down[0] + (y - corner[1]) * down[1];
      const across = Math.abs((x - corner[0]) * down[1] - (y - corner[1]) * down[0]);
      if (across < near && along > lowest) lowest = along;
    }
  }
  const foot =
    lowest > 0 ? pixelOnGround(camera, [corner[0] + down[0] * lowest, corner[1] + down[1] * lowest]) : undefined;
  return foot && { foot, heightM: heightOver(camera, foot, corner) };
}

/** The way straight down in the picture, from a point of it. */
function plumbDirection(camera: SolvedCamera, [x, y]: PixelPoint): readonly [number, number] {
  const point = addScaled(camera.positionM, pixelRay(camera, [x, y]), 50);
  const below = projectPoint(camera, addScaled(point, [0, -1, 0], 1));
  const [dx, dy] = [below[0] - x, below[1] - y];
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  return [dx / length, dy / length];
}

function heightOver(camera: SolvedCamera, foot: Vec3, pixel: PixelPoint): number {
  const ray = pixelRay(camera, pixel);
  const normal = cross([0, 1, 0], ray);
  return dot(cross(addScaled(camera.positionM, foot, -1), ray), normal) / dot(normal, normal);
}

/** The point at a height that a pixel shows. */
function atHeight(camera: SolvedCamera, pixel: PixelPoint, heightM: number): Vec3 | undefined {
  const ray = pixelRay(camera, pixel);
  const along = (heightM - camera.positionM[1]) / ray[1];
  return along > 0 && along < 5000 ? addScaled(camera.positionM, ray, along) : undefined;
}
