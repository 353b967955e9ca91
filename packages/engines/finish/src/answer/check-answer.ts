import { BacklotError, type FrameRate, formatFrameRate } from '@backlot/film';
import type { VideoInfo } from '@backlot/media';
import type { FrameSize } from '../shape/model-frame.ts';

/** What a call asked for. */
export interface WantedAnswer extends FrameSize {
  /** Names the call in messages. */
  readonly call: string;
  readonly durationFrames: number;
  readonly frameRate: FrameRate;
}

/** Shapes may differ by this share: models round sizes to their own multiples. */
const SHAPE_TOLERANCE = 0.03;
/** An answer of less than this share of the width asked for would be a smear. */
const LEAST_SCALE = 0.25;

/**
 * Tells which frame of an answer belongs to a frame that was asked for, as a fraction between two. As many frames as were
 * asked for are one for one, whatever rate the file claims; any other count must last as long, and is re-timed by time.
 * @throws BacklotError `MODEL_OUTPUT_UNFIT` for another length or shape
 */
export function timeAnswer(info: VideoInfo, wanted: WantedAnswer): (frame: number) => number {
  checkShape(info, wanted);
  if (info.durationFrames === wanted.durationFrames) return (frame) => frame;
  const gotS = secondsOf(info.durationFrames, info.frameRate);
  const wantedS = secondsOf(wanted.durationFrames, wanted.frameRate);
  const frameS = Math.max(secondsOf(1, info.frameRate), secondsOf(1, wanted.frameRate));
  if (!(Math.abs(gotS - wantedS) <= frameS * 1.001)) {
    throw unfit(
      wanted,
      `expected ${wanted.durationFrames} frames (${describeSeconds(wantedS)}), got ${info.durationFrames} at ${formatFrameRate(info.frameRate)} fps (${describeSeconds(gotS)})`,
      'Let the workflow give back as many frames as it is given.',
    );
  }
  const { frameRate } = info;
  const last = info.durationFrames - 1;
  const rate = wanted.frameRate;
  return (frame) =>
    Math.min(last, (frame * rate.denominator * frameRate.numerator) / (rate.numerator * frameRate.denominator));
}

/** An answer that does not fit its shot. */
export function unfit({ call }: Pick<WantedAnswer, 'call'>, why: string, hint: string, cause?: unknown): BacklotError {
  return new BacklotError('MODEL_OUTPUT_UNFIT', `Answer of ${call}: ${why}`, { hint, cause, details: { call } });
}

function checkShape(info: FrameSize, wanted: WantedAnswer): void {
  const shape = info.widthPx / info.heightPx / (wanted.widthPx / wanted.heightPx);
  const isAlike = Math.abs(shape - 1) <= SHAPE_TOLERANCE && info.widthPx >= wanted.widthPx * LEAST_SCALE;
  if (isAlike) return;
  throw unfit(
    wanted,
    `expected a picture of the shape of ${wanted.widthPx} × ${wanted.heightPx}, got ${info.widthPx} × ${info.heightPx}`,
    'Give `size` in the parameters as the model renders, or let its workflow take width and height.',
  );
}

function secondsOf(frames: number, { numerator, denominator }: FrameRate): number {
  return (frames * denominator) / numerator;
}

function describeSeconds(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}
