import { deterministicMath as math } from '@backlot/kernels';

const radians = (degrees) => (degrees * Math.PI) / 180;

/** The trace camera of scene.json, scaled to a picture of another width. Yaw turns left from −Z, pitch up, roll to the left. */
export function cameraOf({ camera, plate }, widthPx = plate.widthPx) {
  const scale = widthPx / plate.widthPx;
  const [yaw, pitch] = [radians(camera.yawDeg), radians(camera.pitchDeg)];
  const [sy, cy, sp, cp] = [math.sin(yaw), math.cos(yaw), math.sin(pitch), math.cos(pitch)];
  const [x, y, z] = camera.positionM;
  return {
    width: widthPx,
    height: Math.round(plate.heightPx * scale),
    focalPx: camera.focalPx * scale,
    principalPx: camera.principalPx.map((value) => value * scale),
    pose: [cy, sy * sp, sy * cp, x, 0, cp, -sp, y, -sy, cy * sp, cy * cp, z],
  };
}

/** Unit direction towards the sun: azimuth 0 behind the scene (−Z), 90 to the right (+X), 180 behind the viewer. */
export function sunDirectionOf({ sun }) {
  const [azimuth, elevation] = [radians(sun.azimuthDeg), radians(sun.elevationDeg)];
  const level = math.cos(elevation);
  return [math.sin(azimuth) * level, math.sin(elevation), -math.cos(azimuth) * level];
}
