import { BacklotError, type FrameRate, formatFrameRate } from '@backlot/film';
import { readExr } from '../exr/read-exr.ts';
import { scanExr } from '../exr/scan-exr.ts';
import { readVideoInfo } from '../video/open-video-writer.ts';
import type { InspectionFinding } from './finding.ts';
import { type FrozenRuns, watchFrozenRuns } from './frozen-runs.ts';
import { inspectFilm } from './inspect-film.ts';
import { checkFrameCount, checkFrameSize, type ExpectedFrames } from './inspect-frames.ts';
import { inspectValues } from './inspect-picture.ts';
import { type ExpectedSounds, inspectSounds } from './inspect-sounds.ts';
import { inspectStills } from './inspect-stills.ts';

/** What a take promised. */
export interface ExpectedOutputs extends ExpectedFrames {
  readonly frameRate: FrameRate;
  /**
   * `sequence` (default): the EXR frames `composite`. `film`: the film `video` is all there is. `stills`: pictures
   * `variant` or `waveform`, numbered from 0 to `durationFrames` - 1, that are no film.
   */
  readonly form?: 'sequence' | 'film' | 'stills';
  /** Sounds of role `sound`; absent where they are passed over. */
  readonly sounds?: ExpectedSounds;
}

/**
 * A file that a take made. Inspected are what `ExpectedOutputs` promises, the EXR sequence `passes` and the films `video`
 * and `prores` where they are there; other roles are passed over.
 */
export interface InspectableFile {
  readonly role: string;
  readonly path: string;
  readonly frame?: number;
}

/**
 * Inspects a take's pictures, films and sounds: every value, every frame's size and number. A take must have what its form
 * says; passes and ProRes are inspected where it has them. Findings in the order of sequence and frame; an empty list is a clean bill.
 * An aborted `signal` is heard between two frames and thrown as its reason.
 */
export async function inspectTakeOutputs(
  expected: ExpectedOutputs,
  files: readonly InspectableFile[],
  signal?: AbortSignal,
): Promise<readonly InspectionFinding[]> {
  const findings = [...(await inspectForm(expected, files, signal))];
  const passes = framesOf(files, 'passes');
  if (passes.length > 0) {
    const inspect = (frame: FrameFile): Promise<readonly InspectionFinding[]> => inspectPasses(expected, frame);
    findings.push(...(await inspectSequence({ expected, what: 'Passes', signal }, passes, inspect)));
  }
  for (const { role, path } of files) {
    const what = FILMS[role];
    if (what === undefined) continue;
    signal?.throwIfAborted();
    findings.push(...(await inspectVideo(expected, path, what)));
  }
  if (!expected.sounds) return findings;
  const sounds = files.filter(({ role }) => role === 'sound').map(({ path }) => path);
  return [...findings, ...(await inspectSounds(expected.sounds, sounds, signal))];
}

/** What the take mainly is. */
async function inspectForm(
  expected: ExpectedOutputs,
  files: readonly InspectableFile[],
  signal: AbortSignal | undefined,
): Promise<readonly InspectionFinding[]> {
  if (expected.form === 'stills') {
    const stills = [...framesOf(files, 'variant'), ...framesOf(files, 'waveform')];
    return inspectStills(expected, stills, signal);
  }
  if (expected.form === 'film') {
    const film = files.find(({ role }) => role === 'video');
    if (film) return inspectFilm(film.path, expected, signal);
    return [{ code: 'FRAME_COUNT_WRONG', severity: 'error', message: 'Video: expected a film, got none' }];
  }
  const frozen = watchFrozenRuns(expected.stillFrames);
  const composite = await inspectSequence(
    { expected, what: 'Composite', signal },
    framesOf(files, 'composite'),
    (frame) => inspectComposite(expected, frame, frozen),
  );
  return [...composite, ...frozen.finish()];
}

const FILMS: Readonly<Record<string, string>> = { video: 'Video', prores: 'ProRes' };

interface FrameFile {
  readonly path: string;
  readonly frame: number;
}

function framesOf(files: readonly InspectableFile[], wanted: string): readonly FrameFile[] {
  return files
    .filter(({ role }) => role === wanted)
    .map(({ path, frame = 0 }) => ({ path, frame }))
    .sort((a, b) => a.frame - b.frame);
}

interface SequenceInspection {
  readonly expected: ExpectedFrames;
  /** What messages call the sequence. */
  readonly what: string;
  readonly signal: AbortSignal | undefined;
}

async function inspectSequence(
  { expected, what, signal }: SequenceInspection,
  frames: readonly FrameFile[],
  inspect: (frame: FrameFile) => Promise<readonly InspectionFinding[]>,
): Promise<InspectionFinding[]> {
  const findings: InspectionFinding[] = [];
  for (const [i, frame] of frames.entries()) {
    signal?.throwIfAborted();
    findings.push(...findMissing(what, frames[i - 1]?.frame, frame.frame), ...(await inspect(frame)));
  }
  return [...findings, ...checkFrameCount(expected, frames.length, what)];
}

function findMissing(what: string, previous: number | undefined, frame: number): InspectionFinding[] {
  if (previous === undefined || frame === previous + 1) return [];
  const message =
    frame === previous
      ? `${what}: two files for frame ${frame}`
      : `${what}: expected frame ${previous + 1}, got frame ${frame}`;
  return [{ code: 'FRAME_MISSING', severity: 'error', frame: previous + 1, message }];
}

async function inspectComposite(
  expected: ExpectedFrames,
  { path, frame }: FrameFile,
  frozen: FrozenRuns,
): Promise<readonly InspectionFinding[]> {
  try {
    const exr = await readExr(path, { channels: ['R', 'G', 'B'] });
    const planes = exr.channels.flatMap(({ data }) => (data instanceof Float32Array ? [data] : []));
    if (planes.length !== 3) return [unreadableFrame('Frame', frame, 'it has no R, G, B channels of floats')];
    frozen.add(frame, planes);
    return [...inspectValues(planes, frame), ...checkFrameSize(expected, exr, frame)];
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    return [unreadableFrame('Frame', frame, error.message)];
  }
}

/** Passes may be black, and hold metres and pixels: they are asked for their size and for finite values only. */
async function inspectPasses(expected: ExpectedFrames, { path, frame }: FrameFile): Promise<InspectionFinding[]> {
  try {
    const scan = await scanExr(path);
    const notFinite = [...scan.notFinite].map(([channel, count]): InspectionFinding => {
      const message = `Passes ${frame}: ${count} values of channel ${channel} are NaN or infinite`;
      return { code: 'FRAME_NOT_FINITE', severity: 'error', frame, message };
    });
    return [...notFinite, ...checkFrameSize(expected, scan, frame, 'Passes')];
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    return [unreadableFrame('Passes', frame, error.message)];
  }
}

function unreadableFrame(what: string, frame: number, why: string): InspectionFinding {
  return { code: 'FRAME_UNREADABLE', severity: 'error', frame, message: `${what} ${frame}: ${why}` };
}

async function inspectVideo(expected: ExpectedOutputs, path: string, what: string): Promise<InspectionFinding[]> {
  const findings: InspectionFinding[] = [];
  const check = (code: InspectionFinding['code'], wanted: string, got: string): void => {
    if (wanted !== got) findings.push({ code, severity: 'error', message: `${what}: expected ${wanted}, got ${got}` });
  };
  try {
    const info = await readVideoInfo(path);
    check('VIDEO_SIZE_WRONG', `${expected.widthPx} × ${expected.heightPx} px`, `${info.widthPx} × ${info.heightPx} px`);
    check('VIDEO_COUNT_WRONG', `${expected.durationFrames} frames`, `${info.durationFrames} frames`);
    check('VIDEO_RATE_WRONG', `${formatFrameRate(expected.frameRate)} fps`, `${formatFrameRate(info.frameRate)} fps`);
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    findings.push({ code: 'VIDEO_UNREADABLE', severity: 'error', message: `${what}: ${error.message}` });
  }
  return findings;
}
