import { deflateSync } from 'node:zlib';
import { BacklotError } from '@backlot/film';
import { FloatType } from 'three';
import { EXRLoader } from 'three/examples/jsm/loaders/EXRLoader.js';
import { describe, expect, it } from 'vitest';
import { decodeRunLengths } from './decode-run-lengths.ts';
import type { ExrChannel, ExrCompression, ExrImage } from './exr-image.ts';
import { decodeExr } from './read-exr.ts';
import { encodeExr } from './write-exr.ts';

const widthPx = 37;
const heightPx = 41;
const count = widthPx * heightPx;
const wave = (i: number) => Math.fround(Math.sin(i * 0.37) * 3 + i / 500);

/** Interleaved RGB halves, float depth, uint ids and raw half bits in one picture. */
function picture(compression: ExrCompression): ExrImage {
  const rgb = Float32Array.from({ length: count * 3 }, (_, i) => wave(i));
  const colour = ['R', 'G', 'B'].map(
    (name, offset): ExrChannel => ({ name, type: 'half', data: rgb, offset, stride: 3 }),
  );
  return {
    widthPx,
    heightPx,
    compression,
    channels: [
      ...colour,
      { name: 'depth.Z', type: 'float', data: Float32Array.from({ length: count }, (_, i) => wave(i) * 1e5) },
      { name: 'id', type: 'uint', data: Uint32Array.from({ length: count }, (_, i) => (i * 2_654_435_761) >>> 0) },
      { name: 'a.bits', type: 'half', data: Uint16Array.from({ length: count }, (_, i) => (i * 7) & 0x7bff) },
    ],
    attributes: {
      framesPerSecond: { numerator: 24_000, denominator: 1001 },
      timeCode: { hours: 1, minutes: 59, seconds: 38, frame: 23 },
      pixelAspectRatio: 1,
      text: { owner: 'Backlot', 'backlot/a name of more than thirty-one bytes': 'ü' },
    },
  };
}

const errorOf = (bytes: Uint8Array): BacklotError | undefined => {
  try {
    decodeExr(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof BacklotError) return error;
    throw error;
  }
};

describe('encodeExr and decodeExr', () => {
  it.each(['none', 'zips', 'zip'] as const)('give every channel and attribute back with %s', (compression) => {
    const image = picture(compression);
    const exr = decodeExr(encodeExr(image));
    expect(exr).toMatchObject({ widthPx, heightPx, compression, attributes: image.attributes! });
    expect(exr.channels.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'B half',
      'G half',
      'R half',
      'a.bits half',
      'depth.Z float',
      'id uint',
    ]);
    const of = (name: string) => exr.channels.find((channel) => channel.name === name)!.data;
    expect(of('depth.Z')).toEqual(image.channels[3]!.data);
    expect(of('id')).toEqual(image.channels[4]!.data);
    for (let i = 0; i < count; i++) {
      for (const [c, name] of ['R', 'G', 'B'].entries()) {
        const value = wave(i * 3 + c);
        expect(Math.abs(of(name)[i]! - value)).toBeLessThanOrEqual(Math.abs(value) / 2048 + 2 ** -25);
      }
    }
  });

  it('gives the same bytes each time, whatever the order of channels', () => {
    const image = picture('zip');
    const bytes = encodeExr(image);
    expect(Buffer.compare(bytes, encodeExr({ ...image, channels: [...image.channels].reverse() }))).toBe(0);
  });

  it('is read alike by three’s EXRLoader', () => {
    for (const compression of ['none', 'zips', 'zip'] as const) {
      const image = picture(compression);
      const bytes = encodeExr({ ...image, channels: image.channels.slice(0, 3) });
      const loaded = new EXRLoader().setDataType(FloatType).parse(Uint8Array.from(bytes).buffer) as {
        width: number;
        data: Float32Array;
      };
      const ours = decodeExr(bytes).channels;
      expect(loaded.width).toBe(widthPx);
      for (let i = 0; i < count; i++) {
        const from = (heightPx - 1 - Math.floor(i / widthPx)) * widthPx + (i % widthPx);
        for (let c = 0; c < 3; c++) expect(loaded.data[from * 4 + c]).toBe(ours[2 - c]!.data[i]);
      }
    }
  });

  it('unpacks only the channels that were asked for', () => {
    const exr = decodeExr(encodeExr(picture('zip')), { channels: ['G', 'nothing'] });
    expect(exr.channels.map(({ name }) => name)).toEqual(['G']);
  });

  it('reads run-length files', () => {
    const raw = decodeRunLengths(Uint8Array.of(3, 9, 0xfe, 1, 2), 6);
    expect(raw).toEqual(Uint8Array.of(9, 9, 9, 9, 1, 2));
    expect(decodeRunLengths(Uint8Array.of(3, 9), 5)).toBeUndefined();
    expect(decodeRunLengths(Uint8Array.of(0xfe, 1), 2)).toBeUndefined();
  });

  it('refuses channels that do not fit the picture', () => {
    const data = new Float32Array(4);
    const of = (channel: ExrChannel) => () => encodeExr({ widthPx: 2, heightPx: 2, channels: [channel] });
    expect(of({ name: 'R', type: 'half', data, stride: 3 })).toThrow(/expected 12 values, got 4/);
    expect(of({ name: 'R', type: 'uint', data })).toThrow(/Float32Array cannot be stored as uint/);
    expect(of({ name: '', type: 'half', data })).toThrow(/1..255 bytes/);
  });
});

describe('decodeExr on damaged files', () => {
  const whole = Buffer.from(encodeExr(picture('zip')));

  it('says that a file was cut off, wherever', () => {
    for (let length = 8; length < whole.length; length += 97) {
      expect(errorOf(whole.subarray(0, length))?.code).toBe('PICTURE_TRUNCATED');
    }
  });

  it('says that a chunk is damaged', () => {
    const flipped = Buffer.from(whole);
    flipped[whole.length - 300]! ^= 0x55;
    const code = errorOf(flipped)?.code;
    expect(code).toBe('PICTURE_UNREADABLE');
  });

  it('refuses huge pictures from the header alone', () => {
    const huge = Buffer.from(whole);
    const at = huge.indexOf('dataWindow') + 'dataWindow'.length + 1 + 'box2i'.length + 1 + 4;
    huge.writeInt32LE(29_999, at + 8);
    huge.writeInt32LE(29_999, at + 12);
    expect(errorOf(huge)?.code).toBe('PICTURE_TOO_LARGE');
    huge.writeInt32LE(7999, at + 8);
    huge.writeInt32LE(7999, at + 12);
    expect(errorOf(huge)?.code).toBe('PICTURE_TRUNCATED');
  });

  it('does not inflate a chunk beyond its size', () => {
    const flat = {
      widthPx: 16,
      heightPx: 16,
      channels: [{ name: 'Y', type: 'half', data: new Float32Array(256) }],
    } as const;
    const small = Buffer.from(encodeExr(flat));
    const chunkAt = small.indexOf(Buffer.of(0x78, 0x01));
    const bomb = deflateSync(Buffer.alloc(20_000_000));
    const bytes = Buffer.concat([small.subarray(0, chunkAt), bomb]);
    bytes.writeInt32LE(bomb.length, chunkAt - 4);
    expect(errorOf(bytes)).toMatchObject({ code: 'PICTURE_UNREADABLE', message: 'EXR: a ZIP chunk is damaged' });
  });

  it('throws nothing but BacklotError for random changes, and ends', () => {
    let state = 1;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let refused = 0;
    for (let round = 0; round < 1500; round++) {
      const bytes = Buffer.from(whole);
      for (let change = random(4); change >= 0; change--) {
        // Headers are small: most changes should hit them.
        const at = random(4) > 0 ? random(700) : random(bytes.length);
        if (random(3) === 0)
          bytes.writeInt32LE([-1, 0, 0x7fffffff, 65_536][random(4)]!, Math.min(at, bytes.length - 4));
        else bytes[at] = random(256);
      }
      if (errorOf(random(5) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes)) refused += 1;
    }
    expect(refused).toBeGreaterThan(300);
  });
});
