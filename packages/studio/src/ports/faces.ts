import type { ExpectedPicture } from '@backlot/engine';
import type { FaceFinding } from '@backlot/film';
import type { LocatedFile } from './inspector.ts';

/** Numbers that describe a face; near for pictures of one person. */
export type FaceDescriptor = Float32Array;

/** Someone on file, as a check compares faces with them. */
export interface KnownFace {
  readonly performer: string;
  readonly name: string;
  readonly descriptors: readonly FaceDescriptor[];
  /** The take declares to use this performer, which alone is a claim of the one who asks. */
  readonly isDeclared: boolean;
  /** The take declares it, and a consent of theirs in force names what it declares. */
  readonly isConsented: boolean;
  /** A consent of theirs is in force in this production, whatever it covers. */
  readonly hasConsent: boolean;
}

/** Looks for faces in pictures. Used for checks, for nothing else. */
export interface FaceCheck {
  /** Descriptors of the one face in a reference picture. @throws BacklotError `REFERENCE_UNUSABLE` */
  readonly describe: (picturePath: string) => Promise<readonly FaceDescriptor[]>;
  /** How alike two sets of descriptors are, 0..1, and whether that is nearer than the threshold for "someone else". */
  readonly compare: (
    a: readonly FaceDescriptor[],
    b: readonly FaceDescriptor[],
  ) => { readonly similarity: number; readonly isAlike: boolean };
  /** Faces in what was generated or altered; unchanged pixels of an input do not count. */
  readonly inspect: (job: {
    readonly files: readonly LocatedFile[];
    readonly inputs: readonly { readonly role: string; readonly path: string; readonly mediaType: string }[];
    readonly expected: ExpectedPicture;
    readonly known: readonly KnownFace[];
    /** The use changes how a declared person looks: then no face counts as unchanged, however fine the change. */
    readonly altersFaces: boolean;
    /** The use declares people or models: then pictures that cannot be looked at are a question, never no finding. */
    readonly mayShowPeople: boolean;
    readonly signal: AbortSignal;
  }) => Promise<readonly FaceFinding[]>;
}
