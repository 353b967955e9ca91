import type { Vec3 } from '../set-up/measures.ts';
import { type Facade, type PieceMeshes, surfaceKinds } from './building-model.ts';
import type { ConvexCell } from './convex-cell.ts';
import { CUT_TAG } from './fracture-element.ts';

/** What a piece's mesh needs besides its cell. */
export interface PieceToMesh {
  readonly cell: ConvexCell;
  readonly restOriginM: Vec3;
  /** Façade or roof plane of its element, −1 inside. */
  readonly facade: number;
  /** What its cut faces show. */
  readonly cutSurface: number;
}

/** Corners snap to this step, so that neighbours share them bit for bit. */
const SNAP = 2 ** 21;

/** Fans of triangles for all faces, with façade UVs where the plate shows. */
export function meshPieces(pieces: readonly PieceToMesh[], facades: readonly Facade[]): PieceMeshes {
  const positions: number[] = [];
  const indices: number[] = [];
  const surface: number[] = [];
  const facadeOf: number[] = [];
  const uv: number[] = [];
  const vertexStart = [0];
  const triangleStart = [0];
  for (const { cell, restOriginM, facade, cutSurface } of pieces) {
    const base = positions.length / 3;
    const world = cell.corners.map((value) => Math.round(value * SNAP) / SNAP);
    world.forEach((value, i) => {
      positions.push(value - (restOriginM[i % 3] ?? 0));
    });
    for (const { tag, loop } of cell.faces) {
      const kind = tag >= CUT_TAG ? cutSurface : tag;
      const picture = showsPicture(kind) ? facade : -1;
      for (let i = 2; i < loop.length; i++) {
        const triangle = [loop[0] ?? 0, loop[i - 1] ?? 0, loop[i] ?? 0];
        indices.push(...triangle.map((v) => base + v));
        surface.push(kind);
        facadeOf.push(picture);
        for (const v of triangle) uv.push(...uvOf(facades[picture], world, v));
      }
    }
    vertexStart.push(positions.length / 3);
    triangleStart.push(indices.length / 3);
  }
  return {
    positionsM: Float32Array.from(positions),
    indices: Uint32Array.from(indices),
    triangleSurface: Uint8Array.from(surface),
    triangleFacade: Int16Array.from(facadeOf),
    triangleUvM: Float32Array.from(uv),
    vertexStart: Uint32Array.from(vertexStart),
    triangleStart: Uint32Array.from(triangleStart),
  };
}

function showsPicture(kind: number): boolean {
  const name = surfaceKinds[kind];
  return name === 'facade' || name === 'pane' || name === 'roof';
}

function uvOf(facade: Facade | undefined, world: readonly number[], vertex: number): [number, number] {
  if (!facade) return [0, 0];
  const along = (axis: Vec3): number =>
    axis.reduce((sum, a, k) => sum + a * ((world[3 * vertex + k] ?? 0) - (facade.originM[k] ?? 0)), 0);
  return [along(facade.uAxis), along(facade.vAxis)];
}
