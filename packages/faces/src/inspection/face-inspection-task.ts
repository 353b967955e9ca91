import type { Footage } from '@backlot/media';

/** A performer on file, described by pictures of theirs. */
export interface FaceReference {
  readonly performerId: string;
  readonly name: string;
  /** Of usable faces; five of different days and light do better than one. */
  readonly descriptors: readonly Float32Array[];
  /** Whether there is consent for this very use. */
  readonly hasConsent: boolean;
}

/** What to look at, and with whom to compare. */
export interface FaceInspectionTask {
  /** What was generated or altered. */
  readonly output: Footage;
  /**
   * The plate it was made on, frame for frame, or a still for all of them; its size may differ, its framing may not.
   * Without it, all of the output counts as generated.
   */
  readonly before?: Footage;
  /**
   * Every face that can be compared counts as altered though there is a plate: for work that alters faces by design. One that
   * cannot, and is as in the plate, is the plate's. Default false.
   */
  readonly isAlteredThroughout?: boolean;
  readonly references: readonly FaceReference[];
  /** Look at every frame instead of every cut and two a second; a face in one of them alone counts. Default false. */
  readonly everyFrame?: boolean;
}
