import { deflateSync } from 'node:zlib';

/** A small valid RGB PNG with a text chunk and a trailing private chunk: ancillary bytes that a seal must cover too. */
export function makePng(widthPx: number, heightPx: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rowBytes = 1 + widthPx * 3;
  const rows = Uint8Array.from({ length: rowBytes * heightPx }, (_, at) => (at % rowBytes === 0 ? 0 : (at * 7) % 251));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    makeChunk('IHDR', header),
    makeChunk('tEXt', Buffer.from('Comment\0a street at noon')),
    makeChunk('IDAT', deflateSync(rows)),
    makeChunk('zzAp', Buffer.from('private words')),
    makeChunk('IEND', Buffer.alloc(0)),
  ]);
}

function makeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.byteLength + 8);
  chunk.writeUInt32BE(data.byteLength, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), 4 + body.byteLength);
  return chunk;
}

/** ISO 3309, as PNG annex D has it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
