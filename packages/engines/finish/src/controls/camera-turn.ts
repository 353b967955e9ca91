import { deterministicMath } from '@backlot/kernels';

/** Rows of the rotation from the world to the camera: right, up, towards the viewer. */
export type CameraTurn = readonly [number, number, number, number, number, number, number, number, number];

/** The inverse of Ry(yaw) · Rx(pitch) · Rz(roll), which turns a camera that looks along −Z. */
export function turnToCamera(camera: {
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly rollDeg: number;
}): CameraTurn {
  const [yaw, pitch, roll] = [camera.yawDeg, camera.pitchDeg, camera.rollDeg].map((deg) => {
    const angle = (deg * Math.PI) / 180;
    return { s: deterministicMath.sin(angle), c: deterministicMath.cos(angle) };
  }) as [Turn, Turn, Turn];
  return [
    yaw.c * roll.c + yaw.s * pitch.s * roll.s,
    pitch.c * roll.s,
    -yaw.s * roll.c + yaw.c * pitch.s * roll.s,
    -yaw.c * roll.s + yaw.s * pitch.s * roll.c,
    pitch.c * roll.c,
    yaw.s * roll.s + yaw.c * pitch.s * roll.c,
    yaw.s * pitch.c,
    -pitch.s,
    yaw.c * pitch.c,
  ];
}

interface Turn {
  readonly s: number;
  readonly c: number;
}
