import { colourOf } from './colour-of.ts';
import {
  type CodedSize,
  writeMovedPicture,
  writePicture,
  writePictureParameters,
  writeSequenceParameters,
} from './pcm-h264.ts';

/** What a film is asked to be. `widthPx` and `heightPx` are even. */
export interface FilmRequest extends CodedSize {
  readonly prompt: string;
  readonly frames: number;
  /** Pictures a second as a fraction: [24000, 1001]. */
  readonly frameRate: readonly [number, number];
}

const MOVED_PX = 4;
const MOST_MOVED = 48;

/**
 * An MP4 that every player takes: H.264 of a moving wave in the colour of the words. The same request gives the same bytes: 1.5
 * a pixel for each whole picture, and next to nothing for the others. No sound.
 */
export function makeFilm(request: FilmRequest): Buffer {
  const [cb, cr] = colourOf(request.prompt);
  const every = wholeEvery(request);
  const pictures = Array.from({ length: request.frames }, (_, index) => {
    const since = index % every;
    if (since > 0) return withLength(writeMovedPicture(request, since, MOVED_PX));
    const lumaAt = (x: number, y: number): number => 40 + ((x + (y >> 1) + index * MOVED_PX) & 127);
    return withLength(writePicture(request, index / every, { lumaAt, cb, cr }));
  });
  const type = box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1'));
  const data = box('mdat', ...pictures);
  return Buffer.concat([type, data, writeIndex(request, pictures, type.length + 8)]);
}

/** Pictures from one whole one to the next: what comes in from the right is the edge, and must not fill a quarter of the width. */
function wholeEvery({ widthPx }: CodedSize): number {
  return Math.max(1, Math.min(MOST_MOVED, Math.floor(widthPx / 4 / MOVED_PX)));
}

function writeIndex(request: FilmRequest, pictures: readonly Buffer[], firstAt: number): Buffer {
  const [scale, step] = request.frameRate;
  const duration = request.frames * step;
  const track = box(
    'trak',
    full('tkhd', 7, u32(0, 0, 1, 0, duration, 0, 0, 0, 0), MATRIX, u32(request.widthPx << 16, request.heightPx << 16)),
    box(
      'mdia',
      full('mdhd', 0, u32(0, 0, scale, duration, 0x55c40000)),
      full('hdlr', 0, u32(0), Buffer.from('vide'), u32(0, 0, 0), Buffer.from('film\0')),
      box(
        'minf',
        full('vmhd', 1, Buffer.alloc(8)),
        box('dinf', full('dref', 0, u32(1), full('url ', 1))),
        box('stbl', ...writeSamples(request, pictures, firstAt)),
      ),
    ),
  );
  const header = full(
    'mvhd',
    0,
    u32(0, 0, scale, duration, 0x10000, 0x1000000, 0, 0),
    MATRIX,
    Buffer.alloc(24),
    u32(2),
  );
  return box('moov', header, track);
}

function writeSamples(request: FilmRequest, pictures: readonly Buffer[], firstAt: number): Buffer[] {
  let at = firstAt;
  const every = wholeEvery(request);
  const whole = pictures.flatMap((_, index) => (index % every === 0 ? index + 1 : []));
  const offsets = pictures.map((picture) => {
    at += picture.length;
    return at - picture.length;
  });
  return [
    full('stsd', 0, u32(1), writeEntry(request)),
    full('stss', 0, u32(whole.length, ...whole)),
    full('stts', 0, u32(1, request.frames, request.frameRate[1])),
    full('stsc', 0, u32(1, 1, 1, 1)),
    full('stsz', 0, u32(0, pictures.length, ...pictures.map((picture) => picture.length))),
    full('stco', 0, u32(offsets.length, ...offsets)),
  ];
}

function writeEntry(size: CodedSize): Buffer {
  const [sequence, picture] = [writeSequenceParameters(size), writePictureParameters()];
  const fields = Buffer.alloc(78);
  fields.writeUInt16BE(1, 6);
  fields.writeUInt16BE(size.widthPx, 24);
  fields.writeUInt16BE(size.heightPx, 26);
  fields.writeUInt32BE(0x480000, 28);
  fields.writeUInt32BE(0x480000, 32);
  fields.writeUInt16BE(1, 40);
  fields.writeUInt16BE(24, 74);
  fields.writeInt16BE(-1, 76);
  const set = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const start = Buffer.from([1, ...sequence.subarray(1, 4), 0xff, 0xe1]);
  return box('avc1', fields, box('avcC', start, set(sequence), Buffer.from([1]), set(picture)));
}

const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

function full(type: string, flags: number, ...parts: readonly Buffer[]): Buffer {
  return box(type, u32(flags), ...parts);
}

function withLength(unit: Buffer): Buffer {
  return Buffer.concat([u32(unit.length), unit]);
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
}
