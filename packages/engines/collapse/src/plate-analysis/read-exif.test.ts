import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../structure/seeded-random.ts';
import { focalFromExif } from './exif-focal.ts';
import { readExif } from './read-exif.ts';

type Entry = readonly [tag: number, type: 2 | 3 | 4 | 5, value: number | string | readonly [number, number]];

/** A TIFF header with a main folder and an EXIF folder. */
function writeTables(main: readonly Entry[], inner: readonly Entry[], isLittle = true): Uint8Array {
  const bytes = new Uint8Array(600);
  const view = new DataView(bytes.buffer);
  bytes.set(isLittle ? [0x49, 0x49, 42, 0] : [0x4d, 0x4d, 0, 42]);
  view.setUint32(4, 8, isLittle);
  const innerAt = 100;
  let free = 250;
  const writeFolder = (at: number, entries: readonly Entry[]): void => {
    view.setUint16(at, entries.length, isLittle);
    entries.forEach(([tag, type, value], i) => {
      const entry = at + 2 + i * 12;
      view.setUint16(entry, tag, isLittle);
      view.setUint16(entry + 2, type, isLittle);
      view.setUint32(entry + 4, typeof value === 'string' ? value.length + 1 : 1, isLittle);
      if (typeof value === 'number') {
        if (type === 3) view.setUint16(entry + 8, value, isLittle);
        else view.setUint32(entry + 8, value, isLittle);
        return;
      }
      view.setUint32(entry + 8, free, isLittle);
      if (typeof value === 'string') bytes.set(new TextEncoder().encode(value), free);
      else for (const [j, part] of value.entries()) view.setUint32(free + j * 4, part, isLittle);
      free += 40;
    });
  };
  writeFolder(8, [...main, [0x8769, 4, innerAt]]);
  writeFolder(innerAt, inner);
  return bytes;
}

function wrapInJpeg(tables: Uint8Array): Uint8Array {
  const length = tables.length + 8;
  return Uint8Array.of(
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2],
    ...[0xff, 0xe1, length >> 8, length & 255, 0x45, 0x78, 0x69, 0x66, 0, 0],
    ...tables,
    ...[0xff, 0xda, 0, 2],
  );
}

const phone = writeTables(
  [
    [0x010f, 2, 'Maker'],
    [0x0110, 2, 'iPhone 5'],
  ],
  [
    [0x920a, 5, [428, 100]],
    [0xa002, 4, 3264],
    [0xa003, 4, 2448],
  ],
);

describe('readExif', () => {
  it.each([true, false])('reads a TIFF and a JPEG, little-endian: %s', (isLittle) => {
    const tables = writeTables(
      [[0x010f, 2, 'Maker']],
      [
        [0xa405, 3, 28],
        [0xa20e, 5, [3000, 2]],
        [0xa210, 3, 3],
      ],
      isLittle,
    );
    const facts = { make: 'Maker', focalLength35Mm: 28, focalPlaneResolution: 1500, focalPlaneUnitMm: 10 };
    expect(readExif(tables)).toEqual(facts);
    expect(readExif(wrapInJpeg(tables))).toEqual(facts);
  });

  it('says nothing of files without, and of values that make no sense', () => {
    expect(readExif(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toEqual({});
    expect(readExif(new Uint8Array())).toEqual({});
    expect(
      readExif(
        writeTables(
          [],
          [
            [0x920a, 5, [4, 0]],
            [0xa405, 3, 0],
          ],
        ),
      ),
    ).toEqual({ focalPlaneUnitMm: 25.4 });
  });

  it('survives any damage', () => {
    const random = createSeededRandom(3);
    const whole = wrapInJpeg(phone);
    for (let round = 0; round < 3000; round++) {
      const bytes = whole.slice(0, Math.floor(random() * (whole.length + 1)));
      for (let i = 0; i < 8; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      expect(() => readExif(bytes)).not.toThrow();
    }
  });
});

describe('focalFromExif', () => {
  const plate = { widthPx: 1024, heightPx: 768 };

  it('prefers the 35 mm equivalent, then the resolution, then a known sensor', () => {
    expect(focalFromExif({ focalLength35Mm: 43.267, focalLengthMm: 4 }, plate)?.focalPx).toBeCloseTo(1280, 6);
    const resolution = {
      focalLengthMm: 50,
      focalPlaneResolution: 160,
      focalPlaneUnitMm: 1,
      exposedPx: [4096, 3072],
    } as const;
    expect(focalFromExif(resolution, plate)?.focalPx).toBeCloseTo(2000, 6);
    expect(focalFromExif(readExif(phone), plate)).toEqual({
      focalPx: (4.28 * 1024) / 4.54,
      from: '4.28 mm on the 4.54 mm sensor of iPhone 5',
    });
  });

  it('says nothing of cropped pictures and unknown sensors', () => {
    expect(focalFromExif({ focalLength35Mm: 28, exposedPx: [4000, 2000] }, plate)).toBeUndefined();
    expect(focalFromExif({ focalLengthMm: 4 }, plate)).toBeUndefined();
    expect(focalFromExif({}, plate)).toBeUndefined();
  });
});
