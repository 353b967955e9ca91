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

/** The plan of the building on the ground, with what the structure needs to know. */
export interface BuildingPlan {
  /** Corners x, z in metres, in the order of the façades: façade i runs from corner i to corner i + 1; the interior lies to its left when seen from above with X right and Z up (−Z away). */
  readonly cornersM: readonly (readonly [number, number])[];
  /** `box`: four corners, right angles, façades front, right, back, left. */
  readonly kind: 'box' | 'footprint';
  readonly heightM: number;
  readonly storeys: number;
  /** Floor level of each storey, and the roof's level last: storeys + 1 values. */
  readonly levelsM: readonly number[];
  /** Bays of each façade. */
  readonly bays: readonly number[];
  readonly openings: OpeningFractions;
  readonly groundOpenings: OpeningFractions;
  readonly wallThicknessM: number;
  readonly slabThicknessM: number;
  readonly parapetHeightM: number;
  readonly pieceTarget: number;
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
