import { EXR_COMPRESSIONS, EXR_MAGIC, EXR_SAMPLE_TYPES, REC709_CHROMATICITIES } from './exr-constants.ts';
import type { ExrAttributes, ExrSampleType, ExrTimeCode } from './exr-image.ts';

export interface ExrHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Sorted by name. */
  readonly channels: readonly { readonly name: string; readonly type: ExrSampleType }[];
  readonly compression: (typeof EXR_COMPRESSIONS)[number];
  readonly attributes: ExrAttributes;
}

/** The header of a single-part scan-line file, up to and with its closing zero; attributes in a fixed order. */
export function encodeExrHeader(header: ExrHeader): Uint8Array {
  const { widthPx, heightPx, attributes } = header;
  const window = int32s(0, 0, widthPx - 1, heightPx - 1);
  const entries: [name: string, type: string, value: Uint8Array][] = [
    ['channels', 'chlist', channelList(header.channels)],
    ['chromaticities', 'chromaticities', floats(...(attributes.chromaticities ?? REC709_CHROMATICITIES))],
    ['compression', 'compression', Uint8Array.of(EXR_COMPRESSIONS.indexOf(header.compression))],
    ['dataWindow', 'box2i', window],
    ['displayWindow', 'box2i', window],
    ['lineOrder', 'lineOrder', Uint8Array.of(0)],
    ['pixelAspectRatio', 'float', floats(attributes.pixelAspectRatio ?? 1)],
    ['screenWindowCenter', 'v2f', floats(0, 0)],
    ['screenWindowWidth', 'float', floats(1)],
  ];
  const rate = attributes.framesPerSecond;
  if (rate) entries.push(['framesPerSecond', 'rational', int32s(rate.numerator, rate.denominator)]);
  if (attributes.timeCode) entries.push(['timeCode', 'timecode', int32s(packTimeCode(attributes.timeCode), 0)]);
  const known = new Set(entries.map(([name]) => name));
  for (const [name, value] of Object.entries(attributes.text ?? {})) {
    if (known.has(name)) throw new RangeError(`EXR text attribute: the name "${name}" is taken`);
    entries.push([name, 'string', Buffer.from(value)]);
  }
  entries.sort(([a], [b]) => compareBytes(a, b));
  const hasLongNames = [...header.channels.map(({ name }) => name), ...entries.map(([name]) => name)].some(
    (name) => Buffer.byteLength(name) > 31,
  );
  const parts = entries.flatMap(([name, type, value]) => [text(name), text(type), int32s(value.length), value]);
  return Buffer.concat([int32s(EXR_MAGIC, 2 | (hasLongNames ? 0x400 : 0)), ...parts, Uint8Array.of(0)]);
}

/** OpenEXR sorts names by their bytes. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function channelList(channels: ExrHeader['channels']): Uint8Array {
  const parts = channels.flatMap(({ name, type }) => [text(name), int32s(EXR_SAMPLE_TYPES.indexOf(type), 0, 1, 1)]);
  return Buffer.concat([...parts, Uint8Array.of(0)]);
}

/** SMPTE 12M binary-coded decimals in OpenEXR's TV60 packing. */
function packTimeCode({ hours, minutes, seconds, frame, dropFrame }: ExrTimeCode): number {
  const decimal = (value: number) => (Math.floor(value / 10) << 4) | (value % 10);
  const drop = dropFrame ? 1 << 6 : 0;
  return decimal(frame % 40) | drop | (decimal(seconds) << 8) | (decimal(minutes) << 16) | (decimal(hours % 24) << 24);
}

function text(value: string): Uint8Array {
  const bytes = Buffer.from(`${value}\0`);
  if (bytes.length > 256 || bytes.length < 2 || bytes.indexOf(0) !== bytes.length - 1) {
    throw new RangeError(`EXR name: expected 1..255 bytes without zeros, got ${JSON.stringify(value)}`);
  }
  return bytes;
}

function int32s(...values: number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeInt32LE(value | 0, i * 4);
  return bytes;
}

function floats(...values: number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, i * 4);
  return bytes;
}
