import type { FrameRate } from '@backlot/film';
import type { Picture } from '../picture/picture.ts';
import type { InspectionFinding } from './finding.ts';

export interface ExpectedFrames {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationFrames: number;
}

export interface ExpectedOutputs extends ExpectedFrames {
  readonly frameRate: FrameRate;
}

/** A file that a take made. Inspected are `composite` (EXR, numbered by `frame`) and `video`; other roles are passed over. */
export interface InspectableFile {
  readonly role: string;
  readonly path: string;
  readonly frame?: number;
}

/** Inspects the composite EXR sequence and the video of a take. Findings in frame order; an empty list is a clean bill. */
export async function inspectTakeOutputs(
  expected: ExpectedOutputs,
  files: readonly InspectableFile[],
): Promise<readonly InspectionFinding[]> {
  throw new Error(`inspectTakeOutputs(${expected.widthPx}, ${files.length}) is under construction`);
}

/** Inspects one linear picture: NaN or Inf anywhere, all black, out of range. */
export function inspectPicture(picture: Picture, frame?: number): readonly InspectionFinding[] {
  throw new Error(`inspectPicture(${picture.widthPx}, ${frame}) is under construction`);
}

/** Inspects frames as they come, in order: each picture, plus size, count and frozen runs. */
export async function inspectFrames(
  expected: ExpectedFrames,
  frames: AsyncIterable<Picture> | Iterable<Picture>,
): Promise<readonly InspectionFinding[]> {
  throw new Error(`inspectFrames(${expected.widthPx}, ${typeof frames}) is under construction`);
}
