import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RgbPicture, readPicture, toRgbPicture } from '@backlot/media';
import { cropSquare } from '../model/crop-square.ts';

// Pictures that @vladmandic/human ships under its MIT licence, read where it lies; none is copied into this repository.
const PACKAGE = dirname(dirname(createRequire(import.meta.url).resolve('@vladmandic/human')));

/** A woman's face, 256 × 256, large, frontal and crisp (it looks rendered): what the package warms its models up with. */
export async function samplePortrait(): Promise<RgbPicture> {
  const source = await readFile(join(PACKAGE, 'src', 'sample.ts'), 'utf8');
  const base64 = /export const face: string = `([^`]+)`/.exec(source)?.[1] ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'backlot-faces-'));
  try {
    const path = join(folder, 'portrait.jpg');
    await writeFile(path, Buffer.from(base64, 'base64'));
    return toRgbPicture(await readPicture(path));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Cuts faces of about 65 pixels, 105 × 105 with their surroundings, out of the package's picture of its face matching:
 * row 0 shows one man 18 times, rows 2 to 5 others.
 */
export async function openSampleSheet(): Promise<(row: number, column: number) => RgbPicture> {
  const sheet = toRgbPicture(await readPicture(join(PACKAGE, 'assets', 'screenshot-facematch.jpg')));
  return (row, column) =>
    cut(sheet, { leftPx: Math.round(1 + column * 106.6), topPx: Math.round(284 + row * 112.3), sidePx: 105 }, 105);
}

/**
 * Frames 41, 43, 45, 47 and 49 of the example's collapse (`examples/street-collapse`), 640 × 360: nothing but a house, a
 * street and dust, in which the detector sees a face now and then, in frame 45 at a confidence of 0.68.
 */
export async function readDustFrames(): Promise<readonly RgbPicture[]> {
  const { widthPx, heightPx, rgb } = toRgbPicture(await readPicture(fileURLToPath(DUST_FRAMES)));
  const bytes = (heightPx / DUST_FRAME_COUNT) * widthPx * 3;
  return Array.from({ length: DUST_FRAME_COUNT }, (_, frame) => ({
    widthPx,
    heightPx: heightPx / DUST_FRAME_COUNT,
    rgb: rgb.slice(frame * bytes, (frame + 1) * bytes),
  }));
}

const DUST_FRAMES = new URL('dust-frames.jpg', import.meta.url);
const DUST_FRAME_COUNT = 5;

/** A square of a picture, resampled to `sidePx`. */
export function cut(picture: RgbPicture, square: Parameters<typeof cropSquare>[1], sidePx: number): RgbPicture {
  return { widthPx: sidePx, heightPx: sidePx, rgb: Uint8Array.from(cropSquare(picture, square, sidePx), Math.round) };
}

/** A picture resampled to a square of another size. */
export function resize(picture: RgbPicture, sidePx: number): RgbPicture {
  return cut(picture, { leftPx: 0, topPx: 0, sidePx: picture.widthPx }, sidePx);
}

/** A wall with soft light and plaster on it: nothing that a detector takes for a face. */
export function drawWall(widthPx: number, heightPx: number, brightness = 120): RgbPicture {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const random = randomFrom(11);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    const light = brightness + 30 * (((pixel % widthPx) / widthPx) * 2 - 1) + 6 * (random() - 0.5);
    rgb.set([light + 8, light, light - 8], pixel * 3);
  }
  return { widthPx, heightPx, rgb };
}

/** A copy with another picture laid onto it. */
export function paste(onto: RgbPicture, piece: RgbPicture, leftPx: number, topPx: number): RgbPicture {
  const rgb = onto.rgb.slice();
  for (let row = 0; row < piece.heightPx; row++) {
    const line = piece.rgb.subarray(row * piece.widthPx * 3, (row + 1) * piece.widthPx * 3);
    rgb.set(line, ((topPx + row) * onto.widthPx + leftPx) * 3);
  }
  return { ...onto, rgb };
}

/** A copy with grain: every value moved by up to twice `strength`, more often by little, the same for the same seed. */
export function addGrain(picture: RgbPicture, strength: number, seed: number): RgbPicture {
  const random = randomFrom(seed);
  const rgb = Uint8Array.from(picture.rgb, (value) =>
    Math.max(0, Math.min(255, value + strength * 2 * (random() + random() - 1))),
  );
  return { ...picture, rgb };
}

/** A copy whose pixels are the means of their surroundings. */
export function blur(picture: RgbPicture, radiusPx: number): RgbPicture {
  const { widthPx, heightPx, rgb } = picture;
  const blurred = new Uint8Array(rgb.length);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        let count = 0;
        for (let row = Math.max(0, y - radiusPx); row <= Math.min(heightPx - 1, y + radiusPx); row++) {
          for (let column = Math.max(0, x - radiusPx); column <= Math.min(widthPx - 1, x + radiusPx); column++) {
            sum += rgb[(row * widthPx + column) * 3 + channel] ?? 0;
            count += 1;
          }
        }
        blurred[(y * widthPx + x) * 3 + channel] = sum / count;
      }
    }
  }
  return { ...picture, rgb: blurred };
}

/** What the video writer takes: scene-linear floats. */
export function toLight({ rgb }: RgbPicture): Float32Array {
  return Float32Array.from(rgb, (value) => LIGHT_OF_BYTE[value] ?? 0);
}

const LIGHT_OF_BYTE = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
