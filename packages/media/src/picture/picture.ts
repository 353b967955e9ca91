/**
 * A picture in scene-linear light with Rec.709 primaries and D65 white: 1.0 is diffuse white, values may be negative or above 1.
 * `data` is interleaved, row by row from the top left; with 4 channels the colour is premultiplied by alpha.
 */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 3 | 4;
  readonly data: Float32Array;
}

/** File formats that `readPicture` takes; decided by content, never by name. */
export type PictureFormat = 'jpeg' | 'png' | 'tiff' | 'exr';

/** What a picture was in its file, before it became linear floats. */
export interface PictureSource {
  readonly format: PictureFormat;
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/tiff' | 'image/x-exr';
  /** Bits a sample as stored: 8, 16 (integers), 16 or 32 (floats, EXR and float TIFF). */
  readonly bitsPerSample: 8 | 16 | 32;
  readonly isFloat: boolean;
  /** The colour encoding that was undone, e.g. `sRGB`, `ICC "Display P3"`, `linear Rec.709`. */
  readonly colourEncoding: string;
  /** EXIF orientation 1..8 that was undone; 1 where there was none. */
  readonly orientation: number;
}

/** A picture that was read, and where it came from. */
export interface SourcedPicture extends Picture {
  readonly source: PictureSource;
}
