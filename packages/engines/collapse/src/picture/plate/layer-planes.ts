import type { Vec3 } from '../../set-up/measures.ts';
import { pixelOnGround, pixelRay, projectPoint } from '../../set-up/project-point.ts';
import type { BuildingPlan, SolvedCamera } from '../../set-up/solved-set-up.ts';
import { addScaled, cross, dot, normalise } from '../../set-up/vector.ts';
import type { RectifiedPlane } from './rectified-plane.ts';

/** Pixels of the picture that a layer fills. */
export interface PixelBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** More pixels than this and a plane is laid out coarser, as a share of the picture's own. */
const LARGEST_AREA = 1.5;
/** How far beyond the hole a plane is laid out to copy from, in sizes of the hole. */
const MARGIN = { ground: 0.9, wall: 1.2 };
/** A wall seen more from the side than this (cosine) is not laid flat. */
const LEAST_FACING = 0.35;

/**
 * The street around a hole as seen from straight above, but as much shortened along the view as the picture shortens it in
 * the hole's middle: one of its pixels is about one of the picture's there. Undefined where the hole holds no ground.
 */
export function layGround(camera: SolvedCamera, hole: PixelBounds): RectifiedPlane | undefined {
  const across = level([camera.rotation[0] ?? 1, 0, camera.rotation[6] ?? 0]);
  const corners = [
    [hole.left, hole.top],
    [hole.right, hole.top],
    [hole.left, hole.bottom],
    [hole.right, hole.bottom],
    [(hole.left + hole.right) / 2, hole.bottom],
  ] as const;
  const seen = corners.map((corner) => pixelOnGround(camera, corner)).filter((point) => point !== undefined);
  const middle = pixelOnGround(camera, [(hole.left + hole.right) / 2, (hole.top + 2 * hole.bottom) / 3]);
  if (seen.length < corners.length || !middle) return undefined;
  return layOut(camera, { middle, across, down: cross(across, [0, 1, 0]), points: seen, margin: MARGIN.ground });
}

/**
 * An upright plane through the building's middle along that of its sides which faces the camera more: on it the eaves and
 * storeys of houses that stand the same way run level. Undefined where both are seen from the side.
 */
export function layBackdrop(camera: SolvedCamera, plan: BuildingPlan, hole: PixelBounds): RectifiedPlane | undefined {
  const [first, second] = [plan.cornersM[0] ?? [0, 0], plan.cornersM[1] ?? [1, 0]];
  const side = level([second[0] - first[0], 0, second[1] - first[1]]);
  const view: Vec3 = level([-(camera.rotation[2] ?? 0), 0, -(camera.rotation[8] ?? 1)]);
  const facing = (along: Vec3): number => Math.abs(dot(cross(along, [0, 1, 0]), view));
  const turned = cross(side, [0, 1, 0]);
  const along = facing(side) >= facing(turned) ? side : turned;
  if (facing(along) < LEAST_FACING) return undefined;
  const right: Vec3 = [camera.rotation[0] ?? 1, 0, camera.rotation[6] ?? 0];
  const across = dot(along, right) < 0 ? addScaled([0, 0, 0], along, -1) : along;
  const normal = cross(across, [0, 1, 0]);
  const middleOfPlan = meanCorner(plan);
  const onPlane = (x: number, y: number): Vec3 | undefined => {
    const ray = pixelRay(camera, [x, y]);
    const along = dot(addScaled(middleOfPlan, camera.positionM, -1), normal) / dot(ray, normal);
    return along > 0 && along < 1e4 ? addScaled(camera.positionM, ray, along) : undefined;
  };
  const { left, right: rightmost, top, bottom } = hole;
  const points = [onPlane(left, top), onPlane(rightmost, top), onPlane(left, bottom), onPlane(rightmost, bottom)];
  const seen = points.filter((point) => point !== undefined);
  const middle = onPlane((left + rightmost) / 2, (top + bottom) / 2);
  if (seen.length < 4 || !middle) return undefined;
  return layOut(camera, { middle, across, down: [0, -1, 0], points: seen, margin: MARGIN.wall });
}

interface Layout {
  readonly middle: Vec3;
  readonly across: Vec3;
  readonly down: Vec3;
  readonly points: readonly Vec3[];
  readonly margin: number;
}

/** Chooses the pixel's size by the picture's in the middle, and the extent by the points that must lie within. */
function layOut(camera: SolvedCamera, { middle, across, down, points, margin }: Layout): RectifiedPlane | undefined {
  const stepM = projectPoint(camera, middle)[2] / camera.focalPx;
  const pixelsAlong = (direction: Vec3): number => {
    const [x0, y0] = projectPoint(camera, addScaled(middle, direction, -stepM));
    const [x1, y1] = projectPoint(camera, addScaled(middle, direction, stepM));
    return Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)) / 2;
  };
  const sizes = [stepM / Math.max(1e-3, pixelsAlong(across)), stepM / Math.max(1e-3, pixelsAlong(down))] as const;
  const range = (direction: Vec3): readonly [number, number] => {
    const values = points.map((point) => dot(addScaled(point, middle, -1), direction));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const more = Math.max((high - low) * margin, 24 * sizes[0]);
    return [low - more, high + more];
  };
  const [rangeX, rangeY] = [range(across), range(down)];
  const area = ((rangeX[1] - rangeX[0]) / sizes[0]) * ((rangeY[1] - rangeY[0]) / sizes[1]);
  const coarser = Math.sqrt(Math.max(1, area / (LARGEST_AREA * camera.widthPx * camera.heightPx)));
  const [pixelX, pixelY] = [sizes[0] * coarser, sizes[1] * coarser];
  const widthPx = Math.ceil((rangeX[1] - rangeX[0]) / pixelX);
  const heightPx = Math.ceil((rangeY[1] - rangeY[0]) / pixelY);
  if (!(widthPx >= 32 && heightPx >= 16 && widthPx * heightPx < 2 ** 24)) return undefined;
  return {
    originM: addScaled(addScaled(middle, across, rangeX[0]), down, rangeY[0]),
    acrossM: addScaled([0, 0, 0], across, pixelX),
    downM: addScaled([0, 0, 0], down, pixelY),
    widthPx,
    heightPx,
  };
}

function level(direction: Vec3): Vec3 {
  return normalise([direction[0], 0, direction[2]]);
}

function meanCorner({ cornersM }: BuildingPlan): Vec3 {
  const sum = cornersM.reduce((total, [x, z]) => [total[0] + x, total[1] + z] as const, [0, 0] as readonly [
    number,
    number,
  ]);
  return [sum[0] / cornersM.length, 0, sum[1] / cornersM.length];
}
