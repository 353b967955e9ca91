import type { CollapseParametersInput } from '../set-up/collapse-parameters.ts';
import type { PixelPoint } from '../set-up/measures.ts';
import { pixelOnGround, projectPoint } from '../set-up/project-point.ts';
import { type PlateSize, solveCamera } from '../set-up/solve-camera.ts';
import type { SolvedCamera } from '../set-up/solved-set-up.ts';
import type { NamedAxes } from './name-axes.ts';
import { pickStrokes } from './pick-strokes.ts';

/** A set-up's camera by strokes. */
export type LinesCamera = Extract<CollapseParametersInput['camera'], { kind: 'vanishing-lines' }>;

/** Most plates are taken standing. */
export const LENS_HEIGHT_M = 1.6;

/** Strokes, scale by the height of the lens, and the focal length where the strokes alone would not tell it. */
export function draftCamera(
  { points, edges, rotation, focalPx }: NamedAxes,
  picture: PlateSize,
  principalPx: PixelPoint,
): LinesCamera {
  const longSidePx = Math.max(picture.widthPx, picture.heightPx);
  const strokes = Object.fromEntries(
    (['alongX', 'alongY', 'alongZ'] as const)
      .map((name) => [name, pickStrokes(edges[name], points[name], { principalPx, longSidePx })] as const)
      .filter(([, picked]) => picked.length >= 2),
  );
  const level: SolvedCamera = { ...picture, focalPx, principalPx, rotation, positionM: [0, LENS_HEIGHT_M, 0] };
  const camera: LinesCamera = { kind: 'vanishing-lines', ...strokes, knownLength: measureLens(level) };
  return isSolvable(camera, picture, focalPx) ? camera : { ...camera, focalPx: Math.round(focalPx * 10) / 10 };
}

function isSolvable(camera: LinesCamera, picture: PlateSize, focalPx: number): boolean {
  try {
    return Math.abs(solveCamera(camera, picture).focalPx / focalPx - 1) < 0.005;
  } catch {
    return false;
  }
}

/** The plumb line from the ground to the horizon below the picture's middle: as high as the lens. */
function measureLens(camera: SolvedCamera): LinesCamera['knownLength'] {
  for (let step = 0; step <= 40; step++) {
    const ground = pixelOnGround(camera, [camera.principalPx[0], camera.heightPx * (0.9 + 0.05 * step)]);
    if (!ground) continue;
    const pixelOf = (heightM: number): PixelPoint => {
      const [x, y] = projectPoint(camera, [ground[0], heightM, ground[2]]);
      return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
    };
    return { lies: 'vertical', fromPx: pixelOf(0), toPx: pixelOf(LENS_HEIGHT_M), lengthM: LENS_HEIGHT_M };
  }
  throw new Error('The camera looks away from the ground: its axes were not checked');
}

/** The camera of a reduced picture for the plate itself, `scale` times as large. */
export function enlargeCamera(camera: LinesCamera, scale: number): LinesCamera {
  if (scale === 1) return camera;
  const longer = <Numbers extends readonly number[]>(numbers: Numbers): Numbers =>
    numbers.map((value) => Math.round(value * scale * 1000) / 1000) as unknown as Numbers;
  const { alongX, alongY, alongZ, focalPx, knownLength } = camera;
  return {
    ...camera,
    ...(alongX ? { alongX: alongX.map(longer) } : {}),
    ...(alongY ? { alongY: alongY.map(longer) } : {}),
    ...(alongZ ? { alongZ: alongZ.map(longer) } : {}),
    ...(focalPx === undefined ? {} : { focalPx: focalPx * scale }),
    knownLength: { ...knownLength, fromPx: longer(knownLength.fromPx), toPx: longer(knownLength.toPx) },
  };
}
