import type { Picture } from '@backlot/media';

/**
 * Lays a model's picture over another where the mask is white: where it is black, every value stays the very bits that it
 * was; between, they mix in linear light.
 */
export function paintInside(under: Picture, painted: Picture, mask: Picture): Picture {
  const data = under.data.slice();
  const { widthPx, heightPx, channels } = under;
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    const weight = Math.min(1, Math.max(0, mask.data[pixel * mask.channels] as number));
    if (!(weight > 0)) continue;
    for (let channel = 0; channel < channels; channel++) {
      const at = pixel * channels + channel;
      const over = channel < painted.channels ? (painted.data[pixel * painted.channels + channel] as number) : 1;
      data[at] = (under.data[at] as number) * (1 - weight) + over * weight;
    }
  }
  return { widthPx, heightPx, channels, data };
}
