import { type ExrPackChannel, packExrChunks } from '@backlot/kernels';
import { writeFileAtomically } from '../files/write-file-atomically.ts';
import { compareBytes, encodeExrHeader } from './exr-header-writer.ts';
import type { ExrChannel, ExrImage } from './exr-image.ts';

/**
 * Encodes a single-part scan-line EXR (OpenEXR 2 file layout); channels are sorted by name. Same image, same bytes on
 * every machine. Throws a RangeError for channels of the wrong length or type: that is a bug of the caller.
 */
export function encodeExr(image: ExrImage): Uint8Array {
  return Buffer.concat(encodeParts(image));
}

/**
 * Writes `encodeExr`'s bytes: temporary name, fsync, rename.
 * @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function writeExr(path: string, image: ExrImage): Promise<void> {
  await writeFileAtomically(path, [Buffer.concat(encodeParts(image))]);
}

function encodeParts(image: ExrImage): Uint8Array[] {
  const { widthPx, heightPx, compression = 'zip', attributes = {} } = image;
  if (!(Number.isInteger(widthPx) && Number.isInteger(heightPx) && widthPx > 0 && heightPx > 0)) {
    throw new RangeError(`EXR: expected a size in whole pixels, got ${widthPx} × ${heightPx}`);
  }
  const channels = [...image.channels].sort((a, b) => compareBytes(a.name, b.name));
  if (channels.length === 0) throw new RangeError('EXR: expected at least one channel');
  for (const [i, channel] of channels.entries()) {
    if (channel.name === channels[i + 1]?.name) throw new RangeError(`EXR: two channels named "${channel.name}"`);
    checkSamples(channel, widthPx * heightPx);
  }
  const header = encodeExrHeader({ widthPx, heightPx, channels, compression, attributes });
  const linesAChunk = compression === 'zip' ? 16 : 1;
  const chunks = packExrChunks(channels.map(toPackChannel), { widthPx, heightPx }, linesAChunk, compression !== 'none');
  const offsets = Buffer.alloc(chunks.length * 8);
  let at = header.length + offsets.length;
  const body = chunks.flatMap((chunk, i) => {
    offsets.writeBigUInt64LE(BigInt(at), i * 8);
    const prefix = Buffer.alloc(8);
    prefix.writeInt32LE(i * linesAChunk, 0);
    prefix.writeInt32LE(chunk.length, 4);
    at += 8 + chunk.length;
    return [prefix, chunk];
  });
  return [header, offsets, ...body];
}

function toPackChannel({ data, type, offset = 0, stride = 1 }: ExrChannel): ExrPackChannel {
  return { data, offset, stride, isHalf: type === 'half' };
}

function checkSamples({ name, type, data, offset = 0, stride = 1 }: ExrChannel, count: number): void {
  const fits = { half: [Float32Array, Uint16Array], float: [Float32Array], uint: [Uint32Array] }[type];
  if (!fits.some((kind) => data instanceof kind)) {
    throw new RangeError(`EXR channel "${name}": a ${data.constructor.name} cannot be stored as ${type}`);
  }
  if (!(stride >= 1 && offset >= 0 && offset < stride) || data.length !== count * stride) {
    throw new RangeError(`EXR channel "${name}": expected ${count * stride} values, got ${data.length}`);
  }
}
