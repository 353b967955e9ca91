import { BacklotError } from '@backlot/film';
import { ByteCursor } from '../files/byte-cursor.ts';
import { EXR_COMPRESSIONS, EXR_MAGIC, EXR_SAMPLE_TYPES } from './exr-constants.ts';
import type { Chromaticities, ExrAttributes, ExrSampleType, ExrTimeCode } from './exr-image.ts';

/** What a reader must know before the pixels. */
export interface ParsedExrHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** First line's number in the chunks. */
  readonly firstLine: number;
  readonly compression: (typeof EXR_COMPRESSIONS)[number];
  readonly channels: readonly ParsedExrChannel[];
  readonly attributes: ExrAttributes;
  /** `tiled`, `deep`, `multi-part`; undefined for scan lines in one part. */
  readonly unusualLayout: string | undefined;
}

interface ParsedExrChannel {
  readonly name: string;
  readonly type: ExrSampleType;
  readonly isSubsampled: boolean;
}

const MAX_ATTRIBUTES = 4096;
const MAX_CHANNELS = 1024;

/**
 * Reads a header and leaves the cursor at the offset table.
 * @throws BacklotError `PICTURE_UNREADABLE`; OutOfBytes where the file ends too early
 */
export function parseExrHeader(cursor: ByteCursor): ParsedExrHeader {
  if (cursor.int32() !== EXR_MAGIC) throw unreadable('the file does not start as an OpenEXR file');
  const version = cursor.int32();
  if ((version & 0xff) !== 2) throw unreadable(`version ${version & 0xff} of the file layout is unknown`);
  const attributes = readAttributes(cursor);
  const required = (name: string, type: string): ByteCursor => {
    const found = attributes.get(name);
    if (found?.type !== type) throw unreadable(`the header lacks "${name}"`);
    found.value.position = 0;
    return found.value;
  };
  const window = required('dataWindow', 'box2i');
  const [left, top, right, bottom] = [window.int32(), window.int32(), window.int32(), window.int32()];
  if (right < left || bottom < top) throw unreadable(`the data window ${left},${top} … ${right},${bottom} is empty`);
  const compression = EXR_COMPRESSIONS[required('compression', 'compression').uint8()];
  if (!compression) throw unreadable('its compression is unknown');
  return {
    widthPx: right - left + 1,
    heightPx: bottom - top + 1,
    firstLine: top,
    compression,
    channels: readChannels(required('channels', 'chlist')),
    attributes: knownAttributes(attributes),
    unusualLayout: unusualLayoutOf(version),
  };
}

/** The one shape of "this EXR cannot be read". */
export function unreadable(why: string, hint?: string): BacklotError {
  return new BacklotError('PICTURE_UNREADABLE', `EXR: ${why}`, {
    hint: hint ?? 'Write the picture again as a scan-line EXR with ZIP compression.',
  });
}

type Attributes = Map<string, { type: string; value: ByteCursor; length: number }>;

function readAttributes(cursor: ByteCursor): Attributes {
  const attributes: Attributes = new Map();
  for (let i = 0; i < MAX_ATTRIBUTES; i++) {
    const name = cursor.zeroEnded(255);
    if (name === '') return attributes;
    const type = cursor.zeroEnded(255);
    const length = cursor.int32();
    const bytes = cursor.take(length);
    attributes.set(name, { type, length, value: new ByteCursor(bytes) });
  }
  throw unreadable(`the header has more than ${MAX_ATTRIBUTES} attributes`);
}

function readChannels(list: ByteCursor): ParsedExrChannel[] {
  const channels: ParsedExrChannel[] = [];
  for (;;) {
    const name = list.zeroEnded(255);
    if (name === '') break;
    const type = EXR_SAMPLE_TYPES[list.int32()];
    if (!type) throw unreadable(`channel "${name}" has an unknown type`);
    list.take(4);
    const isSubsampled = list.int32() !== 1 || list.int32() !== 1;
    channels.push({ name, type, isSubsampled });
    if (channels.length > MAX_CHANNELS) throw unreadable(`it has more than ${MAX_CHANNELS} channels`);
  }
  if (channels.length === 0) throw unreadable('it has no channels');
  return channels;
}

function unusualLayoutOf(version: number): string | undefined {
  if (version & 0x1000) return 'multi-part';
  if (version & 0x800) return 'deep';
  return version & 0x200 ? 'tiled' : undefined;
}

function knownAttributes(attributes: Attributes): ExrAttributes {
  const value = (name: string, type: string): ByteCursor | undefined => {
    const found = attributes.get(name);
    return found?.type === type ? found.value : undefined;
  };
  const rate = value('framesPerSecond', 'rational');
  const timeCode = value('timeCode', 'timecode');
  const aspect = value('pixelAspectRatio', 'float');
  const chromaticities = value('chromaticities', 'chromaticities');
  const text = [...attributes].filter(([, { type }]) => type === 'string');
  return {
    ...(rate ? { framesPerSecond: { numerator: rate.int32(), denominator: rate.uint32() } } : {}),
    ...(timeCode ? { timeCode: unpackTimeCode(timeCode.uint32()) } : {}),
    ...(aspect ? { pixelAspectRatio: aspect.float32() } : {}),
    ...(chromaticities
      ? { chromaticities: Array.from({ length: 8 }, () => chromaticities.float32()) as unknown as Chromaticities }
      : {}),
    ...(text.length > 0
      ? { text: Object.fromEntries(text.map(([name, { value: at, length }]) => [name, at.take(length).toString()])) }
      : {}),
  };
}

function unpackTimeCode(bits: number): ExrTimeCode {
  const decimal = (shift: number, mask: number) => {
    const value = (bits >>> shift) & mask;
    return (value >> 4) * 10 + (value & 15);
  };
  const time = {
    hours: decimal(24, 0x3f),
    minutes: decimal(16, 0x7f),
    seconds: decimal(8, 0x7f),
    frame: decimal(0, 0x3f),
  };
  return (bits & 0x40) !== 0 ? { ...time, dropFrame: true } : time;
}
