import type { Picture } from '@backlot/media';

/**
 * Lays a model's picture over another where the mask (0..1, one value a pixel) lets it: where it is 0, every value stays the
 * very bits that it was; between, they mix in linear light.
 */
export function paintInside(under: Picture, painted: Picture, mask: Float32Array): Picture {
  const data = under.data.slice();
  const { widthPx, heightPx, channels } = under;
  for (const [pixel, weight] of mask.entries()) {
    if (weight === 0) continue;
    for (let channel = 0; channel < channels; channel++) {
      const at = pixel * channels + channel;
      const over = channel < painted.channels ? (painted.data[pixel * painted.channels + channel] as number) : 1;
      data[at] = (under.data[at] as number) * (1 - weight) + over * weight;
    }
  }
  return { widthPx, heightPx, channels, data };
}
