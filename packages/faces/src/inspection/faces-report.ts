import type { FaceBox } from '../face-box.ts';
import type { FaceQuality } from '../found-face.ts';

/** What a face does to its take: nothing, a person must look, or the take is refused. */
export type FaceVerdict = 'pass' | 'review' | 'refuse';

/** Why a verdict was given; the rules are in `judge-face.ts`, but for `fleeting`, which is what doubts settle as. */
export type FaceReason =
  | 'unchanged'
  | 'has-consent'
  | 'no-consent'
  | 'resembles-no-consent'
  | 'two-people'
  | 'nobody'
  | 'not-comparable'
  | 'fleeting';

/** A performer on file and how like them a face is, 0..1. */
export interface FaceMatch {
  readonly performerId: string;
  readonly name: string;
  readonly hasConsent: boolean;
  readonly similarity: number;
}

/** Where in a picture a face is: shares 0..1 of its width and height, from its top left corner; a little outside at its edges. */
export interface FaceArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A face in one frame, seen but not judged. */
export interface SeenFace {
  /** Counts from 0. */
  readonly frame: number;
  readonly box: FaceBox;
  /** The box as shares of the picture. */
  readonly area: FaceArea;
  /** The detector's, 0..1. */
  readonly confidence: number;
  readonly quality: FaceQuality;
  readonly isUsable: boolean;
  /** The performer it is taken for; undefined for nobody on file, and for a face that cannot be compared. */
  readonly match: FaceMatch | undefined;
  /** The nearest on file, match or not, so that a person can see how near; undefined without references. */
  readonly nearest: FaceMatch | undefined;
}

/** A face of the output and what follows from it. */
export interface JudgedFace extends SeenFace {
  /** Whether it lies where the output differs from its plate; true without a plate. */
  readonly isChanged: boolean;
  /** Share of the face's box that differs from the plate, 0..1; 1 without a plate. */
  readonly changedShare: number;
  readonly verdict: FaceVerdict;
  readonly reason: FaceReason;
}

/** Who is in the pictures. */
export interface FacesReport {
  /** The severest verdict among the faces; `pass` where there are none. */
  readonly verdict: FaceVerdict;
  readonly frameCount: number;
  /** Frames that were looked at, and those that begin a shot; they count from 0. */
  readonly framesLookedAt: readonly number[];
  readonly cuts: readonly number[];
  /** Who is in the plate; empty without one. */
  readonly plate: readonly SeenFace[];
  /** Who appears in the output, also where it is unchanged. */
  readonly faces: readonly JudgedFace[];
}

/** How far an inspection is. */
export interface FaceInspectionProgress {
  readonly framesDone: number;
  readonly frameCount: number;
}
