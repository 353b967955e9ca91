import { deterministicMath } from '@backlot/kernels';
import type { Vec3 } from '../set-up/measures.ts';
import type { SolvedCamera } from '../set-up/solved-set-up.ts';
import { SOUND_SPEED_MS } from './air-absorption.ts';
import { panSurround } from './pan-surround.ts';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

/** How a place sounds from where the camera stands. */
export interface HeardPlace {
  readonly distanceM: number;
  /** Level over the level at one metre. */
  readonly gain: number;
  /** Samples that sound takes; 0 where the set-up wants it with the picture. */
  readonly delaySamples: number;
  /** L, R, C, Ls, Rs, at constant power. */
  readonly pan: readonly number[];
}

/** The camera as a listener. */
export type Listener = (positionM: Vec3) => HeardPlace;

/** Nearer than this, a source is a piece of the listener; level grows no more. */
const NEAREST_M = 1;
/** The picture's edges lie where the front loudspeakers stand. */
const EDGE_DEG = 30;
const DEG = 180 / Math.PI;

/**
 * Makes a listener at the camera. What stands in the picture sounds from where it is seen, its edges from the left and right
 * loudspeaker; what lies outside goes on round to the back.
 */
export function createListener(camera: SolvedCamera, { hasDelay }: { readonly hasDelay: boolean }): Listener {
  const { rotation, positionM, widthPx, focalPx } = camera;
  const edge = deterministicMath.atan2(widthPx / 2, focalPx) * DEG;
  return (place) => {
    const [dx, dy, dz] = [place[0] - positionM[0], place[1] - positionM[1], place[2] - positionM[2]];
    const along = (column: number): number =>
      dx * (rotation[column] ?? 0) + dy * (rotation[3 + column] ?? 0) + dz * (rotation[6 + column] ?? 0);
    const seenDeg = deterministicMath.atan2(along(0), -along(2)) * DEG;
    const distanceM = Math.sqrt(dx * dx + dy * dy + dz * dz);
    return {
      distanceM,
      gain: 1 / Math.max(NEAREST_M, distanceM),
      delaySamples: hasDelay ? Math.round((distanceM / SOUND_SPEED_MS) * SAMPLE_RATE_HZ) : 0,
      pan: panSurround(stretchFront(seenDeg, edge)),
    };
  };
}

/** Stretches the picture's angle to the front loudspeakers', and the rest over what is left of the circle. */
function stretchFront(seenDeg: number, edgeDeg: number): number {
  const aside = Math.abs(seenDeg);
  const turned =
    aside <= edgeDeg
      ? (aside * EDGE_DEG) / edgeDeg
      : EDGE_DEG + ((aside - edgeDeg) * (180 - EDGE_DEG)) / (180 - edgeDeg);
  return seenDeg < 0 ? -turned : turned;
}
