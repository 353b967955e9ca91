import type { PixelPoint } from '../set-up/measures.ts';
import { pixelRay } from '../set-up/project-point.ts';
import type { SolvedCamera } from '../set-up/solved-set-up.ts';
import type { SkyMask } from './find-sky.ts';
import type { PlateEdge } from './plate-edges.ts';

/** What roofs are told by. */
interface RoofEvidence {
  readonly camera: SolvedCamera;
  readonly sky: SkyMask;
}

/** How far above and below a roof line sky and wall are looked for, and how near lines meet; shares of the width. */
const LOOK_SHARE = 0.006;
const NEAR_SHARE = 0.02;
/** A roof line is at least so long, as a share of the width. */
const LEAST_ROOF_SHARE = 0.05;
/** A roof rises above the horizon by at least this sine. */
const LEAST_RISE = 0.02;
/** A roof line from its left to its right end in the picture. */
export interface RoofLine {
  readonly left: PixelPoint;
  readonly right: PixelPoint;
}

/** Length in pixels. */
export function lengthOf({ left, right }: RoofLine): number {
  return distance(left, right);
}

function distance(a: PixelPoint, b: PixelPoint): number {
  const [dx, dy] = [a[0] - b[0], a[1] - b[1]];
  return Math.sqrt(dx * dx + dy * dy);
}

/** Edges with sky above and none below, joined where they go on in one line. */
export function findRoofLines({ camera, sky }: RoofEvidence, edges: readonly PlateEdge[]): RoofLine[] {
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
export function meetingCorner(one: RoofLine, other: RoofLine): PixelPoint | undefined {
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

/** The end that lies away from a corner. */
export function farEnd({ left, right }: RoofLine, corner: PixelPoint): PixelPoint {
  return distance(left, corner) > distance(right, corner) ? left : right;
}
