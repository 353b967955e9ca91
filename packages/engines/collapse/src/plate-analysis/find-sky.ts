import { blurBox, resample } from '@backlot/kernels';
import type { PictureSize } from '../picture/plate/chamfer-distance.ts';

/** The sky of a plate. */
export interface SkyMask {
  /** 1 where the plate shows sky, one a pixel. */
  readonly mask: Uint8Array;
  /** Share of the picture. */
  readonly share: number;
}

/** A linear RGB picture, 3 floats a pixel. */
export interface RgbRaster extends PictureSize {
  readonly data: Float32Array;
}

/** Sky is flooded at this width: noise is gone, clouds are soft, roofs are sharp. */
const FLOOD_WIDTH_PX = 360;
/** A step between neighbours, in display codes of 0..1, that the flood doesn't cross. */
const EDGE_STEP = 0.075;
/** Sky is at least this bright, as a share of the brightest tenth of the picture's top (display codes). */
const LEAST_BRIGHTNESS = 0.4;
/** Red and green may exceed blue by this much: white cloud, evening haze. */
const MOST_WARMTH = 0.06;
/** Less than this is no sky but a gap. */
const LEAST_SHARE = 0.004;
/** Colours near the edge are compared over this radius, at the flood's width. */
const COMPARE_RADIUS_PX = 5;

/**
 * Finds the sky: smooth, bright, not warm, and joined to the picture's upper edge; its edge is then settled pixel by pixel
 * by which side's colours are nearer. An overcast sky behind white walls is beyond it. All 0 where there is none.
 */
export function findSky(picture: RgbRaster): SkyMask {
  const { widthPx, heightPx } = picture;
  const codes = toCodes(picture.data);
  const width = Math.min(FLOOD_WIDTH_PX, widthPx);
  const height = Math.max(1, Math.round((heightPx * width) / widthPx));
  const small = resample(
    { widthPx, heightPx, channels: 3, data: codes },
    { widthPx: width, heightPx: height },
    'bilinear',
  );
  const flooded = fillSmallHoles(floodFromTop(small, { widthPx: width, heightPx: height }), {
    widthPx: width,
    heightPx: height,
  });
  const mask = settleEdge(
    codes,
    picture,
    enlarge(flooded, { widthPx: width, heightPx: height }, picture),
    widthPx / width,
  );
  const share = mask.reduce((sum, isSky) => sum + isSky, 0) / mask.length;
  return share < LEAST_SHARE ? { mask: new Uint8Array(mask.length), share: 0 } : { mask, share };
}

/** Display-like codes; a square root stands for the transfer curve. */
function toCodes(linear: Float32Array): Float32Array {
  return linear.map((value) => Math.sqrt(Math.min(1, Math.max(0, value))));
}

function floodFromTop(codes: Float32Array, size: PictureSize): Uint8Array {
  const { widthPx, heightPx } = size;
  const fit = markSkyLike(codes, size);
  const mask = new Uint8Array(fit.length);
  const queue: number[] = [];
  const visit = (pixel: number): void => {
    if (!fit[pixel] || mask[pixel]) return;
    mask[pixel] = 1;
    queue.push(pixel);
  };
  for (let x = 0; x < widthPx; x++) visit(x);
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const x = at % widthPx;
    if (x > 0) visit(at - 1);
    if (x < widthPx - 1) visit(at + 1);
    if (at >= widthPx) visit(at - widthPx);
    if (at + widthPx < widthPx * heightPx) visit(at + widthPx);
  }
  return mask;
}

/** Bright, not warm, and without an edge. */
function markSkyLike(codes: Float32Array, { widthPx, heightPx }: PictureSize): Uint8Array {
  const value = (pixel: number, channel: number): number => codes[pixel * 3 + channel] ?? 0;
  const luma = (pixel: number): number => 0.3 * value(pixel, 0) + 0.59 * value(pixel, 1) + 0.11 * value(pixel, 2);
  const upper = Array.from({ length: widthPx * Math.ceil(heightPx / 3) }, (_, pixel) => luma(pixel)).sort(
    (a, b) => a - b,
  );
  const least = LEAST_BRIGHTNESS * (upper[Math.floor(upper.length * 0.9)] ?? 0);
  const step = (one: number, other: number): number =>
    Math.max(...[0, 1, 2].map((channel) => Math.abs(value(one, channel) - value(other, channel))));
  return Uint8Array.from({ length: widthPx * heightPx }, (_, pixel) => {
    const x = pixel % widthPx;
    const right = x < widthPx - 1 ? pixel + 1 : pixel;
    const left = x > 0 ? pixel - 1 : pixel;
    const below = pixel + widthPx < widthPx * heightPx ? pixel + widthPx : pixel;
    const above = pixel >= widthPx ? pixel - widthPx : pixel;
    const isSmooth =
      Math.max(step(pixel, right), step(pixel, left), step(pixel, below), step(pixel, above)) < EDGE_STEP;
    const isCool = Math.max(value(pixel, 0), value(pixel, 1)) <= value(pixel, 2) + MOST_WARMTH;
    return isSmooth && isCool && luma(pixel) >= least ? 1 : 0;
  });
}

/** Specks within the sky (a sharp cloud's rim, a bird) become sky: what is not joined to the picture's lower edge. */
function fillSmallHoles(mask: Uint8Array, { widthPx, heightPx }: PictureSize): Uint8Array {
  const solid = new Uint8Array(mask.length);
  const queue: number[] = [];
  const visit = (pixel: number): void => {
    if (mask[pixel] || solid[pixel]) return;
    solid[pixel] = 1;
    queue.push(pixel);
  };
  for (let x = 0; x < widthPx; x++) visit((heightPx - 1) * widthPx + x);
  for (let y = 0; y < heightPx; y++) {
    visit(y * widthPx);
    visit(y * widthPx + widthPx - 1);
  }
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const x = at % widthPx;
    if (x > 0) visit(at - 1);
    if (x < widthPx - 1) visit(at + 1);
    if (at >= widthPx) visit(at - widthPx);
    if (at + widthPx < mask.length) visit(at + widthPx);
  }
  const hasSky = mask.includes(1);
  return hasSky ? solid.map((isSolid) => 1 - isSolid) : mask;
}

function enlarge(mask: Uint8Array, from: PictureSize, to: PictureSize): Float32Array {
  const data = resample({ ...from, channels: 1, data: Float32Array.from(mask) }, to, 'bilinear');
  return data.map((share) => (share > 0.5 ? 1 : 0));
}

/** Near the edge a pixel goes to the side whose mean colour near by is nearer to its own. */
function settleEdge(codes: Float32Array, size: PictureSize, rough: Float32Array, scale: number): Uint8Array {
  const radius = Math.max(2, Math.round(COMPARE_RADIUS_PX * scale));
  const { widthPx, heightPx } = size;
  const blur = (data: Float32Array, channels: number): Float32Array =>
    blurBox({ widthPx, heightPx, channels, data }, radius);
  // The surest part of each side speaks for it: the flood stops a pixel or two short of the edge.
  const near = blurBox({ widthPx, heightPx, channels: 1, data: rough }, Math.max(1, Math.round(1.5 * scale)));
  const sky = near.map((share) => (share > 0.999 ? 1 : 0));
  const solid = near.map((share) => (share < 0.001 ? 1 : 0));
  const masked = (mask: Float32Array): Float32Array =>
    codes.map((value, at) => value * (mask[(at - (at % 3)) / 3] ?? 0));
  const [skyColour, skyWeight, solidColour, solidWeight] = [
    blur(masked(sky), 3),
    blur(sky, 1),
    blur(masked(solid), 3),
    blur(solid, 1),
  ];
  return Uint8Array.from(rough, (isSky, pixel) => {
    const share = near[pixel] ?? 0;
    const weights = [skyWeight[pixel] ?? 0, solidWeight[pixel] ?? 0] as const;
    if (share > 0.999 || share < 0.001 || weights[0] < 1e-3 || weights[1] < 1e-3) return isSky;
    const distance = (colour: Float32Array, weight: number): number =>
      [0, 1, 2].reduce((sum, channel) => {
        const off = (codes[pixel * 3 + channel] ?? 0) - (colour[pixel * 3 + channel] ?? 0) / weight;
        return sum + off * off;
      }, 0);
    return distance(skyColour, weights[0]) < distance(solidColour, weights[1]) ? 1 : 0;
  });
}
