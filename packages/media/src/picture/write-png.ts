import type { Picture } from './picture.ts';

export interface WritePngOptions {
  /** Default 8. */
  readonly bitsPerSample?: 8 | 16;
}

/** Encodes a linear picture as an sRGB PNG; same picture, same bytes on every machine. Alpha is stored straight. */
export function encodePng(picture: Picture, options: WritePngOptions = {}): Uint8Array {
  throw new Error(`encodePng(${picture.widthPx}, ${JSON.stringify(options)}) is under construction`);
}

/** Writes `encodePng`'s bytes: temporary name, fsync, rename. @throws BacklotError `DISK_FULL`, `FILE_UNWRITABLE` */
export async function writePng(path: string, picture: Picture, options: WritePngOptions = {}): Promise<void> {
  throw new Error(`writePng(${path}, ${picture.widthPx}, ${JSON.stringify(options)}) is under construction`);
}
