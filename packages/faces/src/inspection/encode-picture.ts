import type { Picture } from '@backlot/media';
import type { RgbPicture } from '../model/rgb-picture.ts';

/** Scene-linear floats as display bytes: the sRGB curve (IEC 61966-2-1), as films of this studio have it; clipped to 0..1. */
export function encodePicture({ widthPx, heightPx, channels, data }: Picture): RgbPicture {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = data[pixel * channels + channel] ?? 0;
      rgb[pixel * 3 + channel] = BYTE_OF_LIGHT[Math.round(Math.min(1, Math.max(0, value)) * LIGHT_STEPS)] ?? 0;
    }
  }
  return { widthPx, heightPx, rgb };
}

const LIGHT_STEPS = 65535;
const BYTE_OF_LIGHT = Uint8Array.from({ length: LIGHT_STEPS + 1 }, (_, step) => {
  const light = step / LIGHT_STEPS;
  return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
});
