import type { Vec3 } from '../set-up/measures.ts';

/** What a piece is made of. */
export type PieceMaterial = 'masonry' | 'concrete' | 'glass' | 'frame' | 'plaster' | 'roofing';

/**
 * What a triangle shows. `facade` and `roof` carry the plate; all others are procedural, anchored in rest space:
 * `reveal` and `pane` are seen on the standing building, but lie behind the façade's plane; `plaster` is an inner wall or
 * ceiling finish, `floor` a floor's, `timber` a roof's underside; the rest are broken faces.
 */
export const surfaceKinds = [
  'facade',
  'roof',
  'reveal',
  'pane',
  'plaster',
  'floor',
  'brick',
  'concrete',
  'glass',
  'timber',
  'tile',
] as const;
export type SurfaceKind = (typeof surfaceKinds)[number];

export type ElementKind =
  | 'pier'
  | 'spandrel'
  | 'pane'
  | 'slab'
  | 'roof-slab'
  | 'column'
  | 'inner-wall'
  | 'parapet'
  | 'panel'
  | 'beam'
  | 'core-wall'
  | 'stair'
  | 'partition'
  | 'gable'
  | 'wall-plate'
  | 'rafter'
  | 'roof-plane';

/** A side of the building as one flat picture: world = originM + u·uAxis + v·vAxis. */
export interface Facade {
  /** Index in `BuildingModel.facades`, as in `triangleFacade`. */
  readonly id: number;
  readonly kind: 'wall' | 'roof';
  readonly originM: Vec3;
  readonly uAxis: Vec3;
  readonly vAxis: Vec3;
  /** Outwards. */
  readonly normal: Vec3;
  /** Extent of u, metres. */
  readonly widthM: number;
  /** Extent of v, metres. */
  readonly heightM: number;
}

/** A structural element before it breaks. */
export interface StructuralElement {
  readonly id: number;
  readonly kind: ElementKind;
  readonly material: PieceMaterial;
  readonly storey: number;
  /** Façade or roof plane whose picture it carries, −1 inside. */
  readonly facade: number;
  readonly volumeM3: number;
}

/** A convex fragment. At rest it stands at `restOriginM` with no rotation. */
export interface BuildingPiece {
  readonly id: number;
  readonly elementId: number;
  readonly material: PieceMaterial;
  readonly storey: number;
  readonly facade: number;
  readonly volumeM3: number;
  readonly massKg: number;
  /** Centre of mass in the world at rest; the mesh's own origin. */
  readonly restOriginM: Vec3;
  /** Largest distance of a vertex from the origin. */
  readonly radiusM: number;
}

/**
 * Closed, convex, outward-wound (counter-clockwise from outside) triangle meshes of all pieces, end to end.
 * Vertices are shared by the triangles of a piece, not between pieces.
 */
export interface PieceMeshes {
  /** x, y, z from the piece's `restOriginM`, in metres. */
  readonly positionsM: Float32Array;
  /** Three vertex numbers a triangle, counted over the whole array (piece-local number + `vertexStart[piece]`). */
  readonly indices: Uint32Array;
  /** `surfaceKinds` index of each triangle. */
  readonly triangleSurface: Uint8Array;
  /** Façade id of each triangle, −1 for procedural ones. */
  readonly triangleFacade: Int16Array;
  /** u, v in metres on the façade for each of a triangle's three corners; zeros for procedural ones. */
  readonly triangleUvM: Float32Array;
  /** Number of the room that a triangle of plaster or floor faces, from 1 on; 0 for all others. One room, one paint. */
  readonly triangleRoom: Uint16Array;
  /** Number of pieces + 1. */
  readonly vertexStart: Uint32Array;
  /** Number of pieces + 1; in triangles. */
  readonly triangleStart: Uint32Array;
}

/** Faces that two pieces share, or a piece and the ground. */
export interface BondGraph {
  readonly count: number;
  readonly pieceA: Int32Array;
  /** −1: the ground. */
  readonly pieceB: Int32Array;
  readonly areaM2: Float32Array;
  /** Three a bond: middle of the shared face, in the world at rest. */
  readonly centreM: Float32Array;
  /** Three a bond: from A to B. */
  readonly normal: Float32Array;
  /** Three a bond: unit, in the face; the long side of the rectangle that resists bending as the face does. */
  readonly majorAxis: Float32Array;
  /** Two a bond: that rectangle's sides along the major axis and across it, metres. */
  readonly sizeM: Float32Array;
  /** Strength against pressing, pascals. */
  readonly compressionPa: Float32Array;
  /** Tensile strength, pascals. */
  readonly tensionPa: Float32Array;
  /** Shear strength of a face that nothing presses, pascals. */
  readonly shearPa: Float32Array;
}

/** The building, cut. All arrays are in a fixed order that depends on plan and seed only. */
export interface BuildingModel {
  readonly facades: readonly Facade[];
  readonly elements: readonly StructuralElement[];
  readonly pieces: readonly BuildingPiece[];
  readonly meshes: PieceMeshes;
  readonly bonds: BondGraph;
  readonly boundsM: { readonly min: Vec3; readonly max: Vec3 };
  readonly levelsM: readonly number[];
}
