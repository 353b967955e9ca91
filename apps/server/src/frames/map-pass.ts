import type { Pass } from '../wire/take-wire.ts';
import { linearToDisplay } from './linear-to-display.ts';

type Samples = Float32Array | Uint32Array | undefined;

/** The channels of the EXR that each pass is made of, in the order that `mapPass` takes them. */
export const CHANNELS_OF_PASS: Readonly<Record<Exclude<Pass, 'plate'>, readonly string[]>> = {
  composite: ['R', 'G', 'B'],
  beauty: ['R', 'G', 'B', 'A'],
  depth: ['depth.Z'],
  normals: ['normal.X', 'normal.Y', 'normal.Z'],
  motion: ['motion.X', 'motion.Y'],
  id: ['id'],
  dust: ['dust.density'],
  mask: ['Y'],
};

/** Display bytes (RGB, row by row) of a pass. */
export function mapPass(pass: Exclude<Pass, 'plate'>, channels: readonly Samples[], pixels: number): Uint8Array {
  const rgb = new Uint8Array(pixels * 3);
  PAINTERS[pass](rgb, channels, pixels);
  return rgb;
}

type Painter = (rgb: Uint8Array, channels: readonly Samples[], pixels: number) => void;

const paintColour: Painter = (rgb, channels, pixels) => {
  for (let channel = 0; channel < 3; channel++) {
    const samples = channels[channel];
    for (let pixel = 0; pixel < pixels; pixel++) rgb[pixel * 3 + channel] = linearToDisplay(samples?.[pixel] ?? 0);
  }
};

/** Near is light, far is dark, evenly in 1/distance; where nothing was hit it is black. */
const paintDepth: Painter = (rgb, [depths], pixels) => {
  let nearest = Number.POSITIVE_INFINITY;
  let farthest = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const depth = depths?.[pixel] ?? 0;
    if (!isHit(depth)) continue;
    nearest = Math.min(nearest, depth);
    farthest = Math.max(farthest, depth);
  }
  const [light, dark] = [1 / nearest, 1 / farthest];
  const span = light - dark || 1;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const depth = depths?.[pixel] ?? 0;
    paintGrey(rgb, pixel, isHit(depth) ? 30 + 215 * ((1 / depth - dark) / span) : 0);
  }
};

/** Each axis −1..1 as 0..255; where there is no surface it is black. */
const paintNormals: Painter = (rgb, [xs, ys, zs], pixels) => {
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [x, y, z] = [xs?.[pixel] ?? 0, ys?.[pixel] ?? 0, zs?.[pixel] ?? 0];
    if (x * x + y * y + z * z < 1e-6) continue;
    rgb[pixel * 3] = toByte((x * 0.5 + 0.5) * 255);
    rgb[pixel * 3 + 1] = toByte((y * 0.5 + 0.5) * 255);
    rgb[pixel * 3 + 2] = toByte((z * 0.5 + 0.5) * 255);
  }
};

/** Still is middle grey; red and green swing with x and y by the root of the distance, full at `FULL_MOTION_PX`. */
const paintMotion: Painter = (rgb, [xs, ys], pixels) => {
  for (let pixel = 0; pixel < pixels; pixel++) {
    rgb[pixel * 3] = swing(xs?.[pixel] ?? 0);
    rgb[pixel * 3 + 1] = swing(ys?.[pixel] ?? 0);
    rgb[pixel * 3 + 2] = 128;
  }
};
const FULL_MOTION_PX = 24;

/** Every object its own steady colour; 0 (nothing) is black. */
const paintIds: Painter = (rgb, [ids], pixels) => {
  for (let pixel = 0; pixel < pixels; pixel++) {
    const id = ids?.[pixel] ?? 0;
    if (id === 0) continue;
    const mixed = mix(id);
    rgb[pixel * 3] = 64 + (mixed & 0x7f) * 1.4;
    rgb[pixel * 3 + 1] = 64 + ((mixed >>> 8) & 0x7f) * 1.4;
    rgb[pixel * 3 + 2] = 64 + ((mixed >>> 16) & 0x7f) * 1.4;
  }
};

/** Optical depth as opacity: 1 − e^−density. */
const paintDust: Painter = (rgb, [densities], pixels) => {
  for (let pixel = 0; pixel < pixels; pixel++) {
    paintGrey(rgb, pixel, 255 * (1 - Math.exp(-Math.max(0, densities?.[pixel] ?? 0))));
  }
};

/** White is where a model's picture lies, and how much of it. */
const paintMask: Painter = (rgb, [shares], pixels) => {
  for (let pixel = 0; pixel < pixels; pixel++) paintGrey(rgb, pixel, 255 * (shares?.[pixel] ?? 0));
};

const PAINTERS: Readonly<Record<Exclude<Pass, 'plate'>, Painter>> = {
  composite: paintColour,
  beauty: paintColour,
  depth: paintDepth,
  normals: paintNormals,
  motion: paintMotion,
  id: paintIds,
  dust: paintDust,
  mask: paintMask,
};

function isHit(depth: number): boolean {
  return depth > 0 && depth < 1e6;
}

function swing(px: number): number {
  return toByte(128 + Math.sign(px) * Math.sqrt(Math.abs(px) / FULL_MOTION_PX) * 127);
}

function paintGrey(rgb: Uint8Array, pixel: number, value: number): void {
  rgb.fill(toByte(value), pixel * 3, pixel * 3 + 3);
}

function toByte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}

/** The finaliser of MurmurHash3: neighbouring numbers come out far apart. */
function mix(id: number): number {
  let hash = Math.imul(id ^ (id >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
