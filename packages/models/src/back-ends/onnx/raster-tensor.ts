import { BacklotError } from '@backlot/film';
import type { OnnxInput, OnnxOutput } from './onnx-description.ts';
import type { OnnxTensor } from './onnx-runtime.ts';
import type { Raster, Size } from './raster.ts';

/** Luma of code values, red, green and blue (ITU-R BT.709-6, item 3.2). */
export const LUMA = [0.2126, 0.7152, 0.0722] as const;

/** Where a model's channels lie in red, green, blue. */
const ORDER = { rgb: [0, 1, 2], bgr: [2, 1, 0], grey: [0] } as const;

/** A picture as an input wants it: layout, channels, range, mean and deviation. */
export function toTensor(
  raster: Raster,
  input: OnnxInput,
): { readonly dims: readonly number[]; readonly data: Float32Array } {
  const { widthPx, heightPx } = raster;
  const order = ORDER[input.channels];
  const [count, area] = [order.length, widthPx * heightPx];
  const [low, high] = input.range;
  const read = input.channels === 'grey' ? lumaOf : colourOf;
  const data = new Float32Array(area * count);
  for (const [channel, colour] of order.entries()) {
    const [mean, std] = [perChannel(input.mean, channel), perChannel(input.std, channel)];
    const { first, step } = placeOf(input.layout, { channel, count, area });
    for (let i = 0; i < area; i++) {
      data[first + i * step] = (low + read(raster, i, colour) * (high - low) - mean) / std;
    }
  }
  return { dims: dimsOf(input.layout, { widthPx, heightPx, count }), data };
}

/**
 * A picture out of what a model gave: code values, or depth as it came.
 * @throws BacklotError `MODEL_ANSWER_INVALID` for another shape or kind of number than described
 */
export function fromTensor(tensor: OnnxTensor, output: OnnxOutput, { widthPx, heightPx }: Size): Raster {
  const order = ORDER[output.meaning === 'picture' ? output.channels : 'grey'];
  const [count, area] = [order.length, widthPx * heightPx];
  const given = demandShape(tensor, output, { widthPx, heightPx, count });
  const data = new Float32Array(area * count);
  for (const [channel, colour] of order.entries()) {
    const { first, step } = placeOf(output.layout, { channel, count, area });
    const { scale, shift } = undoing(output, channel);
    for (let i = 0; i < area; i++) data[i * count + colour] = (given[first + i * step] as number) * scale + shift;
  }
  return { widthPx, heightPx, channels: count, data };
}

/** Code value = given × scale + shift. */
function undoing(output: OnnxOutput, channel: number): { readonly scale: number; readonly shift: number } {
  if (output.meaning === 'depth') return { scale: 1, shift: 0 };
  const [low, high] = output.range;
  const [mean, std] = [perChannel(output.mean, channel), perChannel(output.std, channel)];
  return { scale: std / (high - low), shift: (mean - low) / (high - low) };
}

function demandShape(
  { type, dims, data }: OnnxTensor,
  { name, layout }: OnnxOutput,
  shape: Size & { readonly count: number },
): Float32Array {
  const { widthPx, heightPx, count } = shape;
  const wanted = dimsOf(layout, shape);
  // Models of one channel often leave it, and the batch, out.
  const allowed = count === 1 ? [wanted, [1, heightPx, widthPx], [heightPx, widthPx]] : [wanted];
  const isFitting = allowed.some((each) => String(each) === String(dims));
  if (isFitting && data instanceof Float32Array) return data;
  throw new BacklotError(
    'MODEL_ANSWER_INVALID',
    `Output "${name}": expected float32 of ${wanted.join(' × ')}, got ${type} of ${dims.join(' × ')}`,
    { hint: 'Correct layout, channels, size or scale in the description of the model.' },
  );
}

function dimsOf(
  layout: OnnxInput['layout'],
  { widthPx, heightPx, count }: Size & { readonly count: number },
): readonly number[] {
  return layout === 'NCHW' ? [1, count, heightPx, widthPx] : [1, heightPx, widthPx, count];
}

/** Where a channel's first value lies, and how far apart its values are. */
function placeOf(
  layout: OnnxInput['layout'],
  { channel, count, area }: { readonly channel: number; readonly count: number; readonly area: number },
): { readonly first: number; readonly step: number } {
  return layout === 'NCHW' ? { first: channel * area, step: 1 } : { first: channel, step: count };
}

function perChannel(values: readonly number[], channel: number): number {
  return (values.length === 1 ? values[0] : values[channel]) ?? 0;
}

function colourOf({ data }: Raster, pixel: number, colour: number): number {
  return data[pixel * 3 + colour] as number;
}

function lumaOf({ data }: Raster, pixel: number): number {
  const [red, green, blue] = LUMA;
  const at = pixel * 3;
  return red * (data[at] as number) + green * (data[at + 1] as number) + blue * (data[at + 2] as number);
}
