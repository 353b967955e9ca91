import type { FrameRate } from '@backlot/film';

/**
 * One EXR channel. Sample (x, y) lies at `data[offset + stride * (y * widthPx + x)]`, so interleaved pictures need no copy.
 * `half` and `float` take a Float32Array (halves are rounded to nearest even), `half` also takes raw bits in a Uint16Array,
 * `uint` takes a Uint32Array.
 */
export interface ExrChannel {
  /** `R`, `A`, `depth.Z`, `normal.X`, `id`, … */
  readonly name: string;
  readonly type: 'half' | 'float' | 'uint';
  readonly data: Float32Array | Uint32Array | Uint16Array;
  /** Index of the first sample; default 0. */
  readonly offset?: number;
  /** Distance between neighbouring samples; default 1. */
  readonly stride?: number;
}

export type ExrCompression = 'none' | 'rle' | 'zips' | 'zip';

/** Attributes that Backlot writes and reads; all optional. Text attributes go under their own name. */
export interface ExrAttributes {
  readonly framesPerSecond?: FrameRate;
  /** SMPTE time code of the frame, non-drop. */
  readonly timeCode?: ExrTimeCode;
  /** Default 1. */
  readonly pixelAspectRatio?: number;
  /** CIE xy of red, green, blue, white; default Rec.709 with D65. */
  readonly chromaticities?: readonly [number, number, number, number, number, number, number, number];
  readonly text?: Readonly<Record<string, string>>;
}

export interface ExrTimeCode {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly frame: number;
  readonly dropFrame?: boolean;
}

export interface ExrImage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: readonly ExrChannel[];
  /** Default `zip`: 16 scan lines a chunk. */
  readonly compression?: ExrCompression;
  readonly attributes?: ExrAttributes;
}

/** A channel as read: halves stay raw bits in a Uint16Array unless floats were asked for. */
export interface DecodedExrChannel {
  readonly name: string;
  readonly type: 'half' | 'float' | 'uint';
  readonly data: Float32Array | Uint32Array;
}

export interface DecodedExr {
  readonly widthPx: number;
  readonly heightPx: number;
  /** In the file's order: sorted by name. */
  readonly channels: readonly DecodedExrChannel[];
  readonly compression: string;
  readonly attributes: ExrAttributes;
}
