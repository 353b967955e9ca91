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
  return explainEnd(bytes, () => decodePixels(openExr(bytes, options.maxPixels), options));
}

/** Does a job on the bytes of a file. @throws BacklotError `PICTURE_TRUNCATED` where it runs out of them */
export function explainEnd<Result>(bytes: Uint8Array, job: () => Result): Result {
  try {
    return job();
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

/** A file whose header is read and whose scan lines can be. */
export interface OpenedExr {
  readonly cursor: ByteCursor;
  readonly header: ParsedExrHeader;
  /** Lines in each chunk but the last. */
  readonly linesAChunk: number;
  /** Where each chunk lies in the file, in the order of the lines. */
  readonly offsets: readonly number[];
}

/** @throws BacklotError `PICTURE_UNREADABLE`, `PICTURE_TOO_LARGE`; OutOfBytes */
export function openExr(bytes: Uint8Array, maxPixels = DEFAULT_MAX_PIXELS): OpenedExr {
  const cursor = new ByteCursor(bytes);
  const header = parseExrHeader(cursor);
  const { widthPx, heightPx, compression, channels } = header;
  checkPixelCount('EXR', widthPx, heightPx, maxPixels);
  const linesAChunk = { none: 1, rle: 1, zips: 1, zip: 16 }[compression as string];
  if (header.unusualLayout || linesAChunk === undefined) {
    throw unreadable(`${header.unusualLayout ?? `${compression} compression`} is not read here`);
  }
  const subsampled = channels.find((channel) => channel.isSubsampled);
  if (subsampled) throw unreadable(`channel "${subsampled.name}" is subsampled`);
  const offsets = Array.from({ length: Math.ceil(heightPx / linesAChunk) }, () => cursor.uint64());
  return { cursor, header, linesAChunk, offsets };
}

function decodePixels(exr: OpenedExr, options: ReadExrOptions): DecodedExr {
  const { widthPx, heightPx, compression, attributes, channels } = exr.header;
  const wanted = channels.filter(({ name }) => options.channels?.includes(name) ?? true);
  checkMemory(exr, wanted.length);
  const arrays = new Map(wanted.map(({ name, type }) => [name, allocate(type, widthPx * heightPx)]));
  for (let chunk = 0; chunk < exr.offsets.length; chunk++) readChunk(exr, chunk, arrays, chunk * exr.linesAChunk);
  return {
    widthPx,
    heightPx,
    compression,
    attributes,
    channels: wanted.map(
      ({ name, type }): DecodedExrChannel => ({ name, type, data: arrays.get(name) ?? allocate(type, 0) }),
    ),
  };
}

/** Refuses what would need too much memory. @throws BacklotError `PICTURE_TOO_LARGE`; OutOfBytes */
export function checkMemory({ cursor, header }: OpenedExr, wanted: number): void {
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

/** Room for samples of a channel's type. */
export function allocate(type: string, count: number): Float32Array | Uint32Array {
  return type === 'uint' ? new Uint32Array(count) : new Float32Array(count);
}

/** Unpacks chunk `index` into the arrays of the channels wanted, from their line `targetLine` on. */
export function readChunk(
  { cursor, header, linesAChunk, offsets }: OpenedExr,
  index: number,
  arrays: ReadonlyMap<string, Float32Array | Uint32Array>,
  targetLine: number,
): void {
  const [line, offset] = [index * linesAChunk, offsets[index] ?? 0];
  cursor.position = offset;
  const stated = cursor.int32() - header.firstLine;
  if (stated !== line) {
    // A writer that died leaves zeros in the offset table.
    if (offset === 0) throw new OutOfBytes(`the chunk of line ${line} was never written`);
    throw unreadable(`the chunk of line ${line} says that it is line ${stated}`);
  }
  const packed = cursor.take(cursor.int32());
  const lines = Math.min(linesAChunk, header.heightPx - line);
  const lineBytes = header.channels.reduce((sum, { type }) => sum + header.widthPx * (type === 'half' ? 2 : 4), 0);
  const isRaw = header.compression === 'none' || packed.length === lineBytes * lines;
  const raw = isRaw ? packed : inflateChunk(packed, header.compression, lineBytes * lines);
  if (raw.length !== lineBytes * lines) throw unreadable(`the chunk of line ${line} holds ${raw.length} bytes`);
  unpackExrChunk(raw, !isRaw, header.widthPx, linesOf(header, targetLine, lines, lineBytes, arrays));
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
