import { open } from 'node:fs/promises';

const HEAD_BYTES = 16;

/** Bytes in hexadecimal, with a dot for each digit that may be anything. */
const SIGNATURES: readonly { readonly mediaType: string; readonly at: number; readonly bytes: string }[] = [
  { mediaType: 'image/png', at: 0, bytes: '89504e470d0a1a0a' },
  { mediaType: 'image/jpeg', at: 0, bytes: 'ffd8ff' },
  { mediaType: 'image/tiff', at: 0, bytes: '49492a00' },
  { mediaType: 'image/tiff', at: 0, bytes: '4d4d002a' },
  { mediaType: 'image/x-exr', at: 0, bytes: '762f3101' },
  { mediaType: 'audio/wav', at: 8, bytes: '57415645' },
  { mediaType: 'audio/mpeg', at: 0, bytes: '494433' },
  { mediaType: 'audio/flac', at: 0, bytes: '664c6143' },
  { mediaType: 'audio/ogg', at: 0, bytes: '4f676753' },
  { mediaType: 'video/quicktime', at: 4, bytes: '667479707174' },
  { mediaType: 'audio/mp4', at: 4, bytes: '667479704d3441' },
  { mediaType: 'video/mp4', at: 4, bytes: '66747970' },
  { mediaType: 'video/webm', at: 0, bytes: '1a45dfa3' },
  { mediaType: 'image/webp', at: 0, bytes: '52494646........57454250' },
  { mediaType: 'audio/wav', at: 0, bytes: '52494646........57415645' },
  { mediaType: 'audio/flac', at: 0, bytes: '664c6143' },
  { mediaType: 'audio/ogg', at: 0, bytes: '4f676753' },
  { mediaType: 'audio/mpeg', at: 0, bytes: '494433' },
  { mediaType: 'audio/mpeg', at: 0, bytes: 'fffb' },
  { mediaType: 'audio/mpeg', at: 0, bytes: 'fff3' },
];

/** What a file is by its first bytes, whatever its name says; `application/octet-stream` when none is known. */
export async function sniffMediaType(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const hex = buffer.subarray(0, bytesRead).toString('hex');
    const found = SIGNATURES.find(({ at, bytes }) => new RegExp(`^.{${at * 2}}${bytes}`).test(hex));
    return found?.mediaType ?? 'application/octet-stream';
  } finally {
    await file.close();
  }
}
