import type { RgbPicture } from '../../picture/rgb-picture.ts';

/** What can be drawn: from what hides a mark well to what hides it not at all. */
export const PICTURE_KINDS = ['street', 'foliage', 'cloth', 'dusk', 'sky', 'snow'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

/** A picture of a kind and size; another seed gives another one. `snow` is noise all over. */
export function drawPicture(kind: PictureKind, widthPx: number, heightPx: number, seed = 1): RgbPicture {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const unit = Math.max(widthPx, heightPx);
  const draw = PAINTERS[kind];
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const grain = (hash(x, y, seed + 99) - 0.5) * 3;
      const [r, g, b] = draw(x / unit, y / unit, seed);
      const at = (y * widthPx + x) * 3;
      rgb[at] = clamp(r + grain);
      rgb[at + 1] = clamp(g + grain);
      rgb[at + 2] = clamp(b + grain);
    }
  }
  return { widthPx, heightPx, rgb };
}

type Colour = readonly [r: number, g: number, b: number];

const PAINTERS: Readonly<Record<PictureKind, (x: number, y: number, seed: number) => Colour>> = {
  sky: (x, y) => [95 + 90 * y + 6 * x, 140 + 80 * y + 6 * x, 205 + 40 * y],
  cloth: (x, y, seed) => tinted(128 + 150 * fractal(x, y, seed, 4, 6, 0.5), [1.1, 0.95, 0.85]),
  foliage: (x, y, seed) => tinted(110 + 170 * fractal(x, y, seed, 6, 7, 0.75), [0.7, 1.05, 0.55]),
  dusk: (x, y, seed) => tinted(22 + 40 * fractal(x, y, seed, 4, 7, 0.6), [0.9, 0.95, 1.3]),
  snow: (x, y, seed) => tinted(128 + 160 * (hash(Math.floor(x * 4096), Math.floor(y * 4096), seed) - 0.5), [1, 1, 1]),
  street,
};

/** House fronts with windows, a road and a bright sky. */
function street(x: number, y: number, seed: number): Colour {
  const house = Math.floor(x * 5 + hash(0, 0, seed));
  const roof = 0.1 + 0.12 * hash(house, 1, seed);
  if (y < roof) return tinted(200 + 25 * fractal(x, y, seed, 3, 3, 0.5), [0.65, 0.85, 1.1]);
  if (y > 0.45) return tinted(95 + 45 * fractal(x, y, seed, 20, 6, 0.8), [1, 1, 1.02]);
  const [column, row] = [x * 30 + house, y * 22];
  const isWindow = column % 1 > 0.3 && column % 1 < 0.75 && row % 1 > 0.25 && row % 1 < 0.8;
  if (isWindow) return tinted(45 + 60 * hash(Math.floor(column), Math.floor(row), seed), [0.8, 0.9, 1.1]);
  const brick = (y * 300) % 1 < 0.12 ? 25 : 0;
  const tone = 120 + 60 * hash(house, 2, seed) + brick + 40 * fractal(x, y, seed, 40, 4, 0.8);
  return tinted(tone, [1.05, 0.85, 0.7]);
}

function tinted(tone: number, [r, g, b]: Colour): Colour {
  return [tone * r, tone * g, tone * b];
}

/** Sum of octaves of value noise, about -0.5..0.5. */
function fractal(x: number, y: number, seed: number, first: number, octaves: number, gain: number): number {
  let [sum, size, share] = [0, first, 1];
  for (let octave = 0; octave < octaves; octave++, size *= 2, share *= gain) {
    sum += share * valueNoise(x * size, y * size, seed + octave);
  }
  return sum;
}

function valueNoise(x: number, y: number, seed: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - column, y - row];
  const above = hash(column, row, seed) * (1 - u) + hash(column + 1, row, seed) * u;
  const below = hash(column, row + 1, seed) * (1 - u) + hash(column + 1, row + 1, seed) * u;
  return above * (1 - v) + below * v - 0.5;
}

/** 0..1 for whole numbers, the same everywhere. */
function hash(x: number, y: number, seed: number): number {
  let value = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(seed, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return ((value ^ (value >>> 15)) >>> 0) / 2 ** 32;
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
