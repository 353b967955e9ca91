import { crc32, deflateSync } from 'node:zlib';
import { colourOf } from './colour-of.ts';

/** What a picture is asked to be. */
export interface PictureRequest {
  readonly prompt: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** An 8-bit RGB PNG: a gradient in a colour of the prompt's, so that the same words give the same bytes. */
export function makePicture({ prompt, widthPx, heightPx }: PictureRequest): Buffer {
  const [red, green, blue] = colourOf(prompt);
  const rows = Buffer.alloc(heightPx * (widthPx * 3 + 1));
  for (let y = 0, at = 0; y < heightPx; y++) {
    rows[at++] = 0;
    for (let x = 0; x < widthPx; x++) {
      const light = 0.5 + (0.5 * (x + y)) / (widthPx + heightPx);
      rows[at++] = red * light;
      rows[at++] = green * light;
      rows[at++] = blue * light;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
