import { describe, expect, it } from 'vitest';
import { createTraceScene } from './trace-kernel.ts';
import type { LayerPasses } from './trace-layers.ts';
import type { TraceScene } from './trace-scene.ts';
import { type TraceMaterial, type TraceTexture, traceMask } from './trace-types.ts';

const size = 32;
const standing = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
/** Sees 4 m × 4 m of the plane z = 0, straight on. */
const camera = { width: size, height: size, focalPx: 80, pose: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 10] };
const grey: TraceTexture = { width: 1, height: 1, data: Float32Array.of(0.1, 0.1, 0.1, 1) };

/** A square of 2·half metres that faces +z, at a depth. */
function square(half: number, z = 0) {
  return {
    positions: Float32Array.of(-half, -half, z, half, -half, z, half, half, z, -half, half, z),
    indices: Uint32Array.of(0, 1, 2, 0, 2, 3),
  };
}

function render(
  material: (scene: TraceScene) => TraceMaterial,
  { half = 4, z = 0, pose = standing, samples = 4, sun = [0, 0.2, 1] as [number, number, number], lid = false } = {},
): LayerPasses {
  const scene = createTraceScene();
  const number = scene.addMaterial(material(scene));
  const meshes = [scene.addMesh({ ...square(half, z), materials: number })];
  if (lid) {
    const positions = Float32Array.of(-9, 0.2, -0.01, 9, 0.2, -0.01, 9, 0.2, -1, -9, 0.2, -1);
    meshes.push(scene.addMesh({ ...square(1), positions, materials: number }));
  }
  scene.setInstances(
    meshes.map((mesh, i) => ({ mesh, objectId: i + 1, mask: traceMask.shadow + (i ? 0 : traceMask.piece) })),
  );
  const one = meshes.flatMap((_, i) => (i ? standing : pose));
  scene.setFrame({ samples, poses: Float32Array.from(Array.from({ length: samples }, () => one).flat()) });
  return scene.renderLayers({ camera, sun: { direction: sun } });
}

describe('what surfaces look like', () => {
  it('lights a pane behind the photographed wall as the wall, whatever shades the recess', () => {
    const pane = (plane?: { normal: readonly [number, number, number]; distanceM: number }) =>
      render((scene) => ({ kind: 'texture', texture: scene.addTexture(grey), ...(plane ? { plane } : {}) }), {
        z: -0.5,
        sun: [0, 1, 0.6],
        lid: true,
      });
    const middle = size * 17 + 16;
    expect(pane().pieceSun[middle]).toBe(0);
    expect(pane({ normal: [0, 0, 1], distanceM: 0 }).pieceSun[middle]).toBeGreaterThan(0.4);
  });

  it('keeps a pane that only sinks as it was, and mirrors the sky in one that has turned up to it', () => {
    const albedo = (pose: number[], isGlazed: boolean) =>
      render((scene) => ({ kind: 'texture', texture: scene.addTexture(grey), isGlazed }), { pose }).pieceAlbedo[
        3 * (size * 16 + 16)
      ];
    const sunk = [1, 0, 0, 0, 0, 1, 0, -0.5, 0, 0, 1, 0];
    const turned = [1, 0, 0, 0, 0, 0.5, 0.866, 0, 0, -0.866, 0.5, 0];
    expect(albedo(sunk, true)).toBe(albedo(sunk, false));
    expect(albedo(turned, true)).toBeGreaterThan(albedo(turned, false)! + 0.08);
  });

  it('shows rusty ends of bars in concrete only where it has bars', () => {
    const albedo = (rebarM?: number) =>
      render(() => ({ kind: 'concrete', ...(rebarM ? { rebarM } : {}) }), { samples: 16 }).pieceAlbedo;
    const bare = albedo();
    const barred = albedo(0.18);
    const stained = Array.from({ length: size * size }, (_, pixel) => pixel * 3).filter(
      (at) => barred[at + 2]! < 0.95 * bare[at + 2]!,
    );
    expect(stained.length).toBeGreaterThan(100);
    expect(barred.every((value, at) => value <= bare[at]!)).toBe(true);
    for (const at of stained) expect(barred[at]! / barred[at + 2]!).toBeGreaterThan(bare[at]! / bare[at + 2]!);
  });

  it('papers walls in stripes', () => {
    const spread = (stripeM: number): number => {
      const { pieceAlbedo } = render(() => ({ kind: 'plaster', stripeM }));
      const row = Array.from({ length: size }, (_, x) => pieceAlbedo[3 * (size * 16 + x)]!);
      return Math.max(...row) / Math.min(...row);
    };
    expect(spread(1)).toBeGreaterThan(spread(0) + 0.1);
  });

  it('roughens the light of broken faces, not their normal pass', () => {
    const sunOf = (relief: number) => render(() => ({ kind: 'concrete', relief }));
    const spread = ({ pieceSun }: LayerPasses) => Math.max(...pieceSun) - Math.min(...pieceSun);
    expect(spread(sunOf(0))).toBeLessThan(0.001);
    expect(spread(sunOf(0.5))).toBeGreaterThan(0.1);
    expect([...sunOf(0.5).normal.slice(0, 3)]).toEqual([0, 0, 1]);
  });
});

describe('samples of a pixel', () => {
  it('cover a straight edge evenly from row to row, in proportion to what it covers', () => {
    for (const samples of [1, 2, 3, 4, 8, 16]) {
      const { pieceCoverage } = render(() => ({ kind: 'plain', colour: [1, 1, 1] }), { half: 1.03125, samples });
      const rows = [10, 13, 16, 20].map((y) => [...pieceCoverage.slice(y * size, y * size + size)]);
      for (const row of rows) expect(row).toEqual(rows[0]);
      // The edges stand a quarter of a pixel beyond the middle eight pixels to either side.
      const covered = rows[0]!.reduce((sum, coverage) => sum + coverage, 0);
      expect(Math.abs(covered - 16.5)).toBeLessThanOrEqual(0.5);
    }
  });
});
