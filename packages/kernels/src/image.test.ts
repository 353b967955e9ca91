import { describe, expect, it } from 'vitest';
import { blurBox, blurGaussian, type FloatRaster, fillByDiffusion, filterEdgeAware, resample } from './image.ts';

function raster(
  widthPx: number,
  heightPx: number,
  channels: number,
  value: (x: number, y: number, c: number) => number,
) {
  const data = new Float32Array(widthPx * heightPx * channels);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    data[i] = value(pixel % widthPx, Math.floor(pixel / widthPx), i % channels);
  }
  return { widthPx, heightPx, channels, data } satisfies FloatRaster;
}

const hash = (x: number, y: number) => ((Math.imul(x * 374761393 + y * 668265263, 1274126177) >>> 8) & 0xffff) / 65_536;

function spread(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe('filterEdgeAware', () => {
  const size = 48;
  const guide = (id: (x: number) => number) => ({
    normals: raster(size, size, 3, (_x, _y, c) => (c === 2 ? 1 : 0)).data,
    depths: raster(size, size, 1, (x, y) => 10 + 0.3 * x + 0.1 * y).data,
    ids: Uint32Array.from({ length: size * size }, (_, i) => id(i % size)),
  });

  it('smooths noise on a slanted plane in every channel', () => {
    for (const channels of [1, 2, 3, 4]) {
      const terms = raster(size, size, channels, (x, y, c) => c + hash(x, y));
      const smooth = filterEdgeAware(
        terms,
        guide(() => 7),
      );
      const last = smooth.filter((_, i) => i % channels === channels - 1);
      expect(spread(last)).toBeLessThan(0.06);
      expect(last.reduce((a, b) => a + b, 0) / last.length).toBeCloseTo(channels - 1 + 0.5, 1);
    }
  });

  it('mixes nothing across an edge between objects', () => {
    const terms = raster(size, size, 1, (x) => (x < 20 ? 0.25 : 4));
    expect(
      filterEdgeAware(
        terms,
        guide((x) => (x < 20 ? 1 : 2)),
      ),
    ).toEqual(terms.data);
  });

  it('mixes nothing across a crease or a jump in depth', () => {
    const terms = raster(size, size, 1, (x) => (x < 20 ? 0.25 : 4));
    const crease = guide(() => 1);
    crease.normals = raster(size, size, 3, (x, _y, c) => (c === (x < 20 ? 0 : 2) ? 1 : 0)).data;
    expect(filterEdgeAware(terms, crease)).toEqual(terms.data);
    const jump = guide(() => 1);
    jump.depths = raster(size, size, 1, (x) => (x < 20 ? 10 : 20)).data;
    expect(filterEdgeAware(terms, jump)).toEqual(terms.data);
  });

  it('keeps a shadow edge when a term tolerance is given, and blurs it when not', () => {
    const terms = raster(size, size, 1, (x) => (x < 20 ? 0 : 1));
    expect(
      filterEdgeAware(
        terms,
        guide(() => 1),
        { termTolerance: 0.5 },
      ),
    ).toEqual(terms.data);
    expect(
      filterEdgeAware(
        terms,
        guide(() => 1),
      ),
    ).not.toEqual(terms.data);
  });

  it('leaves pixels without an object alone', () => {
    const terms = raster(size, size, 1, hash);
    expect(
      filterEdgeAware(
        terms,
        guide(() => 0),
      ),
    ).toEqual(terms.data);
  });

  it('refuses guides of another size', () => {
    const terms = raster(size, size, 1, () => 0);
    expect(() => filterEdgeAware(terms, { ...guide(() => 1), ids: new Uint32Array(3) })).toThrow(/ids: expected 2304/);
  });
});

describe('fillByDiffusion', () => {
  it('continues a ramp through a hole, in every channel', () => {
    for (const channels of [1, 3, 4]) {
      const whole = raster(97, 75, channels, (x, y, c) => (c + 1) * (x + 2 * y));
      const mask = Uint8Array.from({ length: 97 * 75 }, (_, i) => Number(Math.hypot((i % 97) - 50, i / 97 - 37) < 30));
      const holed = { ...whole, data: whole.data.map((v, i) => (mask[Math.floor(i / channels)] ? -1000 : v)) };
      const filled = fillByDiffusion(holed, mask);
      for (let i = 0; i < filled.length; i++) expect(Math.abs(filled[i]! - whole.data[i]!)).toBeLessThan(0.5);
    }
  });

  it('leaves known pixels as they are, to the bit', () => {
    const whole = raster(40, 30, 3, (x, y, c) => hash(x + c * 99, y));
    const mask = Uint8Array.from({ length: 1200 }, (_, i) => Number(i % 40 > 10 && i % 40 < 30));
    const filled = fillByDiffusion(whole, mask);
    for (let i = 0; i < filled.length; i++) if (!mask[Math.floor(i / 3)]) expect(filled[i]).toBe(whole.data[i]);
  });

  it('lets nothing through a wall', () => {
    const picture = raster(33, 33, 1, (_x, y) => (y < 16 ? 1 : 5));
    const mask = Uint8Array.from({ length: 33 * 33 }, (_, i) => {
      const [x, y] = [i % 33, Math.floor(i / 33)];
      return x > 4 && x < 28 ? (y === 16 ? 2 : 1) : y === 16 ? 2 : 0;
    });
    const filled = fillByDiffusion(picture, mask);
    for (let y = 0; y < 33; y++) if (y !== 16) expect(filled[y * 33 + 16]).toBeCloseTo(y < 16 ? 1 : 5, 3);
  });

  it('solves Poisson’s equation: a parabola from its constant Laplacian', () => {
    const whole = raster(64, 64, 1, (x) => (x * x) / 64);
    const mask = Uint8Array.from({ length: 4096 }, (_, i) => {
      const [x, y] = [i % 64, i >> 6];
      return Number(x > 0 && x < 63 && y > 0 && y < 63);
    });
    const filled = fillByDiffusion(whole, mask, new Float32Array(4096).fill(2 / 64));
    for (let i = 0; i < 4096; i++) expect(Math.abs(filled[i]! - whole.data[i]!)).toBeLessThan(0.05);
  });

  it('fills a picture without any surroundings with zero', () => {
    const filled = fillByDiffusion(
      raster(9, 9, 1, () => 3),
      new Uint8Array(81).fill(1),
    );
    expect(filled.every((value) => value === 0)).toBe(true);
  });
});

describe('blurs', () => {
  it('keep a flat picture flat', () => {
    const flat = raster(31, 17, 3, (_x, _y, c) => c + 1);
    for (const blurred of [blurGaussian(flat, 2.5), blurBox(flat, 40)]) {
      for (const [i, value] of blurred.entries()) expect(value).toBeCloseTo(flat.data[i]!, 5);
    }
  });

  it('spread a point as their kernels say', () => {
    const point = raster(41, 41, 1, (x, y) => Number(x === 20 && y === 20));
    const gaussian = blurGaussian(point, 2);
    expect(gaussian[20 * 41 + 22]! / gaussian[20 * 41 + 20]!).toBeCloseTo(Math.exp(-0.5), 4);
    const box = blurBox(point, 2);
    expect(box[20 * 41 + 22]).toBeCloseTo(1 / 25, 6);
    expect(box[20 * 41 + 23]).toBe(0);
  });
});

describe('resample', () => {
  it('returns the picture itself at its own size', () => {
    const picture = raster(13, 9, 3, (x, y, c) => hash(x, y + 50 * c));
    for (const kernel of ['bilinear', 'bicubic'] as const) {
      for (const [i, value] of resample(picture, picture, kernel).entries()) {
        expect(value).toBeCloseTo(picture.data[i]!, 6);
      }
    }
  });

  it('keeps a ramp in its place when growing and shrinking', () => {
    const ramp = raster(64, 4, 1, (x) => x + 0.5);
    const grown = resample(ramp, { widthPx: 128, heightPx: 8 }, 'bicubic');
    for (let x = 8; x < 120; x++) expect(grown[x]).toBeCloseTo((x + 0.5) / 2, 3);
    const shrunk = resample(ramp, { widthPx: 16, heightPx: 2 }, 'bilinear');
    for (let x = 2; x < 14; x++) expect(shrunk[x]).toBeCloseTo((x + 0.5) * 4, 3);
  });

  it('averages fine detail away instead of aliasing it', () => {
    const stripes = raster(64, 64, 1, (x) => x & 1);
    const grey = resample(stripes, { widthPx: 8, heightPx: 8 });
    for (let x = 1; x < 7; x++) expect(Math.abs(grey[24 + x]! - 0.5)).toBeLessThan(0.02);
  });
});
