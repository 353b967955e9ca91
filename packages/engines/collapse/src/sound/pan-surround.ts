import { deterministicMath } from '@backlot/kernels';

/** Where the loudspeakers stand (ITU-R BS.775), degrees to the right of the front, and their place in L, R, C, Ls, Rs. */
const RING = [
  { channel: 3, atDeg: -110 },
  { channel: 0, atDeg: -30 },
  { channel: 2, atDeg: 0 },
  { channel: 1, atDeg: 30 },
  { channel: 4, atDeg: 110 },
  { channel: 3, atDeg: 250 },
] as const;

/** Channels of the sound in which it is composed, in this order: left, right, centre, left and right surround. */
export const FIELD_CHANNELS = 5;

/**
 * Gains of L, R, C, Ls, Rs for a direction in degrees to the right of the front: between the two nearest loudspeakers, at
 * constant power.
 */
export function panSurround(directionDeg: number): readonly number[] {
  const gains = [0, 0, 0, 0, 0];
  const turned = directionDeg - 360 * Math.floor((directionDeg + 110) / 360);
  const right = Math.max(
    1,
    RING.findIndex(({ atDeg }) => atDeg >= turned),
  );
  const [from, to] = [RING[right - 1], RING[right]];
  if (!from || !to) return gains;
  const share = ((turned - from.atDeg) / (to.atDeg - from.atDeg)) * (Math.PI / 2);
  gains[from.channel] = deterministicMath.cos(share);
  gains[to.channel] = deterministicMath.sin(share);
  return gains;
}
