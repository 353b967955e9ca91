import { AVERROR_ENOSPC } from 'node-av/constants';
import { FFmpegError } from 'node-av/lib';

/** FFmpeg's return value, thrown when negative; a full disk keeps its code `ENOSPC`. */
export function checkAv(result: number, what: string): number {
  if (result >= 0) return result;
  const error = new Error(`${what}: ${FFmpegError.strerror(result)}`);
  throw Object.assign(error, { code: result === AVERROR_ENOSPC ? 'ENOSPC' : 'FFMPEG' });
}
