import { readFile } from 'node:fs/promises';
import type { Sound } from './sound.ts';
import { soundUnreadable } from './sound-unreadable.ts';
import { FULL_SCALE, type PcmDepth, UNKNOWN_SIZE, WAV_CODES } from './wav-format.ts';

const HIGHEST_RATE_HZ = 768_000;
const MOST_CHANNELS = 64;
/** Of a `fmt ` chunk without extension, and up to the extension's own code. */
const [PLAIN_BYTES, EXTENDED_BYTES] = [16, 26];

/** Whether bytes begin as a WAV does; 12 are enough. */
export function isWav(bytes: Uint8Array): boolean {
  return textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WAVE';
}

/** Reads a WAV file; see `decodeWav`. */
export async function readWav(path: string): Promise<Sound> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw soundUnreadable(path, 'it cannot be opened', cause);
  });
  return decodeWav(bytes, path);
}

/**
 * Decodes RIFF WAVE: PCM of 8, 16, 24 or 32 bits, floats of 32; a size that its writer did not know is taken as "to the end".
 * @throws BacklotError `SOUND_UNREADABLE` for what is none, is cut off, or is coded otherwise
 */
export function decodeWav(bytes: Uint8Array, name: string): Sound {
  if (!isWav(bytes)) throw soundUnreadable(name, 'it is no RIFF WAVE');
  const { fmt, data } = findChunks(bytes, name);
  const format = readFormat(fmt, name);
  const frameBytes = (format.channelCount * format.bitsPerSample) / 8;
  const count = Math.floor(data.byteLength / frameBytes);
  if (count === 0) throw soundUnreadable(name, 'it holds no sample');
  const channels = Array.from({ length: format.channelCount }, () => new Float32Array(count));
  const read = sampleReader(new DataView(data.buffer, data.byteOffset, data.byteLength), format);
  const step = format.bitsPerSample / 8;
  for (let i = 0, at = 0; i < count; i++) {
    for (const channel of channels) {
      channel[i] = read(at);
      at += step;
    }
  }
  return { sampleRateHz: format.sampleRateHz, channels };
}

interface WavFormat {
  readonly isFloat: boolean;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly bitsPerSample: PcmDepth;
}

function findChunks(bytes: Uint8Array, name: string): { fmt: Uint8Array; data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let fmt: Uint8Array | undefined;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const [id, size, start] = [textAt(bytes, at), view.getUint32(at + 4, true), at + 8];
    const rest = bytes.byteLength - start;
    if (id === 'data' && fmt) {
      // A writer to a pipe leaves 0 or the largest number there.
      const isUnknown = size === UNKNOWN_SIZE || size === 0;
      if (!isUnknown && size > rest) throw soundUnreadable(name, `it is cut off: ${rest} of ${size} bytes are there`);
      return { fmt, data: bytes.subarray(start, isUnknown ? undefined : start + size) };
    }
    if (id === 'fmt ') fmt = bytes.subarray(start, start + Math.min(size, rest));
    at = start + size + (size % 2);
  }
  throw soundUnreadable(name, fmt ? 'it has no data' : 'it does not say how it is coded');
}

function readFormat(fmt: Uint8Array, name: string): WavFormat {
  if (fmt.byteLength < PLAIN_BYTES) throw soundUnreadable(name, 'its format is cut off');
  const view = new DataView(fmt.buffer, fmt.byteOffset, fmt.byteLength);
  const stated = view.getUint16(0, true);
  const isExtended = stated === WAV_CODES.extensible && fmt.byteLength >= EXTENDED_BYTES;
  const code = isExtended ? view.getUint16(24, true) : stated;
  const channelCount = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  const bits = view.getUint16(14, true);
  const isFloat = code === WAV_CODES.float;
  const isKnown = isFloat ? bits === 32 : code === WAV_CODES.pcm && isPcmDepth(bits);
  if (!isKnown) throw soundUnreadable(name, `it is coded as format ${code} with ${bits} bits`);
  const isPossible =
    channelCount >= 1 && channelCount <= MOST_CHANNELS && sampleRateHz >= 1 && sampleRateHz <= HIGHEST_RATE_HZ;
  if (!isPossible) throw soundUnreadable(name, `it claims ${channelCount} channels at ${sampleRateHz} Hz`);
  return { isFloat, channelCount, sampleRateHz, bitsPerSample: bits as PcmDepth };
}

function isPcmDepth(bits: number): bits is PcmDepth {
  return Object.hasOwn(FULL_SCALE, bits);
}

function sampleReader(view: DataView, { isFloat, bitsPerSample }: WavFormat): (at: number) => number {
  if (isFloat) return (at) => view.getFloat32(at, true);
  const scale = FULL_SCALE[bitsPerSample];
  switch (bitsPerSample) {
    case 8:
      return (at) => (view.getUint8(at) - scale) / scale;
    case 16:
      return (at) => view.getInt16(at, true) / scale;
    case 24:
      return (at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / scale;
    case 32:
      return (at) => view.getInt32(at, true) / scale;
  }
}

function textAt(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
}
