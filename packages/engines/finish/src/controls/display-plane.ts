import { transferTable } from '@backlot/kernels';
import type { FrameSize } from '../shape/model-frame.ts';
import type { Plane } from '../shape/scale-planes.ts';

const MAX_CODE = 65_535;

/** The linear light whose sRGB code value is `code`, 0..1: what carries data through a video unchanged. */
export function linearOfCode(code: number): number {
  const bounded = code > 0 ? Math.min(1, code) : 0;
  return transferTable('srgb', MAX_CODE)[Math.round(bounded * MAX_CODE)] as number;
}

/** A picture of code values that `codeAt` gives, pixel by pixel, as linear RGB. */
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
