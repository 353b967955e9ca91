import type { PixelPoint, Vec3 } from '../set-up/measures.ts';
import { pixelOnGround, pixelRay, projectPoint } from '../set-up/project-point.ts';
import type { SolvedCamera } from '../set-up/solved-set-up.ts';
import { addScaled, cross, dot } from '../set-up/vector.ts';
import type { SkyMask } from './find-sky.ts';
import type { PlateEdge } from './plate-edges.ts';

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

/** How far above and below a roof line sky and wall are looked for, and how near lines meet; shares of the width. */
const LOOK_SHARE = 0.006;
const NEAR_SHARE = 0.02;
/** A roof line is at least so long, as a share of the width. */
const LEAST_ROOF_SHARE = 0.05;
/** A roof rises above the horizon by at least this sine. */
const LEAST_RISE = 0.02;
const USUAL_DEPTH_M = 10;
const RANGE_M = { side: [2, 120], height: [2.5, 150] } as const;

/**
 * The largest block whose roof line stands against the sky: two roof lines that meet in a corner, or one alone. Its foot is
 * where the upright edges below the corner end. A first guess, to be corrected; undefined where no roof meets the sky.
 */
export function suggestBox(evidence: BoxEvidence): BoxGuess | undefined {
  const fronts = joinRoofs(evidence, evidence.alongX);
  const sides = joinRoofs(evidence, evidence.alongZ);
  const guesses: { readonly box: BoxGuess; readonly lengthPx: number }[] = [];
  for (const front of fronts) {
    for (const side of sides) {
      const corner = meet(front, side);
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

/** A roof line from its left to its right end in the picture. */
interface RoofLine {
  readonly left: PixelPoint;
  readonly right: PixelPoint;
}

function lengthOf({ left, right }: RoofLine): number {
  return distance(left, right);
}

function distance(a: PixelPoint, b: PixelPoint): number {
  const [dx, dy] = [a[0] - b[0], a[1] - b[1]];
  return Math.sqrt(dx * dx + dy * dy);
}

/** Edges with sky above and none below, joined where they go on in one line. */
function joinRoofs({ camera, sky }: BoxEvidence, edges: readonly PlateEdge[]): RoofLine[] {
  const look = Math.max(3, camera.widthPx * LOOK_SHARE);
  const isSky = (x: number, y: number): boolean => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const isInside = column >= 0 && row >= 0 && column < camera.widthPx && row < camera.heightPx;
    return isInside && sky.mask[row * camera.widthPx + column] === 1;
  };
  const roofs: RoofLine[] = [];
  for (const { ends, middle, along } of edges) {
    const up = along[0] < 0 ? ([-along[1], along[0]] as const) : ([along[1], -along[0]] as const);
    const isRoof =
      pixelRay(camera, middle)[1] > LEAST_RISE &&
      isSky(middle[0] + up[0] * look, middle[1] + up[1] * look) &&
      !isSky(middle[0] - up[0] * look, middle[1] - up[1] * look);
    if (!isRoof) continue;
    const [a, b]: readonly [PixelPoint, PixelPoint] = [
      [ends[0], ends[1]],
      [ends[2], ends[3]],
    ];
    addRoof(roofs, a[0] <= b[0] ? { left: a, right: b } : { left: b, right: a }, camera.widthPx * NEAR_SHARE);
  }
  return roofs.filter((roof) => lengthOf(roof) >= camera.widthPx * LEAST_ROOF_SHARE);
}

function addRoof(roofs: RoofLine[], roof: RoofLine, near: number): void {
  const goesOn = (other: RoofLine): boolean =>
    (distance(other.right, roof.left) < 2 * near ||
      distance(roof.right, other.left) < 2 * near ||
      overlaps(other, roof)) &&
    offLine(other, roof.left) < near / 4 &&
    offLine(other, roof.right) < near / 4;
  const at = roofs.findIndex(goesOn);
  const found = roofs[at];
  if (!found) {
    roofs.push(roof);
    return;
  }
  roofs[at] = {
    left: found.left[0] <= roof.left[0] ? found.left : roof.left,
    right: found.right[0] >= roof.right[0] ? found.right : roof.right,
  };
}

function overlaps(a: RoofLine, b: RoofLine): boolean {
  return a.left[0] <= b.right[0] && b.left[0] <= a.right[0];
}

function offLine({ left, right }: RoofLine, [x, y]: PixelPoint): number {
  const [dx, dy] = [right[0] - left[0], right[1] - left[1]];
  return Math.abs(dx * (y - left[1]) - dy * (x - left[0])) / Math.sqrt(dx * dx + dy * dy);
}

/** Where two roof lines meet, if they do at an end of each. */
function meet(one: RoofLine, other: RoofLine): PixelPoint | undefined {
  const [dx, dy] = [one.right[0] - one.left[0], one.right[1] - one.left[1]];
  const [ex, ey] = [other.right[0] - other.left[0], other.right[1] - other.left[1]];
  const across = dx * ey - dy * ex;
  if (Math.abs(across) < 1e-6) return undefined;
  const share = ((other.left[0] - one.left[0]) * ey - (other.left[1] - one.left[1]) * ex) / across;
  const point: PixelPoint = [one.left[0] + share * dx, one.left[1] + share * dy];
  const near = 0.12 * Math.min(lengthOf(one), lengthOf(other)) + 6;
  const isEnd = ({ left, right }: RoofLine): boolean => Math.min(distance(point, left), distance(point, right)) < near;
  return isEnd(one) && isEnd(other) ? point : undefined;
}

function farEnd({ left, right }: RoofLine, corner: PixelPoint): PixelPoint {
  return distance(left, corner) > distance(right, corner) ? left : right;
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
