import type { TestModel } from './encode-onnx.ts';

const PER_CHANNEL = 3;

/** Each value of a picture, times `factor`. */
export function multiplying(factor: number): TestModel {
  return {
    nodes: [{ op: 'Mul', inputs: ['input', 'factor'], output: 'output' }],
    constants: { factor: { dims: [], values: Float32Array.of(factor) } },
  };
}

/** A mean of the pixels around each, with black around what it is given: it knows its own edges, as most models do. */
export function blurring(radiusPx: number): TestModel {
  const side = 2 * radiusPx + 1;
  return {
    nodes: [
      {
        op: 'Conv',
        inputs: ['input', 'kernel'],
        output: 'output',
        attributes: { group: PER_CHANNEL, kernel_shape: [side, side], pads: [radiusPx, radiusPx, radiusPx, radiusPx] },
      },
    ],
    constants: { kernel: evenKernel(side, 1 / side ** 2) },
  };
}

/** Every pixel becomes a square of `factor`. */
export function enlarging(factor: number): TestModel {
  return {
    nodes: [
      {
        op: 'ConvTranspose',
        inputs: ['input', 'kernel'],
        output: 'output',
        attributes: { group: PER_CHANNEL, kernel_shape: [factor, factor], strides: [factor, factor] },
      },
    ],
    constants: { kernel: evenKernel(factor, 1) },
  };
}

/** One channel: the mean of all of them, times ten, plus five, as depth that has no scale. */
export function averaging(): TestModel {
  return {
    nodes: [
      { op: 'ReduceMean', inputs: ['input'], output: 'mean', attributes: { axes: [1], keepdims: 1 } },
      { op: 'Mul', inputs: ['mean', 'ten'], output: 'scaled' },
      { op: 'Add', inputs: ['scaled', 'five'], output: 'output' },
    ],
    constants: { ten: { dims: [], values: Float32Array.of(10) }, five: { dims: [], values: Float32Array.of(5) } },
  };
}

/** Takes a minute or so. */
export function dawdling(): TestModel {
  const [wide, side, count] = [64, 3, 400];
  const attributes = { kernel_shape: [side, side], pads: [1, 1, 1, 1] };
  const names = Array.from({ length: count + 1 }, (_, i) => `layer-${i}`);
  return {
    nodes: [
      { op: 'Conv', inputs: ['input', 'first'], output: 'layer-0', attributes },
      ...names.slice(1).map((output, i) => ({ op: 'Conv', inputs: [`layer-${i}`, 'middle'], output, attributes })),
      { op: 'Conv', inputs: [`layer-${count}`, 'last'], output: 'output', attributes },
    ],
    constants: {
      first: { dims: [wide, PER_CHANNEL, side, side], values: new Float32Array(wide * PER_CHANNEL * side ** 2) },
      middle: { dims: [wide, wide, side, side], values: new Float32Array(wide * wide * side ** 2) },
      last: { dims: [PER_CHANNEL, wide, side, side], values: new Float32Array(wide * PER_CHANNEL * side ** 2) },
    },
  };
}

function evenKernel(side: number, value: number) {
  return { dims: [PER_CHANNEL, 1, side, side], values: new Float32Array(PER_CHANNEL * side ** 2).fill(value) };
}
