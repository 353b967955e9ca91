import { BacklotError, type FrameRate, formatFrameRate } from '@backlot/film';
import { readExr } from '../exr/read-exr.ts';
import { readVideoInfo } from '../video/open-video-writer.ts';
import type { InspectionFinding } from './finding.ts';
import { type FrozenRuns, watchFrozenRuns } from './frozen-runs.ts';
import { checkFrameCount, checkFrameSize, type ExpectedFrames } from './inspect-frames.ts';
import { inspectValues } from './inspect-picture.ts';

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
  const composites = files
    .filter(({ role }) => role === 'composite')
    .map(({ path, frame = 0 }) => ({ path, frame }))
    .sort((a, b) => a.frame - b.frame);
  const findings: InspectionFinding[] = [];
  const frozen = watchFrozenRuns();
  for (const [i, { path, frame }] of composites.entries()) {
    findings.push(...findMissing(composites[i - 1]?.frame, frame));
    findings.push(...(await inspectComposite(expected, path, frame, frozen)));
  }
  findings.push(...frozen.finish(), ...checkFrameCount(expected, composites.length));
  for (const { path } of files.filter(({ role }) => role === 'video'))
    findings.push(...(await inspectVideo(expected, path)));
  return findings;
}

function findMissing(previous: number | undefined, frame: number): InspectionFinding[] {
  if (previous === undefined || frame === previous + 1) return [];
  const message =
    frame === previous
      ? `Composite: two files for frame ${frame}`
      : `Composite: expected frame ${previous + 1}, got frame ${frame}`;
  return [{ code: 'FRAME_MISSING', severity: 'error', frame: previous + 1, message }];
}

async function inspectComposite(
  expected: ExpectedFrames,
  path: string,
  frame: number,
  frozen: FrozenRuns,
): Promise<readonly InspectionFinding[]> {
  try {
    const exr = await readExr(path, { channels: ['R', 'G', 'B'] });
    const planes = exr.channels.flatMap(({ data }) => (data instanceof Float32Array ? [data] : []));
    if (planes.length !== 3) return [unreadableFrame(frame, 'it has no R, G, B channels of floats')];
    frozen.add(frame, planes);
    return [...inspectValues(planes, frame), ...checkFrameSize(expected, exr, frame)];
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    return [unreadableFrame(frame, error.message)];
  }
}

function unreadableFrame(frame: number, why: string): InspectionFinding {
  return { code: 'FRAME_UNREADABLE', severity: 'error', frame, message: `Frame ${frame}: ${why}` };
}

async function inspectVideo(expected: ExpectedOutputs, path: string): Promise<InspectionFinding[]> {
  const findings: InspectionFinding[] = [];
  const check = (code: InspectionFinding['code'], wanted: string, got: string): void => {
    if (wanted !== got) findings.push({ code, severity: 'error', message: `Video: expected ${wanted}, got ${got}` });
  };
  try {
    const info = await readVideoInfo(path);
    check('VIDEO_SIZE_WRONG', `${expected.widthPx} × ${expected.heightPx} px`, `${info.widthPx} × ${info.heightPx} px`);
    check('VIDEO_COUNT_WRONG', `${expected.durationFrames} frames`, `${info.durationFrames} frames`);
    check('VIDEO_RATE_WRONG', `${formatFrameRate(expected.frameRate)} fps`, `${formatFrameRate(info.frameRate)} fps`);
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    findings.push({ code: 'VIDEO_UNREADABLE', severity: 'error', message: `Video: ${error.message}` });
  }
  return findings;
}
