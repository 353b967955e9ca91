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
import type { PlatePlacer } from './plate-picture.ts';
import { finishOf, type RoomFinishes } from './room-finish.ts';

/** Tracer material numbers by what a triangle shows; façade pictures by façade id. */
export interface SurfaceMaterials {
  readonly byFacade: readonly number[];
  /** The same pictures on panes, by façade id. */
  readonly panes: readonly number[];
  readonly rooms: RoomFinishes;
  /** The plate itself, as the camera sees it at rest. */
  readonly plate: number;
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

/** What a piece's mesh needs besides the piece. */
export interface PieceSurroundings {
  readonly surfaces: SurfaceMaterials;
  /** Where the plate's camera stands. */
  readonly eyeM: Vec3;
  /** Absent before the plate's albedo is known. */
  readonly onPlate: PlatePlacer | undefined;
}

/**
 * One piece as the tracer's mesh, in the piece's own space. Window panes and reveals have no place of their own on the
 * façade's picture: they take the point that hid behind them as seen by the plate's camera, `eyeM`, so that a wall that
 * has moved a little looks as it did at rest.
 */
export function makePieceMesh(
  model: BuildingModel,
  piece: BuildingPiece,
  { surfaces, eyeM, onPlate }: PieceSurroundings,
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
    const corners = [0, 1, 2].map((k) => restPoint(piece, positions, (indices[triangle * 3 + k] ?? 0) * 3));
    const ownFacade = meshes.triangleFacade[first + triangle] ?? -1;
    const facade = model.facades[ownFacade >= 0 ? ownFacade : piece.facade];
    const seen = isRoofEdge(kind, facade) ? onPlate?.(piece.id + 1, corners) : undefined;
    if (seen) {
      materials[triangle] = surfaces.plate;
      uvs.set(seen, triangle * 6);
    } else if (kind === 'plaster' || kind === 'floor') {
      const finishes = kind === 'plaster' ? surfaces.rooms.walls : surfaces.rooms.floors;
      materials[triangle] = finishOf(finishes, meshes.triangleRoom[first + triangle] ?? 0);
    } else if (!isPlateSurface(kind)) {
      materials[triangle] = surfaces.procedural[kind];
    } else if (!facade) {
      materials[triangle] = surfaces.procedural.concrete;
    } else {
      const pictures = kind === 'pane' ? surfaces.panes : surfaces.byFacade;
      materials[triangle] = pictures[facade.id] ?? surfaces.procedural.concrete;
      uvs.set(
        corners.flatMap((corner) => cornerCoordinates(facade, seenOnFacade(facade, corner, eyeM))),
        triangle * 6,
      );
    }
  }
  return { positions, indices, uvs, materials };
}

/** Fascias, verges and soffits stand across their roof's picture. */
function isRoofEdge(kind: SurfaceKind, facade: Facade | undefined): boolean {
  return kind === 'tile' || kind === 'timber' || (kind === 'reveal' && facade?.kind === 'roof');
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
