import type { FaceBox } from './face-box.ts';

/** How well a face can be seen. */
export interface FaceQuality {
  /** The longer side of the face, forehead to chin, in pixels of the picture. */
  readonly sizePx: number;
  /** Degrees: turned to the side, nodded, leaned; 0 looks into the lens. */
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly rollDeg: number;
  /** How much fine detail there is, about 0 (a blur) to 1 (crisp); the measure is in `measure-sharpness.ts`. */
  readonly sharpness: number;
  /** How sure the mesh is that it lies on a face, 0..1; 0 for many profiles and covered faces. */
  readonly meshConfidence: number;
}

/** A face in a picture. */
export interface FoundFace {
  readonly box: FaceBox;
  /** The detector's, 0..1. */
  readonly confidence: number;
  /** 1,024 values of unit length; compare with `compareFaces`. Means nothing where `isUsable` is false. */
  readonly descriptor: Float32Array;
  readonly quality: FaceQuality;
  /** Large, frontal and sharp enough that a comparison means something. */
  readonly isUsable: boolean;
}
