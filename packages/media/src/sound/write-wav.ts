import { writeFileAtomically } from '../files/write-file-atomically.ts';
import { type Sound, sampleCountOf } from './sound.ts';
import { FULL_SCALE, SUB_FORMAT_TAIL, SURROUND_MASK, UNKNOWN_SIZE, WAV_CODES } from './wav-format.ts';

/** How a WAV is written. */
export interface WriteWavOptions {
  /** Default 24. */
  readonly bitsPerSample?: 16 | 24;
}

const PLAIN_FORMAT_BYTES = 16;
const EXTENDED_FORMAT_BYTES = 40;
/** RIFF, WAVE, the heads of both chunks. */
const FRAME_BYTES = 28;

/**
 * Encodes PCM as RIFF WAVE, little endian; what goes beyond full scale is cut off, NaN is silence. Same sound, same bytes;
 * what was read from 16 or 24 bits is written back as it was. More than two channels are written as WAVEFORMATEXTENSIBLE; six are
 * L, R, C, LFE, Ls, Rs. Throws a RangeError beyond 4 GiB and for uneven channels:
 * both are a caller's bug.
 */
export function encodeWav(sound: Sound, { bitsPerSample = 24 }: WriteWavOptions = {}): Uint8Array {
  const { channels, sampleRateHz } = sound;
  const count = sampleCountOf(sound);
  if (channels.length === 0 || channels.some(({ length }) => length !== count)) {
    throw new RangeError('WAV: expected one or more channels of one length');
  }
  const step = bitsPerSample / 8;
  const dataBytes = count * channels.length * step;
  const formatBytes = channels.length > 2 ? EXTENDED_FORMAT_BYTES : PLAIN_FORMAT_BYTES;
  const headBytes = FRAME_BYTES + formatBytes;
  if (dataBytes > UNKNOWN_SIZE - headBytes) throw new RangeError('WAV: more than 4 GiB do not fit');
  const bytes = Buffer.alloc(headBytes + dataBytes + (dataBytes % 2));
  writeHead(bytes, { channelCount: channels.length, sampleRateHz, bitsPerSample, dataBytes, formatBytes });
  const scale = FULL_SCALE[bitsPerSample];
  for (let i = 0, at = headBytes; i < count; i++) {
    for (const channel of channels) {
      const code = Math.min(scale - 1, Math.max(-scale, Math.round((channel[i] as number) * scale) || 0));
      bytes.writeIntLE(code, at, step);
      at += step;
    }
  }
  return bytes;
}

/**
 * Writes `encodeWav`'s bytes: temporary name, fsync, rename.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function writeWav(path: string, sound: Sound, options: WriteWavOptions = {}): Promise<void> {
  await writeFileAtomically(path, [encodeWav(sound, options)]);
}

function writeHead(
  bytes: Buffer,
  about: {
    readonly channelCount: number;
    readonly sampleRateHz: number;
    readonly bitsPerSample: number;
    readonly dataBytes: number;
    readonly formatBytes: number;
  },
): void {
  const { channelCount, sampleRateHz, bitsPerSample, dataBytes, formatBytes } = about;
  const isExtended = formatBytes === EXTENDED_FORMAT_BYTES;
  const frameBytes = (channelCount * bitsPerSample) / 8;
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.byteLength - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(formatBytes, 16);
  bytes.writeUInt16LE(isExtended ? WAV_CODES.extensible : WAV_CODES.pcm, 20);
  bytes.writeUInt16LE(channelCount, 22);
  bytes.writeUInt32LE(sampleRateHz, 24);
  bytes.writeUInt32LE(sampleRateHz * frameBytes, 28);
  bytes.writeUInt16LE(frameBytes, 32);
  bytes.writeUInt16LE(bitsPerSample, 34);
  if (isExtended) {
    bytes.writeUInt16LE(22, 36);
    bytes.writeUInt16LE(bitsPerSample, 38);
    bytes.writeUInt32LE(channelCount === 6 ? SURROUND_MASK : 0, 40);
    bytes.writeUInt16LE(WAV_CODES.pcm, 44);
    bytes.write(SUB_FORMAT_TAIL, 46, 'hex');
  }
  bytes.write('data', 20 + formatBytes, 'latin1');
  bytes.writeUInt32LE(dataBytes, 24 + formatBytes);
}
