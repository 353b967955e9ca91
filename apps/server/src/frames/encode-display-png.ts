import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const UP_FILTER = 2;

/**
 * An 8-bit RGB PNG of display bytes, made quickly: for the screen, not for keeping (files are written by
 * `@backlot/media`). PNG specification, third edition.
 */
export function encodeDisplayPng(widthPx: number, heightPx: number, rgb: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const sRgb = Buffer.of(0);
  const pixels = deflateSync(filterRows(widthPx * 3, heightPx, rgb), { level: 3 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('sRGB', sRgb),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function filterRows(rowBytes: number, rows: number, rgb: Uint8Array): Uint8Array {
  const filtered = new Uint8Array((rowBytes + 1) * rows);
  for (let row = 0; row < rows; row++) {
    const to = row * (rowBytes + 1) + 1;
    const from = row * rowBytes;
    filtered[to - 1] = UP_FILTER;
    for (let byte = 0; byte < rowBytes; byte++) {
      const above = row === 0 ? 0 : (rgb[from - rowBytes + byte] ?? 0);
      filtered[to + byte] = (rgb[from + byte] ?? 0) - above;
    }
  }
  return filtered;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
