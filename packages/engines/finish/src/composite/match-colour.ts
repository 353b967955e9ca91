import { blurGaussian } from '@backlot/kernels';
import type { FrameSize } from '../shape/model-frame.ts';

/** Detail finer than this share of the width is the model's own. */
const SIGMA_SHARE = 1 / 24;
/** A model that wants another colour altogether is not forced. */
const MOST_GAIN = 2.5;

/**
 * Draws an answer's low-frequency colour to our render's, in place: each channel is scaled by the blurred render over the
 * blurred answer, both weighed by the mask, so that colours outside do not leak in. `strength` 0..1.
 */
export function matchColour(
  answer: Float32Array,
  render: Float32Array,
  { mask, size, strength }: { readonly mask: Float32Array; readonly size: FrameSize; readonly strength: number },
): void {
  const sigmaPx = Math.max(1, size.widthPx * SIGMA_SHARE);
  const ours = blurWeighed(render, mask, size, sigmaPx);
  const theirs = blurWeighed(answer, mask, size, sigmaPx);
  for (let i = 0; i < answer.length; i++) {
    if (mask[Math.floor(i / 3)] === 0) continue;
    const full = ((ours[i] as number) + 1e-4) / ((theirs[i] as number) + 1e-4);
    const gain = Math.min(MOST_GAIN, Math.max(1 / MOST_GAIN, full));
    answer[i] = (answer[i] as number) * (1 + strength * (gain - 1));
  }
}

/** Sums of colour times mask; both pictures share the mask, so its own blur cancels in their ratio. */
function blurWeighed(picture: Float32Array, mask: Float32Array, size: FrameSize, sigmaPx: number): Float32Array {
  const weighed = new Float32Array(picture.length);
  for (let i = 0; i < picture.length; i++) {
    weighed[i] = Math.max(0, picture[i] as number) * (mask[Math.floor(i / 3)] as number);
  }
  return blurGaussian({ widthPx: size.widthPx, heightPx: size.heightPx, channels: 3, data: weighed }, sigmaPx);
}
