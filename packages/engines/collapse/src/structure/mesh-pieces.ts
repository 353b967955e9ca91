import type { Vec3 } from '../set-up/measures.ts';
import { addScaled } from '../set-up/vector.ts';
import { type Facade, type PieceMeshes, surfaceKinds } from './building-model.ts';
import { type CellFace, type ConvexCell, measureFace } from './convex-cell.ts';
import { CUT_TAG } from './power-cells.ts';
import type { RoomFinder } from './rooms.ts';

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

/** How far before a face its room is looked for. */
const ROOM_DISTANCE_M = 0.08;

/** Fans of triangles for all faces, with façade UVs where the plate shows, and rooms inside. */
export function meshPieces(
  pieces: readonly PieceToMesh[],
  { facades, roomAt }: { readonly facades: readonly Facade[]; readonly roomAt: RoomFinder },
): PieceMeshes {
  const meshes = reserve(pieces);
  let vertex = 0;
  let triangle = 0;
  for (const [number, piece] of pieces.entries()) {
    const { cell, restOriginM, facade } = piece;
    const base = vertex;
    const world = Float64Array.from(cell.corners, (value) => Math.round(value * SNAP) / SNAP);
    for (let i = 0; i < world.length; i++) meshes.positionsM[3 * base + i] = at(world, i) - at(restOriginM, i % 3);
    vertex += world.length / 3;
    for (const face of cell.faces) {
      const kind = face.tag >= CUT_TAG ? piece.cutSurface : face.tag;
      const picture = showsPicture(kind) ? facade : -1;
      const room = facesRoom(kind) && face.tag < CUT_TAG ? findRoom(cell, face, roomAt) : 0;
      const { loop } = face;
      for (let i = 2; i < loop.length; i++) {
        meshes.triangleSurface[triangle] = kind;
        meshes.triangleFacade[triangle] = picture;
        meshes.triangleRoom[triangle] = room;
        for (const [k, v] of [at(loop, 0), at(loop, i - 1), at(loop, i)].entries()) {
          meshes.indices[3 * triangle + k] = base + v;
          writeUv(meshes.triangleUvM, 6 * triangle + 2 * k, facades[picture], world, v);
        }
        triangle++;
      }
    }
    meshes.vertexStart[number + 1] = vertex;
    meshes.triangleStart[number + 1] = triangle;
  }
  return meshes;
}

function reserve(pieces: readonly PieceToMesh[]): PieceMeshes {
  let vertices = 0;
  let triangles = 0;
  for (const { cell } of pieces) {
    vertices += cell.corners.length / 3;
    for (const { loop } of cell.faces) triangles += loop.length - 2;
  }
  return {
    positionsM: new Float32Array(3 * vertices),
    indices: new Uint32Array(3 * triangles),
    triangleSurface: new Uint8Array(triangles),
    triangleFacade: new Int16Array(triangles),
    triangleUvM: new Float32Array(6 * triangles),
    triangleRoom: new Uint16Array(triangles),
    vertexStart: new Uint32Array(pieces.length + 1),
    triangleStart: new Uint32Array(pieces.length + 1),
  };
}

function facesRoom(kind: number): boolean {
  return surfaceKinds[kind] === 'plaster' || surfaceKinds[kind] === 'floor';
}

function findRoom(cell: ConvexCell, face: CellFace, roomAt: RoomFinder): number {
  const { centre, normal } = measureFace(cell, face);
  return roomAt(addScaled(centre, normal, ROOM_DISTANCE_M));
}

function showsPicture(kind: number): boolean {
  const name = surfaceKinds[kind];
  return name === 'facade' || name === 'pane' || name === 'roof';
}

function writeUv(uvM: Float32Array, to: number, facade: Facade | undefined, world: Float64Array, vertex: number): void {
  if (!facade) return;
  const { originM, uAxis, vAxis } = facade;
  let [u, v] = [0, 0];
  for (const k of [0, 1, 2] as const) {
    const offset = at(world, 3 * vertex + k) - originM[k];
    u += offset * uAxis[k];
    v += offset * vAxis[k];
  }
  uvM[to] = u;
  uvM[to + 1] = v;
}

/** Element of a list whose index is known to be inside. */
function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}
