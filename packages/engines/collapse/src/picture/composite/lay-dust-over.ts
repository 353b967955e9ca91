import type { DustPicture } from '@backlot/kernels';
import type { CompositedFrame } from './composite-frame.ts';

/** Lays a premultiplied picture of dust over a frame, in place; pixels without dust keep their bits. */
export function layDustOver(frame: Pick<CompositedFrame, 'rgb' | 'synthetic'>, dust: Pick<DustPicture, 'rgba'>): void {
  const { rgb, synthetic } = frame;
  for (let pixel = 0; pixel < synthetic.length; pixel++) {
    const alpha = dust.rgba[pixel * 4 + 3] ?? 0;
    if (alpha === 0) continue;
    for (let channel = 0; channel < 3; channel++) {
      const at = pixel * 3 + channel;
      rgb[at] = (dust.rgba[pixel * 4 + channel] ?? 0) + (1 - alpha) * (rgb[at] ?? 0);
    }
    synthetic[pixel] = 1 - (1 - alpha) * (1 - (synthetic[pixel] ?? 0));
  }
}
