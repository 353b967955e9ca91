import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTraceScene } from './trace-kernel.ts';
import type { TraceScene } from './trace-scene.ts';
import { type TraceCamera, type TraceInstance, traceMask } from './trace-types.ts';

const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
const all = traceMask.piece + traceMask.shadow;

/** A fixed sequence of 0 … 1. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 16777216;
  };
}

function randomMesh(
  next: () => number,
  triangles: number,
  size: number,
): { positions: Float32Array; indices: Uint32Array } {
  const positions = new Float32Array(triangles * 9);
  for (let t = 0; t < triangles; t++) {
    const at = [next() * 10 - 5, next() * 10 - 5, next() * 10 - 5];
    for (let k = 0; k < 9; k++) positions[t * 9 + k] = at[k % 3]! + (next() - 0.5) * size;
  }
  return { positions, indices: Uint32Array.from({ length: triangles * 3 }, (_, i) => i) };
}

function randomRays(next: () => number, count: number): { origins: Float32Array; directions: Float32Array } {
  const origins = Float32Array.from({ length: count * 3 }, () => next() * 30 - 15);
  return { origins, directions: origins.map((from) => (next() - 0.5) * 8 - from) };
}

/** Möller–Trumbore in double precision over every triangle of every instance. */
function bruteForce(
  mesh: { positions: Float32Array; indices: Uint32Array },
  poses: number[][],
  origin: ArrayLike<number>,
  direction: ArrayLike<number>,
): { distance: number; instance: number; triangle: number } {
  let best = { distance: Infinity, instance: -1, triangle: -1 };
  poses.forEach((pose, instance) => {
    const corner = (index: number) => {
      const p = [0, 1, 2].map((k) => mesh.positions[mesh.indices[index]! * 3 + k]!);
      return [0, 1, 2].map(
        (r) => pose[r * 4]! * p[0]! + pose[r * 4 + 1]! * p[1]! + pose[r * 4 + 2]! * p[2]! + pose[r * 4 + 3]!,
      );
    };
    for (let triangle = 0; triangle < mesh.indices.length / 3; triangle++) {
      const [a, b, c] = [corner(triangle * 3), corner(triangle * 3 + 1), corner(triangle * 3 + 2)];
      const e1 = b!.map((x, k) => x - a![k]!);
      const e2 = c!.map((x, k) => x - a![k]!);
      const d = [direction[0]!, direction[1]!, direction[2]!];
      const p = cross(d, e2);
      const det = dot(e1, p);
      const s = [0, 1, 2].map((k) => origin[k]! - a![k]!);
      const u = dot(s, p) / det;
      const q = cross(s, e1);
      const v = dot(d, q) / det;
      const distance = dot(e2, q) / det;
      if (u >= 0 && v >= 0 && u + v <= 1 && distance > 0 && distance < best.distance)
        best = { distance, instance, triangle };
    }
  });
  return best;
}

const cross = (a: number[], b: number[]) => [
  a[1]! * b[2]! - a[2]! * b[1]!,
  a[2]! * b[0]! - a[0]! * b[2]!,
  a[0]! * b[1]! - a[1]! * b[0]!,
];
const dot = (a: number[], b: number[]) => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;

/** A quad of side 2·half in the plane y = 0, facing up. */
const quad = (half: number) => ({
  positions: new Float32Array([-half, 0, -half, half, 0, -half, half, 0, half, -half, 0, half]),
  indices: new Uint32Array([0, 2, 1, 0, 3, 2]),
});

/** A cube of side 2. */
const cube = {
  positions: Float32Array.from({ length: 24 }, (_, i) => ((Math.floor(i / 3) >> (i % 3)) & 1 ? 1 : -1)),
  indices: new Uint32Array([
    0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5,
  ]),
};

function place(scene: TraceScene, instances: readonly Omit<TraceInstance, 'objectId'>[], poses: number[][]): void {
  scene.setInstances(instances.map((instance, i) => ({ objectId: i + 1, ...instance })));
  scene.setFrame({ samples: 1, poses: new Float32Array(poses.flat()) });
}

/** Looks down −Z from (0, height, back). */
const cameraAt = (height: number, back: number, size = 32): TraceCamera => ({
  width: size,
  height: size,
  focalPx: size,
  pose: [1, 0, 0, 0, 0, 1, 0, height, 0, 0, 1, back],
});

describe('intersect', () => {
  it('finds the same nearest triangles as a brute-force search, through moved, turned and scaled instances', () => {
    const next = sequence(7);
    const scene = createTraceScene();
    const mesh = randomMesh(next, 150, 2);
    const material = scene.addMaterial({ kind: 'plain', colour: [1, 1, 1] });
    const number = scene.addMesh({ ...mesh, materials: material });
    const poses = [
      identity,
      [0, 0, 1, 7, 0, 1, 0, -2, -1, 0, 0, 3],
      [0.5, 0, 0, -6, 0, 0.5, 0, 4, 0, 0, 2, 1],
      [0.6, -0.8, 0, 0, 0.8, 0.6, 0, 9, 0, 0, 1, -4],
    ];
    place(
      scene,
      poses.map(() => ({ mesh: number, mask: all })),
      poses,
    );
    const rays = randomRays(next, 301);
    const hits = scene.intersect(rays);
    let found = 0;
    for (let i = 0; i < 301; i++) {
      const expected = bruteForce(mesh, poses, rays.origins.subarray(i * 3), rays.directions.subarray(i * 3));
      if (expected.instance >= 0) found++;
      expect(hits.instance[i], `ray ${i}`).toBe(expected.instance);
      expect(hits.triangle[i], `ray ${i}`).toBe(expected.triangle);
      if (expected.instance >= 0) expect(Math.abs(hits.distance[i]! - expected.distance)).toBeLessThan(1e-4);
      else expect(hits.distance[i]).toBe(Infinity);
    }
    expect(found).toBeGreaterThan(60);
    const blocked = scene.occluded(rays).slice();
    const again = scene.intersect(rays);
    expect([...blocked]).toEqual(Array.from(again.instance, (instance) => (instance >= 0 ? 1 : 0)));
  });

  it('sees only instances that share a mask bit, and none that are hidden for a frame', () => {
    const scene = createTraceScene();
    const mesh = scene.addMesh({ ...cube, materials: scene.addMaterial({ kind: 'plain', colour: [1, 1, 1] }) });
    const near = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 5];
    const ray = { origins: new Float32Array([0, 0, 20]), directions: new Float32Array([0, 0, -1]) };
    place(
      scene,
      [
        { mesh, mask: 4 },
        { mesh, mask: 1 },
      ],
      [near, identity],
    );
    expect(scene.intersect({ ...ray, mask: 4 }).distance[0]).toBe(14);
    expect(scene.intersect({ ...ray, mask: 1 }).distance[0]).toBe(19);
    expect(scene.intersect({ ...ray, mask: 2 }).instance[0]).toBe(-1);
    scene.setFrame({ samples: 1, poses: new Float32Array([...near, ...identity]), masks: new Uint8Array([0, 1]) });
    expect(scene.intersect(ray).instance[0]).toBe(1);
  });

  it('stops looking at the given distance', () => {
    const scene = createTraceScene();
    const mesh = scene.addMesh({ ...cube, materials: scene.addMaterial({ kind: 'plain', colour: [1, 1, 1] }) });
    place(scene, [{ mesh, mask: all }], [identity]);
    const rays = {
      origins: new Float32Array([0, 0, 20, 0, 0, 20]),
      directions: new Float32Array([0, 0, -1, 0, 0, -1]),
    };
    expect([...scene.occluded({ ...rays, maxDistances: new Float32Array([18.9, 19.1]) })]).toEqual([0, 1]);
  });

  it('lets no ray through the shared edges of a closed mesh', () => {
    const scene = createTraceScene();
    const mesh = scene.addMesh({ ...cube, materials: scene.addMaterial({ kind: 'plain', colour: [1, 1, 1] }) });
    place(scene, [{ mesh, mask: all }], [[0.36, 0.48, -0.8, 0.3, -0.8, 0.6, 0, 0.2, 0.48, 0.64, 0.6, 0.1]]);
    const next = sequence(3);
    const directions = Float32Array.from({ length: 30000 }, () => next() - 0.5);
    const origins = Float32Array.from({ length: 30000 }, (_, i) => [0.3, 0.2, 0.1][i % 3]!);
    expect(scene.occluded({ origins, directions }).indexOf(0)).toBe(-1);
  });

  it('never hits degenerate triangles and stands an empty scene', () => {
    const scene = createTraceScene();
    scene.setInstances([]);
    scene.setFrame({ samples: 1, poses: new Float32Array(0) });
    const ray = { origins: new Float32Array([0, 0, 5]), directions: new Float32Array([0, 0, -1]) };
    expect(scene.intersect(ray).instance[0]).toBe(-1);
    const material = scene.addMaterial({ kind: 'plain', colour: [1, 1, 1] });
    const flat = scene.addMesh({
      positions: new Float32Array([-1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]),
      indices: new Uint32Array([0, 1, 2, 1, 1, 1, 3, 1, 3]),
      materials: material,
    });
    place(scene, [{ mesh: flat, mask: all }], [identity]);
    expect(scene.intersect(ray).instance[0]).toBe(-1);
    place(scene, [{ mesh: flat, mask: all }], [new Array(12).fill(0)]);
    expect(scene.intersect(ray).instance[0]).toBe(-1);
  });

  it('refuses meshes and frames that make no sense', () => {
    const scene = createTraceScene();
    const materials = scene.addMaterial({ kind: 'plain', colour: [1, 1, 1] });
    expect(() =>
      scene.addMesh({ positions: new Float32Array([0, 0, Number.NaN]), indices: new Uint32Array(0), materials }),
    ).toThrow(/finite/);
    expect(() =>
      scene.addMesh({ positions: new Float32Array(3), indices: new Uint32Array([0, 1, 0]), materials }),
    ).toThrow(/beyond/);
    expect(() => scene.addMesh({ ...cube, materials: 9 })).toThrow(/no material 9/);
    scene.setInstances([]);
    expect(() => scene.setFrame({ samples: 17, poses: new Float32Array(0) })).toThrow(/1 … 16/);
    expect(() => scene.renderLayers({ camera: cameraAt(0, 5), sun: { direction: [0, 1, 0] } })).toThrow(/setFrame/);
  });
});

describe('renderLayers', () => {
  const sun = { direction: [0, 1, 0] as const, angularRadiusDeg: 0.01 };

  function street(piecePose: number[] | undefined): TraceScene {
    const scene = createTraceScene();
    const material = scene.addMaterial({ kind: 'concrete' });
    const ground = scene.addMesh({ ...quad(100), materials: material });
    const block = scene.addMesh({ ...cube, materials: material });
    const instances = [{ mesh: ground, mask: traceMask.catcher + traceMask.shadow }];
    place(
      scene,
      piecePose ? [...instances, { mesh: block, mask: all }] : instances,
      piecePose ? [identity, piecePose] : [identity],
    );
    return scene;
  }

  it('gives open ground the full sun and sky', () => {
    const passes = street(undefined).renderLayers({ camera: cameraAt(3, 10), sun });
    const bottom = 32 * 31 + 16;
    expect(passes.catcherCoverage[bottom]).toBe(1);
    expect(passes.catcherSun[bottom]).toBeCloseTo(1, 5);
    expect(passes.catcherSky[bottom]).toBeCloseTo(1, 5);
    expect(passes.pieceCoverage[bottom]).toBe(0);
    expect(passes.objectId[bottom]).toBe(1);
    // The ray of the lowest pixel row meets the ground 3 m below within one pixel of where geometry says.
    expect(passes.depth[bottom]).toBeGreaterThan((3 * 32) / 16);
    expect(passes.depth[bottom]).toBeLessThan((3 * 32) / 15);
    expect(passes.objectId[16]).toBe(0);
  });

  it('darkens the ground under a piece and leaves pixels that it cannot reach bit for bit', () => {
    const camera = cameraAt(3, 10);
    const open = street(undefined).renderLayers({ camera, sun });
    const now = street([1, 0, 0, 0, 0, 1, 0, 8, 0, 0, 1, 0]).renderLayers({ camera, sun });
    let shaded = 0;
    for (let p = 0; p < 32 * 32; p++) {
      if (now.catcherSun[p]! < open.catcherSun[p]!) shaded++;
      else expect(now.catcherSun[p]).toBe(open.catcherSun[p]);
    }
    expect(shaded).toBeGreaterThan(3);
    expect(shaded).toBeLessThan(200);
  });

  it('hides a piece behind a catcher', () => {
    const passes = street([1, 0, 0, 0, 0, 1, 0, -5, 0, 0, 1, 0]).renderLayers({ camera: cameraAt(3, 10), sun });
    expect(passes.pieceCoverage.every((coverage) => coverage === 0)).toBe(true);
  });

  it('takes the albedo of pieces at rest from the picture at the same pixel, of others from the texture', () => {
    const scene = createTraceScene();
    const texture = scene.addTexture({ width: 1, height: 1, data: new Uint16Array([0x3800, 0x3400, 0x3c00, 0]) });
    const mesh = scene.addMesh({ ...cube, materials: scene.addMaterial({ kind: 'texture', texture }) });
    const camera = cameraAt(0, 4, 8);
    const picture = { width: 8, height: 8, data: Float32Array.from({ length: 256 }, (_, i) => i) };
    const frame = { samples: 2, poses: new Float32Array([...identity, ...identity]) };
    scene.setInstances([{ mesh, objectId: 5, mask: all }]);
    scene.setRestPicture(picture);
    scene.setFrame({ ...frame, atRest: new Uint8Array([1]) });
    const pixel = 8 * 4 + 4;
    expect([...scene.renderLayers({ camera, sun }).pieceAlbedo.slice(pixel * 3, pixel * 3 + 3)]).toEqual([
      pixel * 4,
      pixel * 4 + 1,
      pixel * 4 + 2,
    ]);
    scene.setFrame(frame);
    expect([...scene.renderLayers({ camera, sun }).pieceAlbedo.slice(pixel * 3, pixel * 3 + 3)]).toEqual([
      0.5, 0.25, 1,
    ]);
  });

  it('tells where a moved surface was before, and exactly zero where nothing moved', () => {
    const scene = createTraceScene();
    const mesh = scene.addMesh({ ...cube, materials: scene.addMaterial({ kind: 'plain', colour: [1, 1, 1] }) });
    scene.setInstances([{ mesh, objectId: 1, mask: all }]);
    const camera = cameraAt(0, 9, 32);
    scene.setFrame({
      samples: 1,
      poses: new Float32Array(identity),
      previousPoses: new Float32Array([1, 0, 0, 0.5, 0, 1, 0, 0.25, 0, 0, 1, 0]),
    });
    const pixel = 32 * 16 + 16;
    const moved = scene.renderLayers({ camera, sun });
    expect(moved.motion[pixel * 2]).toBeCloseTo((0.5 * 32) / 8, 4);
    expect(moved.motion[pixel * 2 + 1]).toBeCloseTo((-0.25 * 32) / 8, 4);
    scene.setFrame({ samples: 1, poses: new Float32Array(identity) });
    expect(scene.renderLayers({ camera, sun }).motion[pixel * 2]).toBe(0);
  });

  it('multiplies the sun by the dust and skips pixels outside region and rectangle', () => {
    const scene = street(undefined);
    const camera = cameraAt(3, 10);
    scene.setDust({ size: [2, 2, 2], min: [-100, -1, -100], max: [100, 1, 100], data: new Uint8Array(8).fill(51) });
    const region = new Uint8Array(32 * 32).fill(1).fill(0, 32 * 31 + 16);
    const passes = scene.renderLayers({ camera, sun, region, rect: [4, 0, 28, 32] });
    expect(passes.catcherSun[32 * 31 + 15]).toBeCloseTo(0.2, 5);
    expect(passes.catcherCoverage[32 * 31 + 16]).toBe(0);
    expect(passes.catcherCoverage[32 * 31 + 3]).toBe(0);
  });

  it('keeps a wall of touching pieces bit for bit while others move about and the top level changes', () => {
    const scene = createTraceScene();
    const mesh = scene.addMesh({ ...cube, materials: scene.addMaterial({ kind: 'concrete' }) });
    const wall = Array.from({ length: 16 }, (_, i) => [
      1,
      0,
      0,
      (i % 4) * 2 - 3,
      0,
      1,
      0,
      Math.floor(i / 4) * 2 - 3,
      0,
      0,
      1,
      0,
    ]);
    const instances = [...wall, ...wall].map((_, i) => ({
      mesh,
      objectId: i + 1,
      mask: i < 16 ? all : traceMask.piece,
    }));
    scene.setInstances(instances);
    const images = [0, 7, 19].map((shift) => {
      const others = wall.map((pose, i) =>
        pose.map((value, k) => (k === 11 ? 60 + shift * (i % 5) : k === 3 ? value * shift : value)),
      );
      scene.setFrame({ samples: 1, poses: new Float32Array([...wall, ...others].flat()) });
      const passes = scene.renderLayers({ camera: cameraAt(0, 12), sun: { direction: [0.4, 0.5, 0.7] } });
      return createHash('sha256')
        .update(passes.objectId)
        .update(passes.pieceSun)
        .update(passes.pieceSky)
        .update(passes.pieceAlbedo)
        .update(passes.depth)
        .digest('hex');
    });
    expect(new Set(images).size).toBe(1);
  });

  it('gives the same bytes from a new scene, and no NaN', () => {
    const hashes = [0, 1].map(() => {
      const passes = street([0.36, 0.48, -0.8, 0.3, -0.8, 0.6, 0, 2, 0.48, 0.64, 0.6, 0.1]).renderLayers({
        camera: cameraAt(3, 10),
        sun,
      });
      const hash = createHash('sha256');
      for (const pass of Object.values(passes)) {
        if (typeof pass === 'number') continue;
        expect(pass.some((value: number) => !Number.isFinite(value))).toBe(false);
        hash.update(pass);
      }
      return hash.digest('hex');
    });
    expect(hashes[0]).toBe(hashes[1]);
  });
});

describe('renderPaths', () => {
  const noSun = { direction: [0, 1, 0] as const, radiance: [0, 0, 0] as const };

  function whiteCube(pose: number[], colour = 1): TraceScene {
    const scene = createTraceScene();
    const mesh = scene.addMesh({
      ...cube,
      materials: scene.addMaterial({ kind: 'plain', colour: [colour, colour, colour] }),
    });
    place(scene, [{ mesh, mask: all }], [pose]);
    return scene;
  }

  it('cannot see a white object under a white sky (furnace)', () => {
    const { colour } = whiteCube(identity).renderPaths({
      camera: cameraAt(0, 6, 16),
      sun: noSun,
      sky: { radiance: [1, 1, 1] },
      samplesPerPixel: 4,
      bounces: 1,
    });
    expect(Math.min(...colour)).toBeGreaterThan(0.9999);
    expect(Math.max(...colour)).toBeLessThan(1.0001);
  });

  it('keeps a closed box dark when the light is outside', () => {
    const { colour } = whiteCube([3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 3, 0]).renderPaths({
      camera: cameraAt(0, 0, 8),
      sun: { direction: [0.3, 1, 0.2], radiance: [9, 9, 9] },
      sky: { radiance: [1, 1, 1] },
      samplesPerPixel: 2,
      bounces: 4,
    });
    expect(Math.max(...colour)).toBe(0);
  });

  it('lights a grey floor by albedo · (sky + sun / π)', () => {
    const scene = createTraceScene();
    const mesh = scene.addMesh({
      ...quad(50),
      materials: scene.addMaterial({ kind: 'plain', colour: [0.5, 0.25, 0.1] }),
    });
    place(scene, [{ mesh, mask: all }], [identity]);
    const { colour, albedo, normal } = scene.renderPaths({
      camera: cameraAt(3, 5, 16),
      sun: { direction: [0, 1, 0], radiance: [3, 3, 3] },
      sky: { radiance: [1, 1, 1] },
      samplesPerPixel: 1,
    });
    const pixel = 16 * 15 + 8;
    expect(colour[pixel * 3]).toBeCloseTo(0.5 * (1 + 3 / Math.PI), 4);
    expect(albedo[pixel * 3 + 1]).toBe(0.25);
    expect([...normal.slice(pixel * 3, pixel * 3 + 3)]).toEqual([0, 1, 0]);
  });

  it('gives rows the same bytes whether rendered apart or together', () => {
    const options = {
      camera: cameraAt(0, 4, 16),
      sun: { direction: [0.3, 1, 0.2] as const, radiance: [2, 2, 2] as const },
      sky: { radiance: [0.2, 0.3, 0.5] as const },
      samplesPerPixel: 3,
    };
    const whole = whiteCube(identity, 0.7).renderPaths(options).colour.slice();
    const parts = (
      [
        [0, 5],
        [5, 16],
      ] as const
    ).map((rows) => [...whiteCube(identity, 0.7).renderPaths({ ...options, rows }).colour]);
    expect(parts.flat()).toEqual([...whole]);
  });
});
