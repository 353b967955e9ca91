import type { ExrImage } from './exr-image.ts';

/** Encodes a scan-line EXR; channels are sorted by name; same image, same bytes on every machine. */
export function encodeExr(image: ExrImage): Uint8Array {
  throw new Error(`encodeExr(${image.widthPx}) is under construction`);
}

/** Writes `encodeExr`'s bytes: temporary name, fsync, rename. @throws BacklotError `DISK_FULL`, `FILE_UNWRITABLE` */
export async function writeExr(path: string, image: ExrImage): Promise<void> {
  throw new Error(`writeExr(${path}, ${image.widthPx}) is under construction`);
}
