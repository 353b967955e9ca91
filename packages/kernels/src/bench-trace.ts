import { createTraceScene } from './trace-kernel.ts';
import type { TraceScene } from './trace-scene.ts';
import { type TraceCamera, traceMask } from './trace-types.ts';

/** What {@link measureTracer} found on one core. */
export interface TracerMeasurement {
  triangles: number;
  width: number;
  height: number;
  /** Camera rays and sun rays of one frame. */
  rays: number;
  /** Best of the runs, milliseconds. */
  frameMs: number;
  mraysPerSecondPerCore: number;
  /** Building the mesh's BVH, milliseconds. */
  buildMs: number;
}

/**
 * Measures the tracer on one core: 72,000 triangles, camera rays and sun shadow rays at 1280×720, the fastest of `runs`.
 * The scene: 6,000 blocks of 12 triangles stacked as a tower block on a street. `clock` gives milliseconds; the default is
 * this process's CPU time, so that other programs on the machine don't count.
 */
export function measureTracer({
  runs = 5,
  clock = cpuMs,
}: {
  runs?: number;
  clock?: () => number;
} = {}): TracerMeasurement {
  const scene = createTraceScene();
  const begin = clock();
  const triangles = buildBlocks(scene);
  const buildMs = clock() - begin;
  const camera = benchCamera();
  let frameMs = Number.POSITIVE_INFINITY;
  let rays = 0;
  for (let run = 0; run < runs; run++) {
    const start = clock();
    const passes = scene.renderLayers({
      camera,
      sun: { direction: [0.5, 0.6, 0.45] },
      skySamples: 0,
    });
    frameMs = Math.min(frameMs, clock() - start);
    if (run === 0) rays = countRays(passes.pieceCoverage, passes.normal);
  }
  scene.setInstances([]);
  return {
    triangles,
    width: camera.width,
    height: camera.height,
    rays,
    frameMs,
    mraysPerSecondPerCore: rays / frameMs / 1000,
    buildMs,
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function buildBlocks(scene: TraceScene): number {
  const corners: number[] = [];
  const indices: number[] = [];
  for (let i = 0; i < 6000; i++) {
    const [column, row, depth] = [i % 20, Math.floor(i / 20) % 30, Math.floor(i / 600)];
    // A fixed, uneven arrangement: whole-number hashing instead of random numbers.
    const shift = ((Math.imul(i + 1, 0x9e3779b1) >>> 16) & 255) / 255;
    addBlock(corners, indices, [column - 10 + 0.2 * shift, row * 0.8, depth - 5 - 0.4 * shift], [0.9, 0.75, 0.9]);
  }
  const material = scene.addMaterial({ kind: 'plain', colour: [0.5, 0.5, 0.5] });
  const mesh = scene.addMesh({
    positions: new Float32Array(corners),
    indices: new Uint32Array(indices),
    materials: material,
  });
  scene.setInstances([{ mesh, objectId: 1, mask: traceMask.piece + traceMask.shadow }]);
  scene.setFrame({ samples: 1, poses: new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]) });
  return indices.length / 3;
}

function addBlock(
  corners: number[],
  indices: number[],
  at: readonly [number, number, number],
  size: readonly [number, number, number],
): void {
  const first = corners.length / 3;
  for (let c = 0; c < 8; c++) {
    corners.push(at[0] + (c & 1 ? size[0] : 0), at[1] + (c & 2 ? size[1] : 0), at[2] + (c & 4 ? size[2] : 0));
  }
  for (const [a, b, c, d] of blockFaces) indices.push(first + a, first + b, first + c, first + a, first + c, first + d);
}

const blockFaces = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
] as const;

/** From street level, three-quarter, so that the tower fills most of the picture. */
function benchCamera(): TraceCamera {
  const [s, c] = [0.5144957554275265, 0.8574929257125441];
  return { width: 1280, height: 720, focalPx: 1000, pose: [c, 0, s, 15, 0, 1, 0, 11, -s, 0, c, 25] };
}

function countRays(coverage: Float32Array, normal: Float32Array): number {
  const [x, y, z] = [0.5, 0.6, 0.45];
  let sunRays = 0;
  for (let p = 0; p < coverage.length; p++) {
    if (!coverage[p]) continue;
    if ((normal[p * 3] ?? 0) * x + (normal[p * 3 + 1] ?? 0) * y + (normal[p * 3 + 2] ?? 0) * z > 0) sunRays++;
  }
  return coverage.length + sunRays;
}
