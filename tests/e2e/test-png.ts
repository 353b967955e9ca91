import { deflateSync } from 'node:zlib';
import { crc32Of } from './crc32.ts';

/** An 8-bit RGB PNG, written without the code under test. */
export function encodeTestPng(
  widthPx: number,
  heightPx: number,
  colourAt: (x: number, y: number) => readonly [number, number, number],
): Buffer {
  const rows = Buffer.alloc(heightPx * (1 + widthPx * 3));
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) rows.set(colourAt(x, y), y * (1 + widthPx * 3) + 1 + x * 3);
  }
  return wrapPng(widthPx, heightPx, deflateSync(rows));
}

/** A PNG that claims a size and holds what it is given. */
export function wrapPng(widthPx: number, heightPx: number, compressed: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', compressed), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32Of(body));
  return Buffer.concat([length, body, crc]);
}
