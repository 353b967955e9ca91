import { BacklotError } from '@backlot/film';
import { deterministicMath } from '@backlot/kernels';
import type { CameraParameters, KnownLength, PoseCamera, VanishingLinesCamera } from './camera-schema.ts';
import type { PixelPoint, PixelSegment, Vec3 } from './measures.ts';
import { pixelOnGround, pixelRay } from './project-point.ts';
import { type DrawnDirections, solveFocalPx } from './solve-focal.ts';
import { solveRotation } from './solve-rotation.ts';
import type { SolvedCamera } from './solved-set-up.ts';
import { addScaled, cross, dot } from './vector.ts';

/** Size of the plate in pixels. */
export interface PlateSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * The camera that took the plate, in world metres.
 * @throws BacklotError `CAMERA_UNSOLVABLE`, `VANISHING_LINES_PARALLEL`, `VANISHING_LINES_TOO_FEW`, `KNOWN_LENGTH_UNUSABLE`
 */
export function solveCamera(camera: CameraParameters, plate: PlateSize): SolvedCamera {
  const principalPx = camera.principalPx ?? [plate.widthPx / 2, plate.heightPx / 2];
  return camera.kind === 'pose' ? poseCamera(camera, plate, principalPx) : solveFromLines(camera, plate, principalPx);
}

function poseCamera(camera: PoseCamera, plate: PlateSize, principalPx: PixelPoint): SolvedCamera {
  const turns = [camera.yawDeg, camera.pitchDeg, camera.rollDeg].map((deg) => {
    const angle = (deg * Math.PI) / 180;
    return [deterministicMath.cos(angle), deterministicMath.sin(angle)] as const;
  });
  const [[cy, sy] = [1, 0], [cp, sp] = [1, 0], [cr, sr] = [1, 0]] = turns;
  // Ry(yaw) · Rx(pitch) · Rz(roll)
  const rotation = [
    cy * cr + sy * sp * sr,
    -cy * sr + sy * sp * cr,
    sy * cp,
    cp * sr,
    cp * cr,
    -sp,
    -sy * cr + cy * sp * sr,
    sy * sr + cy * sp * cr,
    cy * cp,
  ];
  return { ...plate, focalPx: camera.focalPx, principalPx, positionM: camera.positionM, rotation };
}

function solveFromLines(camera: VanishingLinesCamera, plate: PlateSize, principalPx: PixelPoint): SolvedCamera {
  const directions = collectDirections(camera);
  if (camera.focalPx === undefined && Object.keys(directions).length < 2) {
    throw new BacklotError('CAMERA_UNSOLVABLE', 'Camera: one drawn direction does not fix the focal length', {
      hint: 'Draw a second direction, or give focalPx.',
    });
  }
  const focalPx = camera.focalPx ?? solveFocalPx(directions, principalPx);
  const rotation = solveRotation(directions, focalPx, principalPx);
  const turned = { ...plate, focalPx, principalPx, rotation, positionM: [0, 1, 0] as const };
  const scale = camera.knownLength.lengthM / measureKnownLength(turned, camera.knownLength);
  const raised: SolvedCamera = { ...turned, positionM: [0, scale, 0] };
  const origin = groundAt(raised, camera.originPx ?? camera.knownLength.fromPx, 'originPx');
  return { ...raised, positionM: addScaled(raised.positionM, origin, -1) };
}

function collectDirections(camera: VanishingLinesCamera): DrawnDirections {
  const drawn: Partial<Record<keyof DrawnDirections, readonly PixelSegment[]>> = {};
  for (const axis of ['alongX', 'alongY', 'alongZ'] as const) {
    const segments = camera[axis];
    if (segments === undefined) continue;
    if (segments.length < 2) {
      throw new BacklotError(
        'VANISHING_LINES_TOO_FEW',
        `Camera: ${axis} needs two segments or more, got ${segments.length}`,
        {
          hint: 'Draw another parallel edge, as far from the first as the picture allows.',
        },
      );
    }
    drawn[axis] = segments;
  }
  return drawn;
}

/** The known length as it comes out with the camera one metre above the ground. */
function measureKnownLength(camera: SolvedCamera, known: KnownLength): number {
  const from = groundAt(camera, known.fromPx, 'knownLength.fromPx');
  const length = known.lies === 'ground' ? measureOnGround(camera, known, from) : measureUpwards(camera, known, from);
  if (length > 1e-6 && Number.isFinite(length)) return length;
  throw new BacklotError(
    'KNOWN_LENGTH_UNUSABLE',
    `Camera: the known length measures ${length.toFixed(6)} in the picture`,
    {
      hint:
        known.lies === 'vertical'
          ? 'toPx lies straight above fromPx in the world.'
          : 'fromPx and toPx must be different points.',
    },
  );
}

function measureOnGround(camera: SolvedCamera, known: KnownLength, from: Vec3): number {
  const across = addScaled(groundAt(camera, known.toPx, 'knownLength.toPx'), from, -1);
  return Math.sqrt(dot(across, across));
}

/** Height where the plumb line over `from` passes nearest to the ray through the upper point. */
function measureUpwards(camera: SolvedCamera, known: KnownLength, from: Vec3): number {
  const ray = pixelRay(camera, known.toPx);
  const up: Vec3 = [0, 1, 0];
  const normal = cross(up, ray);
  const offset = addScaled(camera.positionM, from, -1);
  return dot(cross(offset, ray), normal) / dot(normal, normal);
}

function groundAt(camera: SolvedCamera, pixel: PixelPoint, field: string): Vec3 {
  const point = pixelOnGround(camera, pixel);
  if (point) return point;
  throw new BacklotError(
    'KNOWN_LENGTH_UNUSABLE',
    `Camera: ${field} [${pixel.join(', ')}] lies at or above the horizon`,
    {
      hint: 'Take a point on the ground, below the horizon.',
    },
  );
}
