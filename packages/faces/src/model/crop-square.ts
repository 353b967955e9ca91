import type { RgbPicture } from '@backlot/media';

/** A square of a picture; it may reach beyond the picture's edge. */
export interface Square {
  readonly leftPx: number;
  readonly topPx: number;
  readonly sidePx: number;
}

// More samples a side add nothing that a face detector sees.
const MAX_SAMPLES = 6;

/**
 * Cuts a square out and resamples it to `outPx` × `outPx` floats 0..255, three a pixel: the mean of samples where it
 * shrinks, bilinear where it grows. Beyond the edge the picture's last pixels go on.
 */
export function cropSquare(picture: RgbPicture, square: Square, outPx: number, isMirrored = false): Float32Array {
  const step = square.sidePx / outPx;
  const out = new Float32Array(outPx * outPx * 3);
  const write = step > 1 ? meanSampler(picture, step) : bilinearSampler(picture);
  for (let y = 0; y < outPx; y++) {
    for (let x = 0; x < outPx; x++) {
      const column = isMirrored ? outPx - 1 - x : x;
      write(out, (y * outPx + column) * 3, square.leftPx + (x + 0.5) * step, square.topPx + (y + 0.5) * step);
    }
  }
  return out;
}

/** Writes the colour around a point of the picture, in pixels, at `at`. */
type Sampler = (out: Float32Array, at: number, x: number, y: number) => void;

function meanSampler(picture: RgbPicture, step: number): Sampler {
  const { rgb, widthPx, heightPx } = picture;
  const count = Math.min(MAX_SAMPLES, Math.ceil(step));
  const weight = 1 / (count * count);
  return (out, at, x, y) => {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let row = 0; row < count; row++) {
      const line = clamp(Math.floor(y + ((row + 0.5) / count - 0.5) * step), heightPx) * widthPx;
      for (let column = 0; column < count; column++) {
        const from = (line + clamp(Math.floor(x + ((column + 0.5) / count - 0.5) * step), widthPx)) * 3;
        red += rgb[from] ?? 0;
        green += rgb[from + 1] ?? 0;
        blue += rgb[from + 2] ?? 0;
      }
    }
    out[at] = red * weight;
    out[at + 1] = green * weight;
    out[at + 2] = blue * weight;
  };
}

function bilinearSampler({ rgb, widthPx, heightPx }: RgbPicture): Sampler {
  return (out, at, x, y) => {
    const left = Math.floor(x - 0.5);
    const top = Math.floor(y - 0.5);
    const right = x - 0.5 - left;
    const down = y - 0.5 - top;
    const line = clamp(top, heightPx) * widthPx;
    const lineBelow = clamp(top + 1, heightPx) * widthPx;
    const column = clamp(left, widthPx);
    const columnBeside = clamp(left + 1, widthPx);
    for (let channel = 0; channel < 3; channel++) {
      const above = mix(rgb, (line + column) * 3 + channel, (line + columnBeside) * 3 + channel, right);
      const below = mix(rgb, (lineBelow + column) * 3 + channel, (lineBelow + columnBeside) * 3 + channel, right);
      out[at + channel] = above + (below - above) * down;
    }
  };
}

function mix(values: Uint8Array, from: number, to: number, share: number): number {
  const first = values[from] ?? 0;
  return first + ((values[to] ?? 0) - first) * share;
}

function clamp(value: number, length: number): number {
  return value < 0 ? 0 : value >= length ? length - 1 : value;
}
