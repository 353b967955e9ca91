import type { ExpectedPicture } from '@backlot/engine';
import type { InspectionFinding, TakeFile } from '@backlot/film';

/** An output and where its bytes lie. */
export interface LocatedFile {
  readonly file: TakeFile;
  readonly path: string;
}

/** Automatic checks of what an engine made. */
export interface Inspector {
  readonly inspect: (job: {
    readonly files: readonly LocatedFile[];
    readonly expected: ExpectedPicture;
    readonly signal: AbortSignal;
  }) => Promise<readonly InspectionFinding[]>;
}
