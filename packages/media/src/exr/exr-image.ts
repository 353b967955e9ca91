import type { FrameRate } from '@backlot/film';

/**
 * One EXR channel to write. Sample (x, y) lies at `data[offset + stride * (y * widthPx + x)]`, so interleaved pictures need
 * no copy. `half` takes a Float32Array (rounded to nearest even) or raw bits in a Uint16Array, `float` a Float32Array,
 * `uint` a Uint32Array.
 */
export interface ExrChannel {
  /** `R`, `A`, `depth.Z`, `normal.X`, `id`, … at most 255 bytes. */
  readonly name: string;
  readonly type: ExrSampleType;
  readonly data: Float32Array | Uint32Array | Uint16Array;
  /** Index of the first sample; default 0. */
  readonly offset?: number;
  /** Distance between neighbouring samples; default 1. */
  readonly stride?: number;
}

export type ExrSampleType = 'half' | 'float' | 'uint';

/** What `writeExr` writes: raw, ZIP by line, ZIP by 16 lines. */
export type ExrCompression = 'none' | 'zips' | 'zip';

/** CIE xy of red, green, blue and white. */
export type Chromaticities = readonly [number, number, number, number, number, number, number, number];

/** Attributes that Backlot writes and reads; all optional. */
export interface ExrAttributes {
  readonly framesPerSecond?: FrameRate;
  /** SMPTE time code of the frame. */
  readonly timeCode?: ExrTimeCode;
  /** Default 1. */
  readonly pixelAspectRatio?: number;
  /** Default Rec.709 with D65. */
  readonly chromaticities?: Chromaticities;
  /** String attributes under their own names (`owner`, `comments`, …). */
  readonly text?: Readonly<Record<string, string>>;
}

export interface ExrTimeCode {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly frame: number;
  readonly dropFrame?: boolean;
}

/** A scan-line picture to write. */
export interface ExrImage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: readonly ExrChannel[];
  /** Default `zip`. */
  readonly compression?: ExrCompression;
  readonly attributes?: ExrAttributes;
}

/** A channel as read: half and float samples as floats, uint as they are; row by row from the top left. */
export interface DecodedExrChannel {
  readonly name: string;
  readonly type: ExrSampleType;
  readonly data: Float32Array | Uint32Array;
}

/** A picture as read; its size is that of the data window. */
export interface DecodedExr {
  readonly widthPx: number;
  readonly heightPx: number;
  /** In the file's order: sorted by name. */
  readonly channels: readonly DecodedExrChannel[];
  readonly compression: string;
  readonly attributes: ExrAttributes;
}
