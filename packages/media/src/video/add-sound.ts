import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { explainWriteError, partialPathFor, publishPartial } from '../files/write-file-atomically.ts';
import type { AddSoundOptions, VideoInfo } from './video.ts';

/** Of stereo in viewing films: no artefact that a reviewer would take for the take's own. */
export const AAC_BITS_PER_SECOND = 320_000;

/** Ticks a second in which films count their length: samples of sound. */
export const MOVIE_TIMESCALE = 48_000;

/** What an adapter does: a process that writes `partialPath`. */
export interface SoundProcess {
  readonly child: ChildProcess;
  readonly complaint: () => { readonly message: string; readonly isDiskFull: boolean };
}

/** Container of a film's name. */
export function containerOf(path: string): 'mp4' | 'mov' {
  return path.endsWith('.mov') ? 'mov' : 'mp4';
}

/** Runs an adapter's process to its end; the film has its name only when all pictures are in it. */
export async function runAddSound(
  { path, videoPath, signal }: AddSoundOptions,
  start: (partialPath: string) => SoundProcess,
  readInfo: (path: string) => Promise<VideoInfo>,
): Promise<VideoInfo> {
  signal?.throwIfAborted();
  const before = await readInfo(videoPath);
  const partialPath = partialPathFor(path);
  const { child, complaint } = start(partialPath);
  const stop = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const code = await endOf(child);
    signal?.throwIfAborted();
    const { message, isDiskFull } = complaint();
    if (isDiskFull) throw explainWriteError({ code: 'ENOSPC' }, path);
    if (code !== 0) throw soundNotAdded(path, message || 'the encoder ended');
    const info = await readInfo(partialPath);
    if (info.durationFrames !== before.durationFrames)
      throw soundNotAdded(path, `expected ${before.durationFrames} frames in the file, got ${info.durationFrames}`);
    await publishPartial(partialPath, path);
    return info;
  } finally {
    signal?.removeEventListener('abort', stop);
    await rm(partialPath, { force: true });
  }
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', (code) => resolve(code ?? -1));
  });
}

function soundNotAdded(path: string, why: string): BacklotError {
  return new BacklotError('VIDEO_WRITE_FAILED', `Video ${path}: sound could not be added: ${why}`, {
    hint: 'Start the take again; if it happens again, run `backlot --help` and report the encoder build.',
  });
}
