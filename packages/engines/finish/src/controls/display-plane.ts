import { transferTable } from '@backlot/kernels';
import type { FrameSize } from '../shape/model-frame.ts';
import type { Plane } from '../shape/scale-planes.ts';

const MAX_CODE = 65_535;

/** A picture of code values 0..1 that `codeAt` gives, as the linear RGB whose sRGB they are: what carries data through a video unchanged. */
export function paintCodes(
  { widthPx, heightPx }: FrameSize,
  codeAt: (pixel: number, channel: 0 | 1 | 2) => number,
): Plane {
  const table = transferTable('srgb', MAX_CODE);
  const data = new Float32Array(widthPx * heightPx * 3);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    for (const channel of [0, 1, 2] as const) {
      const code = codeAt(pixel, channel);
      const bounded = code > 0 ? Math.min(1, code) : 0;
      data[pixel * 3 + channel] = table[Math.round(bounded * MAX_CODE)] as number;
    }
  }
  return { widthPx, heightPx, channels: 3, data };
}
