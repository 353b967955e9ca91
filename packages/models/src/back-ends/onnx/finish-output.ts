import { BacklotError } from '@backlot/film';
import type { OnnxOutput } from './onnx-description.ts';
import { clamp, type Raster, scaleRaster } from './raster.ts';
import { LUMA } from './raster-tensor.ts';

/** What an output means as a picture; `source` is what went in. */
export function finishOutput(made: Raster, output: OnnxOutput, source: Raster): Raster {
  switch (output.meaning) {
    case 'mask':
      return made;
    case 'depth':
      return spreadDepth(made, output);
    case 'picture':
      return output.lightness === 'input' ? keepLightness(made, source) : made;
  }
}

function spreadDepth(made: Raster, { name, near }: Extract<OnnxOutput, { meaning: 'depth' }>): Raster {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of made.data) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  // NaN makes both of them NaN.
  if (!Number.isFinite(high - low)) {
    throw new BacklotError('MODEL_ANSWER_INVALID', `Output "${name}": expected finite depth, got ${low} to ${high}`, {
      hint: 'Check range, mean and std of the input in the description of the model.',
    });
  }
  const [darkest, span] = near === 'large' ? [low, high - low] : [high, low - high];
  return { ...made, data: made.data.map((value) => (span === 0 ? 0 : (value - darkest) / span)) };
}

/** The difference between each colour and its luma is the model's, the luma is the source's. */
function keepLightness(made: Raster, source: Raster): Raster {
  const under = scaleRaster(source, made).data;
  const step = made.channels;
  const data = new Float32Array(made.widthPx * made.heightPx * 3);
  for (let to = 0, from = 0; to < data.length; to += 3, from += step) {
    let shift = 0;
    for (let c = 0; c < 3; c++) {
      const painted = clamp(made.data[from + (c % step)] as number);
      shift += (LUMA[c] as number) * ((under[to + c] as number) - painted);
      data[to + c] = painted;
    }
    for (let c = 0; c < 3; c++) data[to + c] = (data[to + c] as number) + shift;
  }
  return { ...made, channels: 3, data };
}
