import { BacklotError } from '@backlot/film';

/**
 * Finds pictures that were cut off, before a decoder paints their missing half grey: a PNG must reach its IEND chunk, a
 * JPEG must have an end-of-image marker after its last scan began.
 * @throws BacklotError `PICTURE_TRUNCATED`
 */
export function checkPictureEnd(path: string, format: 'jpeg' | 'png', bytes: Buffer): void {
  const isWhole = format === 'png' ? reachesPngEnd(bytes) : reachesJpegEnd(bytes);
  if (!isWhole) throw truncated(path, bytes.length);
}

export function truncated(path: string, byteLength: number, cause?: unknown): BacklotError {
  return new BacklotError('PICTURE_TRUNCATED', `Picture ${path}: the file ends too early, at byte ${byteLength}`, {
    hint: 'Copy or download the picture again.',
    cause,
  });
}

/** Size of a PNG from its first chunk. */
export function readPngSize(bytes: Buffer): { widthPx: number; heightPx: number } | undefined {
  if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { widthPx: bytes.readUInt32BE(16), heightPx: bytes.readUInt32BE(20) };
}

function reachesPngEnd(bytes: Buffer): boolean {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    if (at + 12 + length > bytes.length) return false;
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return true;
    at += 12 + length;
  }
  return false;
}

function reachesJpegEnd(bytes: Buffer): boolean {
  let at = 2;
  let scans = 0;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return scans > 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker !== 0xda) continue;
    scans += 1;
    at = nextMarker(bytes, at);
  }
  return scans > 0 && bytes[at] === 0xff && bytes[at + 1] === 0xd9;
}

/** Passes over entropy-coded data: 0xff00 is a stuffed byte, 0xffd0..d7 are restarts. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1];
    if (marker === undefined) return bytes.length;
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  return bytes.length;
}
