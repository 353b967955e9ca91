import type { SourcedPicture } from './picture.ts';

export interface ReadPictureOptions {
  /** Refuse larger pictures from their header, before decoding. Default 67,108,864 (8192 × 8192). */
  readonly maxPixels?: number;
}

/**
 * Reads a JPEG, PNG, TIFF or EXR into scene-linear Rec.709 floats; the type is decided by content, EXIF orientation and
 * colour profile are honoured, 16-bit stays 16-bit.
 * @throws BacklotError `PICTURE_UNREADABLE`, `PICTURE_EMPTY`, `PICTURE_TOO_LARGE`, `PICTURE_TRUNCATED`, `PICTURE_TYPE_MISMATCH`
 */
export async function readPicture(path: string, options: ReadPictureOptions = {}): Promise<SourcedPicture> {
  throw new Error(`readPicture(${path}, ${JSON.stringify(options)}) is under construction`);
}
