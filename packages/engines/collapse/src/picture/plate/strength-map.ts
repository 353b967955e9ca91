import { encodeTransfer } from '@backlot/kernels';
import type { Picture } from '@backlot/media';
import { projectPoint } from '../../set-up/project-point.ts';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import type { BuildingModel } from '../../structure/building-model.ts';

/** White and black stand for this many times the usual strength, and for its inverse. */
const STRONGEST = 6;
const LEVELS = 255;
const MIDDLE = 128;
const UNPAINTED = -1;
const LUMA = [0.2126, 0.7152, 0.0722] as const;

/**
 * Times its usual strength for each piece, from a map painted on the plate: mid grey (128 of 255) leaves it as it is, darker
 * is weaker, lighter stronger, up to 6 times. The map shines through the building: what stands behind a façade is meant too.
 */
export function readStrengthMap(map: Picture, model: BuildingModel, camera: SolvedCamera): Float32Array {
  const lights = Float32Array.from(model.pieces, ({ restOriginM }) => {
    const [xPx, yPx, depthM] = projectPoint(camera, restOriginM);
    const [x, y] = [Math.floor(xPx), Math.floor(yPx)];
    const isOutside = depthM <= 0 || x < 0 || y < 0 || x >= map.widthPx || y >= map.heightPx;
    return isOutside ? UNPAINTED : lightAt(map, y * map.widthPx + x);
  });
  // As it was painted: the display's code, not its light.
  const codes = encodeTransfer(lights.map(Math.abs), 'srgb', LEVELS);
  return lights.map((light, piece) => (light === UNPAINTED ? 1 : factorOf((codes[piece] ?? MIDDLE) / LEVELS)));
}

function lightAt({ data, channels }: Picture, pixel: number): number {
  return LUMA.reduce((sum, weight, k) => sum + weight * (data[pixel * channels + k] ?? 0), 0);
}

/** 1 at mid grey; straight from there to 6 at white and to 1/6 at black. */
function factorOf(grey: number): number {
  const middle = MIDDLE / LEVELS;
  if (grey >= middle) return 1 + ((STRONGEST - 1) * (grey - middle)) / (1 - middle);
  return 1 / STRONGEST + ((1 - 1 / STRONGEST) * grey) / middle;
}
