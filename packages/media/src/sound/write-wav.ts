import { writeFileAtomically } from '../files/write-file-atomically.ts';
import { type Sound, sampleCountOf } from './sound.ts';
import { FULL_SCALE, UNKNOWN_SIZE, WAV_CODES } from './wav-format.ts';

/** How a WAV is written. */
export interface WriteWavOptions {
  /** Default 24. */
  readonly bitsPerSample?: 16 | 24;
}

const HEAD_BYTES = 44;

/**
 * Encodes PCM as RIFF WAVE, little endian; what goes beyond full scale is cut off, NaN is silence. Same sound, same bytes;
 * what was read from 16 or 24 bits is written back as it was. Throws a RangeError beyond 4 GiB and for uneven channels:
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
  if (dataBytes > UNKNOWN_SIZE - HEAD_BYTES) throw new RangeError('WAV: more than 4 GiB do not fit');
  const bytes = Buffer.alloc(HEAD_BYTES + dataBytes + (dataBytes % 2));
  writeHead(bytes, { channelCount: channels.length, sampleRateHz, bitsPerSample, dataBytes });
  const scale = FULL_SCALE[bitsPerSample];
  for (let i = 0, at = HEAD_BYTES; i < count; i++) {
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
  },
): void {
  const { channelCount, sampleRateHz, bitsPerSample, dataBytes } = about;
  const frameBytes = (channelCount * bitsPerSample) / 8;
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.byteLength - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(WAV_CODES.pcm, 20);
  bytes.writeUInt16LE(channelCount, 22);
  bytes.writeUInt32LE(sampleRateHz, 24);
  bytes.writeUInt32LE(sampleRateHz * frameBytes, 28);
  bytes.writeUInt16LE(frameBytes, 32);
  bytes.writeUInt16LE(bitsPerSample, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(dataBytes, 40);
}
