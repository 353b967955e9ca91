import { describe, expect, it } from 'vitest';
import type { BuildingModel, BuildingPiece } from '../structure/building-model.ts';
import { materialLimits } from '../structure/material-limits.ts';
import { createBondNetwork } from './bond-network.ts';
import { createStressState, loadPiece, usageOf } from './stress-state.ts';

const STONES = 15;
const SPAN_M = 6;
const [WIDTH_M, DEPTH_M] = [1, 0.6];
const { compressionPa, tensionPa, shearPa } = materialLimits.masonry;

/** Stones one behind the other across a gap, on a parabola of some rise or straight, between two firm abutments. */
function stonesOver(riseM: number): BuildingModel {
  const at = (t: number): [number, number] => [SPAN_M * (t - 0.5), 4 * riseM * t * (1 - t)];
  const pieces = Array.from({ length: STONES }, (_, id): BuildingPiece => {
    const [x, y] = at((id + 0.5) / STONES);
    const volumeM3 = (SPAN_M / STONES) * WIDTH_M * DEPTH_M;
    return {
      id,
      elementId: 0,
      material: 'masonry',
      storey: 0,
      facade: -1,
      volumeM3,
      massKg: 1900 * volumeM3,
      restOriginM: [x, y, 0],
      radiusM: 0.6,
    };
  });
  const joints = Array.from({ length: STONES + 1 }, (_, i) => {
    const t = i / STONES;
    const [dx, dy] = [SPAN_M, 4 * riseM * (1 - 2 * t)];
    const length = Math.sqrt(dx * dx + dy * dy);
    const [x, y] = at(t);
    // The first joint's piece lies before it, seen from the ground.
    const sign = i === 0 ? -1 : 1;
    return {
      a: Math.max(0, i - 1),
      b: i === 0 || i === STONES ? -1 : i,
      x,
      y,
      n: [(sign * dx) / length, (sign * dy) / length, 0],
    };
  });
  const fill = (value: number): Float32Array => new Float32Array(joints.length).fill(value);
  return {
    facades: [],
    elements: [],
    pieces,
    meshes: {
      positionsM: new Float32Array(),
      indices: new Uint32Array(),
      triangleSurface: new Uint8Array(),
      triangleFacade: new Int16Array(),
      triangleUvM: new Float32Array(),
      triangleRoom: new Uint16Array(),
      vertexStart: new Uint32Array(),
      triangleStart: new Uint32Array(),
    },
    bonds: {
      count: joints.length,
      pieceA: Int32Array.from(joints, ({ a }) => a),
      pieceB: Int32Array.from(joints, ({ b }) => b),
      areaM2: fill(WIDTH_M * DEPTH_M),
      centreM: Float32Array.from(joints.flatMap(({ x, y }) => [x, y, 0])),
      normal: Float32Array.from(joints.flatMap(({ n }) => n)),
      majorAxis: Float32Array.from(joints.flatMap(() => [0, 0, 1])),
      sizeM: Float32Array.from(joints.flatMap(() => [WIDTH_M, DEPTH_M])),
      compressionPa: fill(compressionPa),
      tensionPa: fill(tensionPa / 5),
      shearPa: fill(shearPa),
    },
    boundsM: { min: [-3, 0, -0.5], max: [3, 3, 0.5] },
    levelsM: [0, 3],
  };
}

function worstUsage(model: BuildingModel): number {
  const network = createBondNetwork(model);
  const state = createStressState(network);
  for (const { id, massKg } of model.pieces) loadPiece(state, id, 'standing', [0, -9.81 * massKg, 0]);
  for (let k = 0; k < 40; k++) state.solver.solve(200, 1e-6);
  return Math.max(...Array.from({ length: model.bonds.count }, (_, bond) => usageOf(state, network, bond)));
}

describe('stones in weak mortar', () => {
  it('stay up as an arch, whose thrust presses every joint shut', () => {
    expect(worstUsage(stonesOver(1.5))).toBeLessThan(0.6);
  });

  it('do not as a straight lintel across the same gap', () => {
    expect(worstUsage(stonesOver(0))).toBeGreaterThan(1.3);
  });
});
