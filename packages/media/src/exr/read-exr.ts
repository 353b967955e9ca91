import { inflateSync } from 'node:zlib';
import { BacklotError } from '@backlot/film';
import { type ExrUnpackLine, unpackExrChunk } from '@backlot/kernels';
import { ByteCursor, OutOfBytes } from '../files/byte-cursor.ts';
import { readPictureFile } from '../files/read-picture-file.ts';
import { checkPixelCount, DEFAULT_MAX_PIXELS } from '../picture/pixel-limit.ts';
import { decodeRunLengths } from './decode-run-lengths.ts';
import { type ParsedExrHeader, parseExrHeader, unreadable } from './exr-header-reader.ts';
import type { DecodedExr, DecodedExrChannel } from './exr-image.ts';

export interface ReadExrOptions {
  /** Refuse larger pictures from their header. Default 67,108,864 (8192 × 8192). */
  readonly maxPixels?: number;
  /** Only these channels are unpacked; default all. Names that the file lacks are passed over. */
  readonly channels?: readonly string[];
}

/**
 * Reads a single-part scan-line EXR with NONE, RLE, ZIPS or ZIP compression.
 * @throws BacklotError `FILE_NOT_FOUND`, `PICTURE_EMPTY`, `PICTURE_UNREADABLE`, `PICTURE_TRUNCATED`, `PICTURE_TOO_LARGE`
 */
export async function readExr(path: string, options: ReadExrOptions = {}): Promise<DecodedExr> {
  return decodeExr(await readPictureFile(path), options);
}

/** `readExr` on bytes in memory. */
export function decodeExr(bytes: Uint8Array, options: ReadExrOptions = {}): DecodedExr {
  try {
    const cursor = new ByteCursor(bytes);
    return decodePixels(cursor, parseExrHeader(cursor), options);
  } catch (error) {
    if (!(error instanceof OutOfBytes)) throw error;
    throw new BacklotError('PICTURE_TRUNCATED', `EXR: the file ends too early, at byte ${bytes.length}`, {
      hint: 'Copy or render the picture again.',
      cause: error,
    });
  }
}

const MAX_UNPACKED_BYTES = 2 ** 32;
/** Deflate shrinks at most 1032 to 1: a small file cannot ask for all memory. */
const MAX_RATIO = 1100;

function decodePixels(cursor: ByteCursor, header: ParsedExrHeader, options: ReadExrOptions): DecodedExr {
  const { widthPx, heightPx, compression, channels } = header;
  checkPixelCount('EXR', widthPx, heightPx, options.maxPixels ?? DEFAULT_MAX_PIXELS);
  const linesAChunk = { none: 1, rle: 1, zips: 1, zip: 16 }[compression as string];
  if (header.unusualLayout || linesAChunk === undefined) {
    throw unreadable(`${header.unusualLayout ?? `${compression} compression`} is not read here`);
  }
  const subsampled = channels.find((channel) => channel.isSubsampled);
  if (subsampled) throw unreadable(`channel "${subsampled.name}" is subsampled`);
  const offsets = Array.from({ length: Math.ceil(heightPx / linesAChunk) }, () => cursor.uint64());
  const wanted = channels.filter(({ name }) => options.channels?.includes(name) ?? true);
  checkMemory(cursor, header, wanted.length);
  const arrays = new Map(wanted.map(({ name, type }) => [name, allocate(type, widthPx * heightPx)]));
  for (const [i, offset] of offsets.entries()) {
    readChunk(cursor, header, { offset, firstLine: i * linesAChunk, linesAChunk }, arrays);
  }
  return {
    widthPx,
    heightPx,
    compression,
    attributes: header.attributes,
    channels: wanted.map(
      ({ name, type }): DecodedExrChannel => ({ name, type, data: arrays.get(name) ?? allocate(type, 0) }),
    ),
  };
}

function checkMemory(cursor: ByteCursor, header: ParsedExrHeader, wanted: number): void {
  const pixels = header.widthPx * header.heightPx;
  if (pixels * wanted * 4 > MAX_UNPACKED_BYTES) {
    throw new BacklotError('PICTURE_TOO_LARGE', `EXR: ${wanted} channels of ${pixels} pixels need more than 4 GiB`, {
      hint: 'Split the channels over several files.',
    });
  }
  if (pixels * header.channels.length * 2 > cursor.length * MAX_RATIO) {
    throw new OutOfBytes(`${cursor.length} bytes cannot hold ${pixels} pixels`);
  }
}

function allocate(type: string, count: number): Float32Array | Uint32Array {
  return type === 'uint' ? new Uint32Array(count) : new Float32Array(count);
}

interface ChunkPlace {
  readonly offset: number;
  readonly firstLine: number;
  readonly linesAChunk: number;
}

function readChunk(
  cursor: ByteCursor,
  header: ParsedExrHeader,
  place: ChunkPlace,
  arrays: ReadonlyMap<string, Float32Array | Uint32Array>,
): void {
  cursor.position = place.offset;
  const line = cursor.int32() - header.firstLine;
  if (line !== place.firstLine) {
    // A writer that died leaves zeros in the offset table.
    if (place.offset === 0) throw new OutOfBytes(`the chunk of line ${place.firstLine} was never written`);
    throw unreadable(`the chunk of line ${place.firstLine} says that it is line ${line}`);
  }
  const packed = cursor.take(cursor.int32());
  const lines = Math.min(place.linesAChunk, header.heightPx - line);
  const lineBytes = header.channels.reduce((sum, { type }) => sum + header.widthPx * (type === 'half' ? 2 : 4), 0);
  const isRaw = header.compression === 'none' || packed.length === lineBytes * lines;
  const raw = isRaw ? packed : inflateChunk(packed, header.compression, lineBytes * lines);
  if (raw.length !== lineBytes * lines) throw unreadable(`the chunk of line ${line} holds ${raw.length} bytes`);
  unpackExrChunk(raw, !isRaw, header.widthPx, linesOf(header, line, lines, lineBytes, arrays));
}

function inflateChunk(packed: Uint8Array, compression: string, length: number): Uint8Array {
  if (compression === 'rle') {
    const bytes = decodeRunLengths(packed, length);
    if (!bytes) throw unreadable('a run-length chunk is damaged');
    return bytes;
  }
  try {
    return inflateSync(packed, { maxOutputLength: length });
  } catch (cause) {
    throw new BacklotError('PICTURE_UNREADABLE', 'EXR: a ZIP chunk is damaged', {
      hint: 'Copy or render the picture again.',
      cause,
    });
  }
}

function linesOf(
  header: ParsedExrHeader,
  firstLine: number,
  lines: number,
  lineBytes: number,
  arrays: ReadonlyMap<string, Float32Array | Uint32Array>,
): ExrUnpackLine[] {
  const places: ExrUnpackLine[] = [];
  let within = 0;
  for (const { name, type } of header.channels) {
    const target = arrays.get(name);
    for (let line = 0; target && line < lines; line++) {
      const targetOffset = (firstLine + line) * header.widthPx;
      places.push({ from: line * lineBytes + within, isHalf: type === 'half', target, targetOffset });
    }
    within += header.widthPx * (type === 'half' ? 2 : 4);
  }
  return places;
}
