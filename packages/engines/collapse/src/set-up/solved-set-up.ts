import type { FragmentLaw } from '../structure/fragment-law.ts';
import type { MaterialLimitTable } from '../structure/material-limits.ts';
import type { OpeningFractions } from './building-schema.ts';
import type { CollapseParameters } from './collapse-parameters.ts';
import type { PixelPoint, Vec3 } from './measures.ts';

/** A pinhole camera for a picture of a given size. It looks down its own −Z; x right, y up. */
export interface SolvedCamera {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focalPx: number;
  readonly principalPx: PixelPoint;
  readonly positionM: Vec3;
  /** World from camera, three rows of three; orthonormal, determinant 1. Columns are the camera's right, up and back in the world. */
  readonly rotation: readonly number[];
}

/** One block of the building on the ground, with what its structure needs to know. */
export interface BlockPlan {
  /** Corners x, z in metres, in the order of the façades: façade i runs from corner i to corner i + 1; the interior lies to its left when seen from above with X right and Z up (−Z away). */
  readonly cornersM: readonly (readonly [number, number])[];
  /** `box`: four corners, right angles, façades front, right, back, left. */
  readonly kind: 'box' | 'footprint';
  /** Top of the walls, or of the parapet on a flat roof. */
  readonly heightM: number;
  readonly storeys: number;
  /** Floor level of each storey, and the top ceiling's level last: storeys + 1 values. */
  readonly levelsM: readonly number[];
  /** Bays of each façade. */
  readonly bays: readonly number[];
  readonly openings: OpeningFractions;
  readonly groundOpenings: OpeningFractions;
  readonly wallThicknessM: number;
  readonly slabThicknessM: number;
  readonly structure: StructurePlan;
  readonly roof: RoofPlan;
}

/** The building: its main block and what stands against it. */
export interface BuildingPlan extends BlockPlan {
  readonly wings: readonly BlockPlan[];
  readonly pieceTarget: number;
  /** Sizes that the two materials break into. */
  readonly fragments: { readonly masonry: FragmentLaw; readonly concrete: FragmentLaw };
  /** What the materials bear; the usual limits when absent. */
  readonly limits?: MaterialLimitTable;
}

/** What carries a block. */
export type StructurePlan = { readonly kind: 'masonry' } | FramePlan;

/** Columns, beams and slabs of concrete, closed by thin panels. */
export interface FramePlan {
  readonly kind: 'concrete-frame';
  readonly columnM: number;
  /** From the beam's underside to the floor above. */
  readonly beamDepthM: number;
  /** Panels before the columns, or between them. */
  readonly skin: 'curtain' | 'infill';
  readonly panelThicknessM: number;
  /** A lift and stair shaft in the middle bay. */
  readonly core: boolean;
}

/** What covers a block. */
export type RoofPlan = { readonly kind: 'flat' } | GableRoof | MansardRoof;

/** Two slopes between gable walls. */
export interface GableRoof {
  readonly kind: 'gable';
  /** 0: eaves along front and back, 1: along the sides. */
  readonly eavesSide: 0 | 1;
  /** Height of the ridge above the walls. */
  readonly ridgeM: number;
  readonly overhangM: number;
}

/** Steep planes all round below a level deck or a shallow cap. */
export interface MansardRoof {
  readonly kind: 'mansard';
  /** Height of the steep part. */
  readonly steepM: number;
  /** How far the steep part's top stands back from the walls. */
  readonly insetM: number;
  /** Metres up for each metre inwards above the steep part; 0: a level deck. */
  readonly upperRise: number;
}

/** A set-up file's parameters with everything in world metres. */
export interface CollapseSetUp {
  readonly parameters: CollapseParameters;
  /** The plate's camera, in plate pixels. */
  readonly plateCamera: SolvedCamera;
  /** The same camera for the output's pixels: the plate covers the frame, centred; `focalPx` is scaled. */
  readonly outputCamera: SolvedCamera;
  /** Plate pixel = output pixel × scale + offset. */
  readonly plateFromOutput: { readonly scale: number; readonly offsetPx: PixelPoint };
  readonly building: BuildingPlan;
  /** Unit vector towards the sun. */
  readonly sunDirection: Vec3;
}
