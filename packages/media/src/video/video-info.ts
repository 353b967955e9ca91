import { BacklotError } from '@backlot/film';
import type { VideoInfo } from './video.ts';

interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/** What an adapter reads from a file, before it is checked. */
export interface RawVideoInfo {
  readonly codec: string;
  readonly pixelFormat: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Packets that are really there, and what the container declares (0: nothing). */
  readonly packets: number;
  readonly declaredFrames: number;
  readonly frameRate: Ratio;
  readonly durationTicks: number;
  readonly timeBase: Ratio;
  /** Numbers of ISO/IEC 23091-2, or FFmpeg's names. */
  readonly primaries: number | string;
  readonly transfer: number | string;
  readonly matrix: number | string;
  /** 1 narrow, 2 full, or FFmpeg's `tv`, `pc`. */
  readonly range: number | string;
}

const COLOUR_NAMES: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'bt709',
  2: 'unspecified',
  9: 'bt2020',
  13: 'iec61966-2-1',
};
const RANGE_NAMES: Readonly<Record<number, string>> = { 0: 'unspecified', 1: 'tv', 2: 'pc' };

/** @throws BacklotError `VIDEO_UNREADABLE` when the file lacks frames that it declares */
export function toVideoInfo(path: string, raw: RawVideoInfo, byteLength: number): VideoInfo {
  if (raw.packets === 0 || (raw.declaredFrames > 0 && raw.packets !== raw.declaredFrames)) {
    throw videoUnreadable(path, `expected ${raw.declaredFrames} frames, got ${raw.packets}`);
  }
  const { timeBase, durationTicks } = raw;
  return {
    codec: raw.codec,
    pixelFormat: raw.pixelFormat,
    widthPx: raw.widthPx,
    heightPx: raw.heightPx,
    durationFrames: raw.packets,
    frameRate: reduce(raw.frameRate),
    duration: reduce({ numerator: durationTicks * timeBase.numerator, denominator: timeBase.denominator }),
    colour: {
      primaries: nameOf(raw.primaries, COLOUR_NAMES),
      transfer: nameOf(raw.transfer, COLOUR_NAMES),
      matrix: nameOf(raw.matrix, COLOUR_NAMES),
      range: nameOf(raw.range, RANGE_NAMES),
    },
    byteLength,
  };
}

export function videoUnreadable(path: string, why: string, cause?: unknown): BacklotError {
  return new BacklotError('VIDEO_UNREADABLE', `Video ${path}: ${why}`, {
    hint: 'Make or copy the video again.',
    cause,
  });
}

function nameOf(value: number | string, names: Readonly<Record<number, string>>): string {
  return typeof value === 'string' ? value : (names[value] ?? String(value));
}

function reduce({ numerator, denominator }: Ratio): Ratio {
  const divisor = greatestCommonDivisor(numerator, denominator) || 1;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}
