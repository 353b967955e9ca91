import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { explainWriteError, publishPartial } from '../files/write-file-atomically.ts';
import { encodeVideoPlanes, videoPlaneBytes } from './encode-video-planes.ts';
import type { VideoFrame, VideoInfo, VideoPlanes, VideoWriter, VideoWriterOptions } from './video.ts';

/** An encoder process that takes frames on stdin and writes `partialPath`. */
export interface EncoderProcess {
  readonly child: ChildProcess;
  readonly partialPath: string;
  /** Sent before each frame's planes, and after the last frame. */
  readonly frameMark: Uint8Array;
  readonly endMark: Uint8Array;
  /** What the process said when it failed; called after its end. */
  readonly complaint: () => { readonly message: string; readonly isDiskFull: boolean };
  readonly readInfo: (path: string) => Promise<VideoInfo>;
}

/** A writer over an encoder process: backpressure, abort, and a final name only for a whole file. */
export function createChildVideoWriter(options: VideoWriterOptions, encoder: EncoderProcess): VideoWriter {
  const { child, partialPath } = encoder;
  const stdin = child.stdin;
  if (!stdin) throw new Error('The encoder process has no stdin');
  // What a broken pipe means is told by the process's end.
  stdin.on('error', () => undefined);
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', (code) => resolve(code ?? -1));
  });
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  let isStopped = false;
  let frames = 0;

  const stop = async (): Promise<void> => {
    isStopped = true;
    options.signal?.removeEventListener('abort', onAbort);
    child.kill('SIGKILL');
    await ended;
    await rm(partialPath, { force: true });
  };
  const onAbort = (): void => void stop();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  if (options.signal?.aborted) onAbort();

  const fail = async (why?: string): Promise<never> => {
    await ended;
    const { message, isDiskFull } = encoder.complaint();
    await stop();
    if (isDiskFull) throw explainWriteError({ code: 'ENOSPC' }, options.path);
    throw new BacklotError('VIDEO_WRITE_FAILED', `Video ${options.path}: ${why ?? (message || 'the encoder ended')}`, {
      hint: 'Start the take again; if it happens again, run `backlot --help` and report the encoder build.',
    });
  };
  const send = async (...parts: Uint8Array[]): Promise<void> => {
    options.signal?.throwIfAborted();
    if (isStopped) throw new Error('This video writer was closed or aborted');
    let hasRoom = true;
    for (const part of parts) if (!hasEnded) hasRoom = stdin.write(part);
    if (!hasRoom && !hasEnded) await Promise.race([once(stdin, 'drain').catch(() => undefined), ended]);
    options.signal?.throwIfAborted();
    if (hasEnded) await fail();
  };

  return {
    async writeFrame(frame) {
      await send(encoder.frameMark, toPlanes(options, frame).bytes);
      frames += 1;
    },
    async close() {
      if (frames === 0) {
        await stop();
        throw new BacklotError('VIDEO_WRITE_FAILED', `Video ${options.path}: no frame was written`, {
          hint: 'Write at least one frame.',
        });
      }
      if (encoder.endMark.length > 0) await send(encoder.endMark);
      options.signal?.throwIfAborted();
      stdin.end();
      if ((await ended) !== 0) {
        options.signal?.throwIfAborted();
        await fail();
      }
      const info = await encoder.readInfo(partialPath).catch(async (error: unknown) => await fail(String(error)));
      if (info.durationFrames !== frames)
        await fail(`expected ${frames} frames in the file, got ${info.durationFrames}`);
      isStopped = true;
      options.signal?.removeEventListener('abort', onAbort);
      await publishPartial(partialPath, options.path);
      return info;
    },
    abort: stop,
  };
}

function toPlanes(options: VideoWriterOptions, frame: VideoFrame): VideoPlanes {
  const planes = frame instanceof Float32Array ? encodeVideoPlanes(frame, options, options.codec) : frame;
  const expected = videoPlaneBytes(options, options.codec);
  if (planes.codec !== options.codec || planes.bytes.length !== expected) {
    throw new RangeError(
      `Video frame: expected ${expected} bytes for ${options.codec}, got ${planes.bytes.length} for ${planes.codec}`,
    );
  }
  return planes;
}
