import type { DecodedExr } from './exr-image.ts';

export interface ReadExrOptions {
  /** Default 67,108,864. */
  readonly maxPixels?: number;
  /** Only these channels are unpacked to arrays; default all. */
  readonly channels?: readonly string[];
}

/**
 * Reads a single-part scan-line EXR with NONE, RLE, ZIPS or ZIP compression, every channel as floats or uints.
 * @throws BacklotError `PICTURE_UNREADABLE`, `PICTURE_TRUNCATED`, `PICTURE_TOO_LARGE`, `PICTURE_EMPTY`
 */
export async function readExr(path: string, options: ReadExrOptions = {}): Promise<DecodedExr> {
  throw new Error(`readExr(${path}, ${JSON.stringify(options)}) is under construction`);
}
