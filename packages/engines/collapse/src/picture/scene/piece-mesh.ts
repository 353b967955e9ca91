import type { TraceMesh } from '@backlot/kernels';
import {
  type BuildingModel,
  type BuildingPiece,
  type Facade,
  type SurfaceKind,
  surfaceKinds,
} from '../../structure/building-model.ts';
import { textureCoordinates } from './facade-atlas.ts';

/** Tracer material numbers by what a triangle shows; façade pictures by façade id. */
export interface SurfaceMaterials {
  readonly byFacade: readonly number[];
  readonly procedural: Readonly<Record<Exclude<SurfaceKind, PlateSurface>, number>>;
}

/** Surfaces that the plate shows while the building stands; they take its picture. */
type PlateSurface = 'facade' | 'roof' | 'reveal' | 'pane';

const PLATE_SURFACES: ReadonlySet<SurfaceKind> = new Set<SurfaceKind>(['facade', 'roof', 'reveal', 'pane']);

/** Tells whether a triangle of this kind shows the plate while the building stands. */
function isPlateSurface(kind: SurfaceKind): kind is PlateSurface {
  return PLATE_SURFACES.has(kind);
}

/**
 * One piece as the tracer's mesh, in the piece's own space. Window panes and reveals have no place of their own on the
 * façade's picture: they take the point in front of them, so that a falling wall keeps its windows.
 */
export function makePieceMesh(model: BuildingModel, piece: BuildingPiece, surfaces: SurfaceMaterials): TraceMesh {
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
    materials[triangle] = surfaces.byFacade[facade.id] ?? surfaces.procedural.concrete;
    for (let corner = 0; corner < 3; corner++) {
      const vertex = (indices[triangle * 3 + corner] ?? 0) * 3;
      const uv = cornerCoordinates(facade, piece, positions, vertex);
      uvs[triangle * 6 + corner * 2] = uv[0];
      uvs[triangle * 6 + corner * 2 + 1] = uv[1];
    }
  }
  return { positions, indices, uvs, materials };
}

function cornerCoordinates(
  facade: Facade,
  piece: BuildingPiece,
  positions: Float32Array,
  vertex: number,
): readonly [number, number] {
  let uM = 0;
  let vM = 0;
  for (let axis = 0; axis < 3; axis++) {
    const offset = (piece.restOriginM[axis] ?? 0) + (positions[vertex + axis] ?? 0) - (facade.originM[axis] ?? 0);
    uM += offset * (facade.uAxis[axis] ?? 0);
    vM += offset * (facade.vAxis[axis] ?? 0);
  }
  return textureCoordinates(facade, uM, vM);
}
