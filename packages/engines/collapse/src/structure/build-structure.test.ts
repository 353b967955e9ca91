import { describe, expect, it } from 'vitest';
import type { BuildingPlan } from '../set-up/solved-set-up.ts';
import { buildingForms, lShapedPlan, threeStoreyPlan } from '../testing/building-plans.ts';
import { buildStructure } from './build-structure.ts';
import { type BuildingModel, surfaceKinds } from './building-model.ts';

const sixStoreys: BuildingPlan = {
  ...threeStoreyPlan,
  heightM: 21,
  storeys: 6,
  levelsM: [0, 3.6, 6.9, 10.2, 13.5, 16.8, 20.2],
  pieceTarget: 1600,
};
/** What blocks hide of each other's façades, by façade. */
const hiddenM2: Record<string, Record<number, number>> = {
  'a U of flat-roofed blocks': { 1: 75, 2: 90, 7: 75, 8: 90 },
  'an L under gable roofs that meet in valleys': { 2: 90, 4: 90 },
  'a gabled block with a lower frame beside it': { 1: 75, 7: 75 },
};
const large = buildStructure(sixStoreys, 7);

describe.each([
  ['a block of six storeys', sixStoreys, large] as const,
  ...buildingForms.map(([name, plan]) => [name, plan, buildStructure(plan, 7)] as const),
])('the structure of %s', (name, plan, model) => {
  it('cuts every element into pieces whose volumes add up to its own within 1e-6', () => {
    const sums = model.elements.map(() => 0);
    for (const { elementId, volumeM3 } of model.pieces) sums[elementId]! += volumeM3;
    for (const { id, volumeM3 } of model.elements) expect(Math.abs(sums[id]! / volumeM3 - 1)).toBeLessThan(1e-6);
  });

  it('makes closed, outward-wound, convex pieces', () => {
    for (const piece of model.pieces) {
      const mesh = readMesh(model, piece.id);
      const edges = new Set(mesh.triangles.flatMap(([a, b, c]) => [`${a},${b}`, `${b},${c}`, `${c},${a}`]));
      for (const edge of edges) expect(edges.has(edge.split(',').reverse().join(','))).toBe(true);
      expect(edges.size).toBe(3 * mesh.triangles.length);
      expect(meshVolume(mesh) / piece.volumeM3).toBeCloseTo(1, 3);
      expect(worstBulge(mesh)).toBeLessThan(2e-4);
    }
  });

  it('shares the corners of cut faces bit for bit between neighbours', () => {
    const { pieceA, pieceB, count } = model.bonds;
    let shared = 0;
    for (let i = 0; i < count; i += 7) {
      const [a, b] = [model.pieces[pieceA[i]!]!, model.pieces[pieceB[i]!]];
      if (!b || a.elementId !== b.elementId) continue;
      const corners = new Set(worldCorners(model, a.id));
      expect(worldCorners(model, b.id).filter((c) => corners.has(c)).length).toBeGreaterThanOrEqual(3);
      shared++;
    }
    expect(shared).toBeGreaterThan(3);
  });

  it('holds together: every piece is bonded, over others, to the ground', () => {
    const { pieceA, pieceB, count } = model.bonds;
    const links = model.pieces.map((): number[] => []);
    const reached = new Set<number>();
    for (let i = 0; i < count; i++) {
      if (pieceB[i]! < 0) reached.add(pieceA[i]!);
      else {
        links[pieceA[i]!]!.push(pieceB[i]!);
        links[pieceB[i]!]!.push(pieceA[i]!);
      }
    }
    for (const piece of reached) for (const next of links[piece]!) reached.add(next);
    expect(reached.size).toBe(model.pieces.length);
  });

  it('gives façade triangles UVs in metres that fit their façade', () => {
    const { triangleFacade, triangleSurface, triangleUvM } = model.meshes;
    triangleFacade.forEach((id, t) => {
      const kind = surfaceKinds[triangleSurface[t]!];
      expect(id >= 0).toBe(kind === 'facade' || kind === 'roof' || kind === 'pane');
      if (id < 0) return;
      const facade = model.facades[id]!;
      for (let k = 0; k < 6; k += 2) {
        expect(triangleUvM[6 * t + k]!).toBeGreaterThan(-1e-3);
        expect(triangleUvM[6 * t + k]!).toBeLessThan(facade.widthM + 1e-3);
        expect(triangleUvM[6 * t + k + 1]!).toBeLessThan(facade.heightM + 1e-3);
      }
    });
  });

  it('numbers the rooms that plaster and floors face, many to a building', () => {
    const { triangleRoom, triangleSurface } = model.meshes;
    const inside = { all: 0, roomed: 0 };
    triangleRoom.forEach((room, t) => {
      const kind = surfaceKinds[triangleSurface[t]!];
      if (kind !== 'plaster' && kind !== 'floor') expect(room).toBe(0);
      else {
        inside.all++;
        if (room > 0) inside.roomed++;
      }
    });
    expect(inside.roomed / inside.all).toBeGreaterThan(0.6);
    expect(new Set(triangleRoom).size).toBeGreaterThan(plan.storeys * 2);
  });

  it('covers what is seen of each façade with its openings, and no place twice', () => {
    const { triangleFacade, triangleUvM } = model.meshes;
    const covered = model.facades.map(() => 0);
    triangleFacade.forEach((id, t) => {
      if (id < 0) return;
      const [u1, v1, u2, v2, u3, v3] = triangleUvM.subarray(6 * t, 6 * t + 6) as unknown as number[];
      const area = ((u2! - u1!) * (v3! - v1!) - (u3! - u1!) * (v2! - v1!)) / 2;
      expect(area).toBeGreaterThan(-1e-6);
      covered[id]! += area;
    });
    const blocks = [plan, ...plan.wings];
    const walls = blocks.flatMap((block) => block.cornersM.map((_, side) => ({ block, side })));
    for (const [id, { block, side }] of walls.entries()) {
      const { widthM } = model.facades[id]!;
      const isGable = block.roof.kind === 'gable' && side % 2 !== block.roof.eavesSide;
      const gableM2 = isGable && block.roof.kind === 'gable' ? (widthM * (block.roof.ridgeM - 0.14)) / 2 : 0;
      expect(covered[id], `façade ${id}`).toBeCloseTo(
        widthM * block.heightM + gableM2 - (hiddenM2[name]?.[id] ?? 0),
        3,
      );
    }
    for (const { id, kind, widthM, heightM } of model.facades)
      if (kind === 'roof') expect(covered[id]! / (widthM * heightM)).toBeGreaterThan(0.3);
  });
});

describe('the structure', () => {
  it('has about as many pieces as asked for', () => {
    expect(large.pieces.length).toBeGreaterThanOrEqual(1500);
    expect(large.pieces.length).toBeLessThan(1750);
    expect(buildStructure({ ...sixStoreys, pieceTarget: 3000 }, 7).pieces.length).toBeGreaterThan(2800);
  });

  it('is the same for the same seed and another for another', () => {
    const small = buildStructure(lShapedPlan, 7);
    expect(buildStructure(lShapedPlan, 7)).toEqual(small);
    expect(buildStructure(lShapedPlan, 8).meshes.positionsM).not.toEqual(small.meshes.positionsM);
  });
});

interface Mesh {
  corners: number[][];
  triangles: [number, number, number][];
}

function readMesh({ meshes }: BuildingModel, piece: number): Mesh {
  const [v0, v1] = [meshes.vertexStart[piece]!, meshes.vertexStart[piece + 1]!];
  const corners = Array.from({ length: v1 - v0 }, (_, i) => [
    ...meshes.positionsM.subarray(3 * (v0 + i), 3 * (v0 + i) + 3),
  ]);
  const triangles: [number, number, number][] = [];
  for (let t = meshes.triangleStart[piece]!; t < meshes.triangleStart[piece + 1]!; t++) {
    triangles.push([0, 1, 2].map((k) => meshes.indices[3 * t + k]! - v0) as [number, number, number]);
  }
  return { corners, triangles };
}

function worldCorners(model: BuildingModel, piece: number): string[] {
  const origin = model.pieces[piece]!.restOriginM;
  return readMesh(model, piece).corners.map((c) => c.map((v, k) => Math.fround(v + origin[k]!)).join());
}

function cross(a: number[], b: number[], c: number[]): number[] {
  const [u, v] = [b.map((x, k) => x - a[k]!), c.map((x, k) => x - a[k]!)];
  return [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, x, k) => sum + x * b[k]!, 0);
}

function meshVolume({ corners, triangles }: Mesh): number {
  return triangles.reduce(
    (sum, [a, b, c]) => sum + dot(corners[a]!, cross([0, 0, 0], corners[b]!, corners[c]!)) / 6,
    0,
  );
}

/** How far a corner stands out of a triangle's plane, metres; slivers are left out. */
function worstBulge({ corners, triangles }: Mesh): number {
  let worst = 0;
  for (const [a, b, c] of triangles) {
    const normal = cross(corners[a]!, corners[b]!, corners[c]!);
    const length = Math.sqrt(dot(normal, normal));
    if (length < 2e-2) continue;
    for (const p of corners)
      worst = Math.max(
        worst,
        dot(
          normal,
          p.map((x, k) => x - corners[a]![k]!),
        ) / length,
      );
  }
  return worst;
}
