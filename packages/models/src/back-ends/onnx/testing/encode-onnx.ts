/** A value of a protobuf field: a whole number, text, bytes, or a message. */
type FieldValue = number | string | Uint8Array | readonly Field[];
type Field = readonly [number: number, value: FieldValue];

const [FLOAT, INT, INTS] = [1, 2, 7];
const FLOAT_TENSOR = 1;

/** An operator of a test model; attributes are whole numbers or lists of them. */
interface TestNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A tiny model: float32 from `input` to `output`, batch of 1. */
export interface TestModel {
  readonly nodes: readonly TestNode[];
  readonly constants?: Readonly<Record<string, { readonly dims: readonly number[]; readonly values: Float32Array }>>;
}

/** Writes a model file as onnx.proto3 has it (IR version 8, opset 13), sizes left open. */
export function encodeOnnx({ nodes, constants = {} }: TestModel): Uint8Array {
  const graph: Field[] = [
    ...nodes.map((node): Field => [1, encodeNode(node)]),
    [2, 'test'],
    ...Object.entries(constants).map(
      ([name, { dims, values }]): Field => [
        5,
        [
          ...dims.map((dim): Field => [1, dim]),
          [2, FLOAT_TENSOR],
          [8, name],
          [9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)],
        ],
      ],
    ),
    [11, encodeValue('input')],
    [12, encodeValue('output')],
  ];
  return encodeMessage([
    [1, 8],
    [7, graph],
    [
      8,
      [
        [1, ''],
        [2, 13],
      ],
    ],
  ]);
}

function encodeNode({ op, inputs, output, attributes = {} }: TestNode): Field[] {
  return [
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, op],
    ...Object.entries(attributes).map(
      ([name, value]): Field => [
        5,
        typeof value === 'number'
          ? [
              [1, name],
              [3, value],
              [20, INT],
            ]
          : [[1, name], ...value.map((each): Field => [8, each]), [20, INTS]],
      ],
    ),
  ];
}

function encodeValue(name: string): Field[] {
  const dims = ['n', 'c', 'h', 'w'].map((dim): Field => [1, [[2, `${name}-${dim}`]]]);
  return [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, FLOAT],
            [2, dims],
          ],
        ],
      ],
    ],
  ];
}

function encodeMessage(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(fields.map(([number, value]) => encodeField(number, value)));
}

function encodeField(number: number, value: FieldValue): Uint8Array {
  if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)]);
  const bytes =
    typeof value === 'string' ? Buffer.from(value) : value instanceof Uint8Array ? value : encodeMessage(value);
  return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.byteLength)]), bytes]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];
}
