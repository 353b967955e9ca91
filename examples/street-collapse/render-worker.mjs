import { workerData } from 'node:worker_threads';
import { createTraceScene, serveWorkerJobs } from '@backlot/kernels';
import { cameraOf, sunDirectionOf } from './camera.mjs';
import { skyTexture } from './sky.mjs';
import { buildStreet } from './street.mjs';

const { layout, widthPx, samplesPerPixel } = workerData;
const sun = sunDirectionOf(layout);
const scene = createTraceScene();
const texture = scene.addTexture(skyTexture(1024, sun));
buildStreet(scene, layout);

serveWorkerJobs(({ rows }) => {
  const passes = scene.renderPaths({
    camera: cameraOf(layout, widthPx),
    sun: { direction: sun, angularRadiusDeg: 0.35, radiance: layout.sun.irradiance },
    sky: { texture },
    samplesPerPixel,
    bounces: 3,
    rows,
    seed: 1,
    clampRadiance: 6,
  });
  const result = {
    rows,
    colour: passes.colour.slice(),
    albedo: passes.albedo.slice(),
    normal: passes.normal.slice(),
    depth: passes.depth.slice(),
  };
  return { result, transfer: [result.colour.buffer, result.albedo.buffer, result.normal.buffer, result.depth.buffer] };
});
