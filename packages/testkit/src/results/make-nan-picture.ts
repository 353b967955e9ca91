/** An uncompressed half-float RGB OpenEXR picture whose every red value is NaN (OpenEXR file layout, single-part scan lines). */
export function makeNanPicture(widthPx: number, heightPx: number): Buffer {
  const window = box(widthPx, heightPx);
  const header = Buffer.concat([
    Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]),
    attribute('channels', 'chlist', Buffer.concat([channel('B'), channel('G'), channel('R'), Buffer.from([0])])),
    attribute('compression', 'compression', Buffer.from([0])),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    attribute('lineOrder', 'lineOrder', Buffer.from([0])),
    attribute('pixelAspectRatio', 'float', float(1)),
    attribute('screenWindowCenter', 'v2f', Buffer.alloc(8)),
    attribute('screenWindowWidth', 'float', float(1)),
    Buffer.from([0]),
  ]);
  const lineBytes = widthPx * 6;
  const offsets = Buffer.alloc(heightPx * 8);
  const lines = Buffer.alloc(heightPx * (lineBytes + 8));
  for (let y = 0; y < heightPx; y++) {
    const at = y * (lineBytes + 8);
    offsets.writeBigUInt64LE(BigInt(header.length + offsets.length + at), y * 8);
    lines.writeInt32LE(y, at);
    lines.writeInt32LE(lineBytes, at + 4);
    for (let x = 0; x < widthPx; x++) lines.writeUInt16LE(0x7e00, at + 8 + (2 * widthPx + x) * 2);
  }
  return Buffer.concat([header, offsets, lines]);
}

function attribute(name: string, type: string, value: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32LE(value.length);
  return Buffer.concat([Buffer.from(`${name}\0${type}\0`, 'latin1'), size, value]);
}

/** Half float, sampled at every pixel. */
function channel(name: string): Buffer {
  return Buffer.concat([
    Buffer.from(`${name}\0`, 'latin1'),
    Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]),
  ]);
}

function box(widthPx: number, heightPx: number): Buffer {
  const value = Buffer.alloc(16);
  value.writeInt32LE(widthPx - 1, 8);
  value.writeInt32LE(heightPx - 1, 12);
  return value;
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
