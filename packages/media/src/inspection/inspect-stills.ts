import { BacklotError } from '@backlot/film';
import { readPicture } from '../picture/read-picture.ts';
import type { InspectionFinding } from './finding.ts';
import { checkFrameCount, checkFrameSize, type ExpectedFrames } from './inspect-frames.ts';
import { inspectPicture } from './inspect-picture.ts';

/** Inspects pictures that are no film: each one, its size, and that they are all there. */
export async function inspectStills(
  expected: ExpectedFrames,
  stills: readonly { readonly path: string; readonly frame: number }[],
  signal?: AbortSignal,
): Promise<readonly InspectionFinding[]> {
  const findings: InspectionFinding[] = [];
  for (const { path, frame } of stills) {
    signal?.throwIfAborted();
    try {
      const picture = await readPicture(path);
      findings.push(...inspectPicture(picture, frame), ...checkFrameSize(expected, picture, frame, 'Picture'));
    } catch (error) {
      if (!(error instanceof BacklotError)) throw error;
      findings.push({
        code: 'FRAME_UNREADABLE',
        severity: 'error',
        frame,
        message: `Picture ${frame}: ${error.message}`,
      });
    }
  }
  const missing = Array.from({ length: expected.durationFrames }, (_, frame) => frame).filter(
    (wanted) => !stills.some(({ frame }) => frame === wanted),
  );
  return missing.length === 0
    ? [...findings, ...checkFrameCount(expected, stills.length, 'Pictures')]
    : [...findings, ...missing.map(missingStill)];
}

function missingStill(frame: number): InspectionFinding {
  return { code: 'FRAME_MISSING', severity: 'error', frame, message: `Pictures: number ${frame} is missing` };
}
