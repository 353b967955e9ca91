import type { TraceMesh } from '@backlot/kernels';
import type { Vec3 } from '../../set-up/measures.ts';
import { addScaled, dot } from '../../set-up/vector.ts';
import {
  type BuildingModel,
  type BuildingPiece,
  type Facade,
  type SurfaceKind,
  surfaceKinds,
} from '../../structure/building-model.ts';
import { textureCoordinates } from './facade-atlas.ts';
import { finishOf, type RoomFinishes } from './room-finish.ts';

/** Tracer material numbers by what a triangle shows; façade pictures by façade id. */
export interface SurfaceMaterials {
  readonly byFacade: readonly number[];
  /** The same pictures on panes, by façade id. */
  readonly panes: readonly number[];
  readonly rooms: RoomFinishes;
  readonly procedural: Readonly<Record<Exclude<SurfaceKind, PlateSurface | RoomSurface>, number>>;
}

/** Surfaces that the plate shows while the building stands; they take its picture. */
type PlateSurface = 'facade' | 'roof' | 'reveal' | 'pane';

/** Surfaces of rooms, each finished as its room is. */
type RoomSurface = 'plaster' | 'floor';

const PLATE_SURFACES: ReadonlySet<SurfaceKind> = new Set<SurfaceKind>(['facade', 'roof', 'reveal', 'pane']);

/** A façade seen from nearer its plane is seen edge-on: lines of sight say nothing. */
const LEAST_DISTANCE_M = 0.5;

/** Tells whether a triangle of this kind shows the plate while the building stands. */
function isPlateSurface(kind: SurfaceKind): kind is PlateSurface {
  return PLATE_SURFACES.has(kind);
}

/**
 * One piece as the tracer's mesh, in the piece's own space. Window panes and reveals have no place of their own on the
 * façade's picture: they take the point that hid behind them as seen by the plate's camera, `eyeM`, so that a wall that
 * has moved a little looks as it did at rest.
 */
export function makePieceMesh(
  model: BuildingModel,
  piece: BuildingPiece,
  { surfaces, eyeM }: { readonly surfaces: SurfaceMaterials; readonly eyeM: Vec3 },
): TraceMesh {
  const { meshes } = model;
  const vertexStart = meshes.vertexStart[piece.id] ?? 0;
  const first = meshes.triangleStart[piece.id] ?? 0;
  const count = (meshes.triangleStart[piece.id + 1] ?? first) - first;
  const positions = meshes.positionsM.slice(vertexStart * 3, (meshes.vertexStart[piece.id + 1] ?? vertexStart) * 3);
  const indices = meshes.indices.slice(first * 3, (first + count) * 3).map((index) => index - vertexStart);
  const uvs = new Float32Array(count * 6);
  const materials = new Uint16Array(count);
  for (let triangle = 0; triangle < count; triangle++) {
    const kind = surfaceKinds[meshes.triangleSurface[first + triangle] ?? 0] ?? 'concrete';
    if (kind === 'plaster' || kind === 'floor') {
      const finishes = kind === 'plaster' ? surfaces.rooms.walls : surfaces.rooms.floors;
      materials[triangle] = finishOf(finishes, meshes.triangleRoom[first + triangle] ?? 0);
      continue;
    }
    if (!isPlateSurface(kind)) {
      materials[triangle] = surfaces.procedural[kind];
      continue;
    }
    const ownFacade = meshes.triangleFacade[first + triangle] ?? -1;
    const facade = model.facades[ownFacade >= 0 ? ownFacade : piece.facade];
    if (!facade) {
      materials[triangle] = surfaces.procedural.concrete;
      continue;
    }
    const pictures = kind === 'pane' ? surfaces.panes : surfaces.byFacade;
    materials[triangle] = pictures[facade.id] ?? surfaces.procedural.concrete;
    for (let corner = 0; corner < 3; corner++) {
      const vertex = (indices[triangle * 3 + corner] ?? 0) * 3;
      const uv = cornerCoordinates(facade, seenOnFacade(facade, restPoint(piece, positions, vertex), eyeM));
      uvs[triangle * 6 + corner * 2] = uv[0];
      uvs[triangle * 6 + corner * 2 + 1] = uv[1];
    }
  }
  return { positions, indices, uvs, materials };
}

function restPoint({ restOriginM }: BuildingPiece, positions: Float32Array, vertex: number): Vec3 {
  const at = (axis: 0 | 1 | 2): number => restOriginM[axis] + (positions[vertex + axis] ?? 0);
  return [at(0), at(1), at(2)];
}

/** Where the line of sight from the eye to a point meets the façade's plane; the point itself where the eye is not in front. */
function seenOnFacade({ originM, normal }: Facade, point: Vec3, eyeM: Vec3): Vec3 {
  const behind = dot(normal, originM) - dot(normal, point);
  const before = dot(normal, eyeM) - dot(normal, originM);
  if (before < LEAST_DISTANCE_M || behind <= 0) return point;
  const share = behind / (before + behind);
  return addScaled(point, [eyeM[0] - point[0], eyeM[1] - point[1], eyeM[2] - point[2]], share);
}

function cornerCoordinates(facade: Facade, point: Vec3): readonly [number, number] {
  const offset = addScaled(point, facade.originM, -1);
  return textureCoordinates(facade, dot(offset, facade.uAxis), dot(offset, facade.vAxis));
}
