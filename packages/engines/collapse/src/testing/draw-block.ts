import { pixelRay } from '../set-up/project-point.ts';
import type { SolvedCamera } from '../set-up/solved-set-up.ts';
import { addScaled } from '../set-up/vector.ts';

/** A block on the ground, front left corner at (x, z), as the set-up counts. */
export interface DrawnBlock {
  readonly cornerM: readonly [number, number];
  readonly widthM: number;
  readonly depthM: number;
  readonly heightM: number;
}

type Rgb = readonly [number, number, number];

/** Samples a side, so that edges are soft as a lens draws them. */
const SAMPLES = 2;
const BAY_M = 3;

/** A picture of a block with windows on a bare street under a clear sky, as the camera sees it: linear RGB, 3 a pixel. */
export function drawBlock(camera: SolvedCamera, block: DrawnBlock): Float32Array {
  const data = new Float32Array(camera.widthPx * camera.heightPx * 3);
  for (let pixel = 0; pixel < data.length / 3; pixel++) {
    const [x, y] = [pixel % camera.widthPx, Math.floor(pixel / camera.widthPx)];
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
      const at = [
        x + ((sample % SAMPLES) + 0.5) / SAMPLES,
        y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES,
      ] as const;
      colourAt(camera, block, at).forEach((value, channel) => {
        data[pixel * 3 + channel] = (data[pixel * 3 + channel] ?? 0) + value / (SAMPLES * SAMPLES);
      });
    }
  }
  return data;
}

function colourAt(camera: SolvedCamera, block: DrawnBlock, pixel: readonly [number, number]): Rgb {
  const ray = pixelRay(camera, pixel);
  const [left, front] = block.cornerM;
  const [px, , pz] = camera.positionM;
  const walls = [
    { plane: front, axis: 2, isSeen: pz > front, shade: 1 },
    { plane: left, axis: 0, isSeen: px < left, shade: 0.3 },
    { plane: left + block.widthM, axis: 0, isSeen: px > left + block.widthM, shade: 0.3 },
  ] as const;
  for (const { plane, axis, isSeen, shade } of walls) {
    const along = (plane - camera.positionM[axis]) / ray[axis];
    if (!isSeen || !(along > 0)) continue;
    const [x, y, z] = addScaled(camera.positionM, ray, along);
    const across = axis === 2 ? x - left : front - z;
    const length = axis === 2 ? block.widthM : block.depthM;
    if (across < 0 || across > length || y < 0 || y > block.heightM) continue;
    const isWindow = across % BAY_M > 0.4 && across % BAY_M < 2.6 && y % BAY_M > 0.8 && y % BAY_M < 2.4;
    return isWindow ? [0.03, 0.03, 0.04] : [0.75 * shade, 0.68 * shade, 0.6 * shade];
  }
  return ray[1] > 0 ? [0.25 + 0.1 * (1 - ray[1]), 0.42, 0.75] : [0.16, 0.155, 0.15];
}
