import type { ExpectedPicture } from '@backlot/engine';
import type { LikenessFinding, Work } from '@backlot/film';
import type { LocatedFile } from './inspector.ts';

/** A work on file, as a check compares pictures with it. */
export interface KnownWork {
  readonly work: Work;
  /** Where its picture lies. */
  readonly path: string;
  /** What `describe` said of it, perhaps long ago; the check may describe it anew. */
  readonly likeness: unknown;
}

/** Compares pictures with works on file. Used for checks, for nothing else. */
export interface LikenessCheck {
  /**
   * What a picture looks like, as plain data that JSON can hold. `name` is what messages call it.
   * @throws BacklotError what reading the picture throws: `PICTURE_UNREADABLE`, `PICTURE_EMPTY`, `PICTURE_TOO_LARGE`, …
   */
  readonly describe: (path: string, name: string) => Promise<unknown>;
  /**
   * Works that are seen in a take's pictures: stills, and of films every cut and at least one frame a second. One finding for
   * each work, of where it is seen best. Pictures that cannot be looked at are a finding too, never none.
   */
  readonly inspect: (job: {
    readonly files: readonly LocatedFile[];
    readonly expected: ExpectedPicture;
    readonly works: readonly KnownWork[];
    readonly signal: AbortSignal;
  }) => Promise<readonly LikenessFinding[]>;
}
