import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineInput } from '@backlot/engine';
import { writePng } from '@backlot/media';
import type { CollapseParametersInput } from '../set-up/collapse-parameters.ts';

/** Frames of the small take, and the number of its first. */
export const smallTake = { durationFrames: 6, firstFrame: 1001 } as const;

/** A two-storey house on a bare street, 160 × 90, that gives way at once: the smallest take that shows everything. */
export const smallCollapseParameters: CollapseParametersInput = {
  camera: { kind: 'pose', focalPx: 150, positionM: [-4, 1.7, 17], yawDeg: -12, pitchDeg: 6 },
  building: {
    plan: { kind: 'box', centreM: [0, -4], widthM: 9, depthM: 7, yawDeg: 0 },
    heightM: 7.2,
    storeys: 2,
    bays: [2, 2],
    pieceTarget: 200,
  },
  sun: { azimuthDeg: 215, elevationDeg: 42 },
  trigger: { kind: 'bottom-first', startFrame: 1, spreadFrames: 1 },
  output: { widthPx: 160, heightPx: 90, frameRate: 24, samplesPerPixel: 2, ...smallTake },
};

/** A plate for it: sky above, street below, with a fine pattern so that no two pixels are quite alike. */
export async function writeSmallPlate(folder: string): Promise<readonly EngineInput[]> {
  const [widthPx, heightPx] = [160, 90];
  const data = new Float32Array(widthPx * heightPx * 3);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    const y = Math.floor(pixel / widthPx);
    const pattern = ((pixel * 7919) % 31) / 310;
    const colour = y < 58 ? [0.3, 0.45, 0.7] : [0.2, 0.19, 0.18];
    for (const [channel, value] of colour.entries()) data[pixel * 3 + channel] = value * (0.95 + pattern);
  }
  const path = join(folder, 'plate.png');
  await writePng(path, { widthPx, heightPx, channels: 3, data });
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return [{ role: 'plate', name: 'plate.png', path, sha256, mediaType: 'image/png' }];
}
