import type { Picture } from '../picture/picture.ts';
import type { InspectionFinding } from './finding.ts';
import { watchFrozenRuns } from './frozen-runs.ts';
import { inspectPicture } from './inspect-picture.ts';

export interface ExpectedFrames {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationFrames: number;
  /** So many frames at the start are meant to be equal; default 0. */
  readonly stillFrames?: number;
}

/** Inspects pictures as they come, counted from 0: each one, their size and number, frozen runs. */
export async function inspectFrames(
  expected: ExpectedFrames,
  frames: AsyncIterable<Picture> | Iterable<Picture>,
): Promise<readonly InspectionFinding[]> {
  const findings: InspectionFinding[] = [];
  const frozen = watchFrozenRuns(expected.stillFrames);
  let count = 0;
  for await (const picture of frames) {
    findings.push(...inspectPicture(picture, count), ...checkFrameSize(expected, picture, count));
    frozen.add(count, [picture.data]);
    count += 1;
  }
  return [...findings, ...frozen.finish(), ...checkFrameCount(expected, count)];
}

export function checkFrameSize(
  expected: ExpectedFrames,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  frame: number,
  what = 'Frame',
): InspectionFinding[] {
  if (widthPx === expected.widthPx && heightPx === expected.heightPx) return [];
  const message = `${what} ${frame}: expected ${expected.widthPx} × ${expected.heightPx} px, got ${widthPx} × ${heightPx}`;
  return [{ code: 'FRAME_SIZE_WRONG', severity: 'error', frame, message }];
}

export function checkFrameCount(expected: ExpectedFrames, count: number, what = 'Composite'): InspectionFinding[] {
  if (count === expected.durationFrames) return [];
  const message = `${what}: expected ${expected.durationFrames} frames, got ${count}`;
  return [{ code: 'FRAME_COUNT_WRONG', severity: 'error', message }];
}
