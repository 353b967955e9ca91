import { deflate, encodeTransfer } from '@backlot/kernels';
import { writeFileAtomically } from '../files/write-file-atomically.ts';
import { crc32 } from './crc32.ts';
import type { Picture } from './picture.ts';

export interface WritePngOptions {
  /** Default 8. */
  readonly bitsPerSample?: 8 | 16;
}

/**
 * Encodes a linear picture as an sRGB PNG (PNG third edition); same picture, same bytes on every machine. Alpha is stored
 * straight, values outside 0..1 are clamped.
 */
export function encodePng(picture: Picture, options: WritePngOptions = {}): Uint8Array {
  const { bitsPerSample = 8 } = options;
  return encodePngCodes(encodeCodes(picture, bitsPerSample), { ...picture, bitsPerSample });
}

/** The codes that `encodePng` stores: sRGB, alpha straight, 0..2^bits - 1. */
export function encodeCodes(picture: Picture, bitsPerSample: 8 | 16): Uint16Array {
  const maxCode = bitsPerSample === 8 ? 255 : 65_535;
  if (picture.channels === 3) return encodeTransfer(picture.data, 'srgb', maxCode);
  const straight = picture.data.slice();
  for (let i = 0; i < straight.length; i += 4) {
    const alpha = straight[i + 3] as number;
    if (alpha > 0) for (let c = 0; c < 3; c++) straight[i + c] = (straight[i + c] as number) / alpha;
  }
  const codes = encodeTransfer(straight, 'srgb', maxCode);
  for (let i = 3; i < codes.length; i += 4) {
    codes[i] = Math.floor(Math.min(1, Math.max(0, straight[i] as number)) * maxCode + 0.5);
  }
  return codes;
}

/** Encodes sRGB codes, interleaved, from the top left; same codes, same bytes on every machine. */
export function encodePngCodes(
  codes: Uint16Array,
  size: Pick<Picture, 'widthPx' | 'heightPx' | 'channels'> & { readonly bitsPerSample: 8 | 16 },
): Uint8Array {
  const { widthPx, heightPx, channels, bitsPerSample } = size;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([bitsPerSample, channels === 4 ? 6 : 2, 0, 0, 0], 8);
  const rows = packRows(codes, widthPx * channels, heightPx, bitsPerSample);
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('sRGB', Uint8Array.of(0)),
    chunk('IDAT', deflate(filterRows(rows, (channels * bitsPerSample) / 8, heightPx))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/**
 * Writes `encodePng`'s bytes: temporary name, fsync, rename.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function writePng(path: string, picture: Picture, options: WritePngOptions = {}): Promise<void> {
  await writeFileAtomically(path, [encodePng(picture, options)]);
}

/** Rows of bytes, big endian, without their filter bytes. */
function packRows(codes: Uint16Array, samplesARow: number, heightPx: number, bitsPerSample: 8 | 16): Uint8Array {
  if (codes.length !== samplesARow * heightPx) {
    throw new RangeError(`PNG: expected ${samplesARow * heightPx} values, got ${codes.length}`);
  }
  if (bitsPerSample === 8) return Uint8Array.from(codes);
  return Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength).swap16();
}

/** Filter 4 (Paeth) on every row: best for photographs, and one choice for all keeps it simple. */
function filterRows(rows: Uint8Array, pixelBytes: number, heightPx: number): Uint8Array {
  const pitch = rows.length / heightPx;
  const filtered = new Uint8Array(rows.length + heightPx);
  for (let y = 0; y < heightPx; y++) {
    const to = y * (pitch + 1);
    filtered[to] = 4;
    for (let x = 0; x < pitch; x++) {
      const at = y * pitch + x;
      const left = x >= pixelBytes ? (rows[at - pixelBytes] as number) : 0;
      const up = y > 0 ? (rows[at - pitch] as number) : 0;
      const corner = x >= pixelBytes && y > 0 ? (rows[at - pitch - pixelBytes] as number) : 0;
      filtered[to + 1 + x] = (rows[at] as number) - predictPaeth(left, up, corner);
    }
  }
  return filtered;
}

function predictPaeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const a = Math.abs(estimate - left);
  const b = Math.abs(estimate - up);
  const c = Math.abs(estimate - corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
