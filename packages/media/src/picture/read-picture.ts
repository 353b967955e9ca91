import { readPictureFile } from '../files/read-picture-file.ts';
import { checkPictureEnd, readPngSize } from './check-picture-end.ts';
import { decodeExrPicture } from './decode-exr-picture.ts';
import { decodeIntegerPicture } from './decode-integer-picture.ts';
import type { SourcedPicture } from './picture.ts';
import { checkPixelCount, DEFAULT_MAX_PIXELS } from './pixel-limit.ts';
import { sniffPicture } from './sniff-picture.ts';

export interface ReadPictureOptions {
  /** Refuse larger pictures from their header, before decoding. Default 67,108,864 (8192 × 8192). */
  readonly maxPixels?: number;
  /** What messages call the picture, and whose extension is held against its content: the name that a person gave it. Default: the path. */
  readonly name?: string;
}

/**
 * Reads a JPEG, PNG, TIFF or EXR into scene-linear Rec.709 floats; the type is decided by content, EXIF orientation and
 * colour profile are honoured, 16-bit stays 16-bit.
 * @throws BacklotError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `PICTURE_UNREADABLE`, `PICTURE_EMPTY`, `PICTURE_TOO_LARGE`,
 * `PICTURE_TRUNCATED`, `PICTURE_TYPE_MISMATCH`
 */
export async function readPicture(path: string, options: ReadPictureOptions = {}): Promise<SourcedPicture> {
  const name = options.name ?? path;
  const bytes = await readPictureFile(path, name);
  const maxPixels = options.maxPixels ?? DEFAULT_MAX_PIXELS;
  const format = sniffPicture(name, bytes);
  if (format === 'exr') return decodeExrPicture(name, bytes, maxPixels);
  if (format === 'png') {
    const size = readPngSize(bytes);
    if (size) checkPixelCount('PNG', size.widthPx, size.heightPx, maxPixels);
  }
  if (format !== 'tiff') checkPictureEnd(name, format, bytes);
  return decodeIntegerPicture(name, format, bytes, maxPixels);
}
