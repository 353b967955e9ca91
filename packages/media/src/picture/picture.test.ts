import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { BacklotError } from '@backlot/film';
import { transferTable } from '@backlot/kernels';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeExr } from '../exr/write-exr.ts';
import { crc32 } from './crc32.ts';
import type { Picture } from './picture.ts';
import { readPicture } from './read-picture.ts';
import { sniffPicture } from './sniff-picture.ts';
import { encodePng, writePng } from './write-png.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-picture-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const put = async (name: string, bytes: Uint8Array | string): Promise<string> => {
  await writeFile(at(name), bytes);
  return at(name);
};
const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    (error: unknown) => (error instanceof BacklotError ? error.code : error),
  );

/** 40 × 30 codes that use the whole range. */
const widthPx = 40;
const heightPx = 30;
const codes8 = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, i) => (i * 37) & 255);
const codes16 = Uint16Array.from({ length: widthPx * heightPx * 3 }, (_, i) => (i * 2017) & 65_535);
const raw = { width: widthPx, height: heightPx, channels: 3 as const };
const expected8 = () => Float32Array.from(codes8, (code) => transferTable('srgb', 255)[code]!);
const expected16 = () => Float32Array.from(codes16, (code) => transferTable('srgb', 65_535)[code]!);
const sixteen = () => sharp(codes16, { raw }).toColourspace('rgb16');

/** Puts an iCCP chunk behind the PNG's header. */
function withProfile(png: Buffer, profile: Uint8Array): Uint8Array {
  const data = Buffer.concat([Buffer.from('iCCPp\0\0'), deflateSync(profile)]);
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4, 0);
  chunk.set(data, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

function ihdr(width: number, height: number): Uint8Array {
  const chunk = Buffer.alloc(25);
  chunk.writeUInt32BE(13, 0);
  chunk.write('IHDR', 4);
  chunk.writeUInt32BE(width, 8);
  chunk.writeUInt32BE(height, 12);
  chunk.set([8, 2, 0, 0, 0], 16);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 21)), 21);
  return Buffer.concat([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), chunk]);
}

describe('readPicture', () => {
  it('reads PNG and TIFF with 8 bits exactly', async () => {
    for (const name of ['a.png', 'a.tif'] as const) {
      const bytes = await (name === 'a.png'
        ? sharp(codes8, { raw }).png()
        : sharp(codes8, { raw }).tiff({ compression: 'none' })
      ).toBuffer();
      const picture = await readPicture(await put(name, bytes));
      expect(picture).toMatchObject({
        widthPx,
        heightPx,
        channels: 3,
        source: { bitsPerSample: 8, colourEncoding: 'sRGB' },
      });
      expect(picture.data).toEqual(expected8());
    }
  });

  it('keeps all 16 bits of PNG and TIFF', async () => {
    for (const name of ['b.png', 'b.tiff'] as const) {
      const bytes = await (name === 'b.png' ? sixteen().png() : sixteen().tiff({ compression: 'none' })).toBuffer();
      const picture = await readPicture(await put(name, bytes));
      expect(picture.source.bitsPerSample).toBe(16);
      expect(picture.data).toEqual(expected16());
    }
  });

  it('reads JPEG near to what went in', async () => {
    const flat = await sharp({ create: { ...raw, background: '#b06030' } })
      .jpeg({ quality: 98 })
      .toBuffer();
    const { data, source } = await readPicture(await put('c.jpg', flat));
    expect(source).toMatchObject({ format: 'jpeg', mediaType: 'image/jpeg' });
    expect(data[0]).toBeCloseTo(transferTable('srgb', 255)[0xb0]!, 1);
    expect(data[2]).toBeCloseTo(transferTable('srgb', 255)[0x30]!, 2);
  });

  it('spreads grey over three channels and premultiplies alpha', async () => {
    const grey = await sharp(Uint8Array.of(0, 128, 255, 64), { raw: { width: 4, height: 1, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const picture = await readPicture(await put('g.png', grey));
    expect(picture.channels).toBe(3);
    expect(picture.data.slice(3, 6)).toEqual(new Float32Array(3).fill(transferTable('srgb', 255)[128]!));
    const clear = await sharp(Uint8Array.of(255, 255, 255, 51), { raw: { width: 1, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    const four = await readPicture(await put('rgba.png', clear));
    expect([...four.data].map((value) => value.toFixed(6))).toEqual(['0.200000', '0.200000', '0.200000', '0.200000']);
  });

  it('turns the picture upright by its EXIF orientation', async () => {
    const upright = sharp(codes8, { raw });
    const turned = await upright.clone().png().withMetadata({ orientation: 6 }).toBuffer();
    const picture = await readPicture(await put('turned.png', turned));
    expect(picture).toMatchObject({ widthPx: heightPx, heightPx: widthPx, source: { orientation: 6 } });
    // Orientation 6: the stored left bottom corner is shown at the top left.
    expect(picture.data.slice(0, 3)).toEqual(
      expected8().slice((heightPx - 1) * widthPx * 3, (heightPx - 1) * widthPx * 3 + 3),
    );
  });

  it('converts by the ICC profile and keeps colours outside Rec.709', async () => {
    const white = { create: { width: 1, height: 1, channels: 3 as const, background: '#fff' } };
    const { icc } = await sharp(await sharp(white).withIccProfile('p3').png().toBuffer()).metadata();
    const red = await sharp(Uint8Array.of(255, 0, 0, 255, 255, 255), { raw: { width: 2, height: 1, channels: 3 } })
      .png()
      .toBuffer();
    const { data, source } = await readPicture(await put('p3.png', withProfile(red, icc!)));
    expect(source.colourEncoding).toMatch(/^ICC "/);
    // Display P3's red in linear Rec.709.
    expect(data[0]).toBeCloseTo(1.2249, 2);
    expect(data[1]).toBeCloseTo(-0.042, 2);
    expect(data[2]).toBeCloseTo(-0.0196, 2);
    for (let c = 3; c < 6; c++) expect(data[c]).toBeCloseTo(1, 3);
  });

  it('takes a damaged colour profile for none', async () => {
    const grey = await sharp(codes8, { raw }).png().toBuffer();
    for (const profile of [Buffer.from('x'), Buffer.alloc(200), Buffer.alloc(128, 255)]) {
      expect(await codeOf(readPicture(await put('odd.png', withProfile(grey, profile))))).toMatch(
        /^(read|PICTURE_UNREADABLE)$/,
      );
    }
  });

  it('reads EXR and converts its primaries', async () => {
    const data = Float32Array.of(0.25, 0.5, 4, 1, 1, 1);
    const channels = ['R', 'G', 'B'].map((name, offset) => ({ name, type: 'half' as const, data, offset, stride: 3 }));
    const plain = await readPicture(await put('e.exr', encodeExr({ widthPx: 2, heightPx: 1, channels })));
    expect(plain.data).toEqual(data);
    expect(plain.source).toMatchObject({
      format: 'exr',
      isFloat: true,
      bitsPerSample: 16,
      colourEncoding: 'linear Rec.709',
    });
    const acesCg = [0.713, 0.293, 0.165, 0.83, 0.128, 0.044, 0.32168, 0.33767] as const;
    const bytes = encodeExr({ widthPx: 2, heightPx: 1, channels, attributes: { chromaticities: acesCg } });
    const converted = await readPicture(await put('aces.exr', bytes));
    expect(converted.data[3]).toBeCloseTo(1, 3);
    // AP1 to Rec.709 with Bradford: first row 1.70505 −0.62179 −0.08326.
    expect(converted.data[0]).toBeCloseTo(1.70505 * 0.25 - 0.62179 * 0.5 - 0.08326 * 4, 2);
  });

  it('reads files without an extension by their content', async () => {
    const bytes = await sharp(codes8, { raw }).png().toBuffer();
    expect((await readPicture(await put('0f3a', bytes))).source.format).toBe('png');
  });

  it('names both types when the name lies', async () => {
    const jpeg = await sharp(codes8, { raw }).jpeg().toBuffer();
    await expect(readPicture(await put('lie.png', jpeg))).rejects.toThrow(/name promises PNG, its content is JPEG/);
    expect(await codeOf(readPicture(at('lie.png')))).toBe('PICTURE_TYPE_MISMATCH');
    expect(await codeOf(readPicture(await put('lie.exr', '%PDF-1.7')))).toBe('PICTURE_TYPE_MISMATCH');
    expect(await codeOf(readPicture(await put('plain', 'some words')))).toBe('PICTURE_UNREADABLE');
  });

  it('says that a file is empty, not there or a folder', async () => {
    expect(await codeOf(readPicture(await put('empty.png', '')))).toBe('PICTURE_EMPTY');
    expect(await codeOf(readPicture(at('nowhere.png')))).toBe('FILE_NOT_FOUND');
    expect(await codeOf(readPicture(folder))).toBe('FILE_UNREADABLE');
  });

  it('refuses a picture that was cut off, wherever', async () => {
    const photo = sharp(codes8, { raw }).resize(400, 300);
    for (const [name, bytes] of [
      ['cut.png', await photo.clone().png().toBuffer()],
      ['cut.jpg', await photo.clone().jpeg().toBuffer()],
      ['progressive.jpg', await photo.clone().jpeg({ progressive: true }).toBuffer()],
    ] as const) {
      expect(await codeOf(readPicture(await put(name, bytes)))).toBe('read');
      for (const part of [0.05, 0.5, 0.9, 0.999]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * part));
        expect(await codeOf(readPicture(await put(name, cut)))).toBe('PICTURE_TRUNCATED');
      }
    }
    const tiff = await photo.clone().tiff({ compression: 'none' }).toBuffer();
    for (const part of [0.3, 0.9]) {
      const cut = tiff.subarray(0, Math.floor(tiff.length * part));
      expect(await codeOf(readPicture(await put('cut.tif', cut)))).toMatch(/^PICTURE_(TRUNCATED|UNREADABLE)$/);
    }
  });

  it('refuses a 30,000 × 30,000 PNG from its header', async () => {
    const bomb = Buffer.concat([ihdr(30_000, 30_000), deflateSync(Buffer.alloc(1000))]);
    const start = performance.now();
    expect(await codeOf(readPicture(await put('bomb.png', bomb)))).toBe('PICTURE_TOO_LARGE');
    expect(performance.now() - start).toBeLessThan(2000);
    expect(await codeOf(readPicture(await put('small.png', encodePng(flatPicture())), { maxPixels: 3 }))).toBe(
      'PICTURE_TOO_LARGE',
    );
  });

  it('refuses a PNG whose compressed data are damaged', async () => {
    const bytes = await sharp(codes8, { raw }).png().toBuffer();
    bytes[bytes.indexOf('IDAT') + 40]! ^= 0xff;
    expect(await codeOf(readPicture(await put('damaged.png', bytes)))).toMatch(/^PICTURE_(TRUNCATED|UNREADABLE)$/);
  });

  it('throws nothing but BacklotError for random changes', async () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const exr = encodeExr({
      widthPx: 8,
      heightPx: 8,
      channels: [{ name: 'Y', type: 'half', data: new Float32Array(64) }],
    });
    const p3 = sharp(codes8, { raw }).withIccProfile('p3', { attach: true });
    const seeds = [
      exr,
      await p3.clone().png().toBuffer(),
      await p3.clone().jpeg().toBuffer(),
      await p3.clone().tiff().toBuffer(),
    ];
    for (let round = 0; round < 200; round++) {
      const bytes = Buffer.from(seeds[round % seeds.length]!);
      for (let change = random(4); change >= 0; change--)
        bytes[random(random(2) ? 600 : bytes.length) % bytes.length] = random(256);
      expect(typeof (await codeOf(readPicture(await put('fuzz', bytes), { maxPixels: 1e6 })))).toBe('string');
    }
  });
});

describe('sniffPicture', () => {
  it('throws nothing but BacklotError for any bytes', () => {
    for (let length = 0; length < 20; length++) {
      for (let value = 0; value < 256; value += 5) {
        try {
          sniffPicture('x.png', new Uint8Array(length).fill(value));
        } catch (error) {
          expect(error).toBeInstanceOf(BacklotError);
        }
      }
    }
  });
});

describe('writePng', () => {
  it('gives 8 and 16 bit pictures back through another decoder', async () => {
    const picture = { widthPx, heightPx, channels: 3 as const, data: expected8() };
    const eight = await sharp(encodePng(picture)).raw().toBuffer();
    expect(Buffer.compare(eight, codes8)).toBe(0);
    const deep = encodePng({ ...picture, data: expected16() }, { bitsPerSample: 16 });
    const sixteen = await sharp(deep).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer();
    expect(Buffer.compare(sixteen, Buffer.from(codes16.buffer))).toBe(0);
  });

  it('stores alpha straight and reads it back', async () => {
    const picture: Picture = {
      widthPx: 2,
      heightPx: 1,
      channels: 4,
      data: Float32Array.of(0.2, 0.1, 0, 0.4, 0, 0, 0, 0),
    };
    await writePng(at('alpha.png'), picture, { bitsPerSample: 16 });
    const back = await readPicture(at('alpha.png'));
    for (const [i, value] of back.data.entries()) expect(value).toBeCloseTo(picture.data[i]!, 4);
  });

  it('leaves no other file beside the picture', async () => {
    const own = await mkdtemp(join(folder, 'own-'));
    await writePng(join(own, 'p.png'), flatPicture());
    expect(await readdir(own)).toEqual(['p.png']);
    expect(await codeOf(writePng(join(own, 'no', 'p.png'), flatPicture()))).toBe('FOLDER_READ_ONLY');
    expect(await readdir(own)).toEqual(['p.png']);
  });
});

function flatPicture(): Picture {
  return { widthPx: 2, heightPx: 2, channels: 3, data: new Float32Array(12).fill(0.18) };
}
