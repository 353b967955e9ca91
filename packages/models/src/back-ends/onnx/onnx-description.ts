import type { ModelSlot } from '@backlot/engine';
import { parseOrExplain, sha256Schema } from '@backlot/film';
import { z } from 'zod';

/** Files of a job that a picture model can be given. */
const ONNX_SLOTS = [
  'image',
  'mask',
  'reference',
  'depth',
  'normal',
  'edge',
  'segmentation',
  'sketch',
] as const satisfies readonly ModelSlot[];

const layoutSchema = z.enum(['NCHW', 'NHWC']).default('NCHW');
const channelsSchema = z.enum(['rgb', 'bgr', 'grey']).default('rgb');
const perChannelSchema = z.union([z.tuple([z.number()]), z.tuple([z.number(), z.number(), z.number()])]);
const tensorNameSchema = z.string().min(1);

/** Code values 0..1 become `low..high`, then `(value - mean) / std`, in the order of the model's channels. */
const valuesShape = {
  range: z
    .tuple([z.number(), z.number()])
    .refine(([low, high]) => low !== high, 'expected two different values')
    .default([0, 1]),
  mean: perChannelSchema.default([0]),
  std: perChannelSchema.refine((values) => !values.includes(0), 'expected no 0').default([1]),
};

const inputSchema = z.strictObject({
  name: tensorNameSchema,
  slot: z.enum(ONNX_SLOTS).default('image'),
  layout: layoutSchema,
  channels: channelsSchema,
  ...valuesShape,
});

const outputSchema = z.discriminatedUnion('meaning', [
  z.strictObject({
    meaning: z.literal('picture'),
    name: tensorNameSchema,
    layout: layoutSchema,
    channels: channelsSchema,
    /** `input`: only its colour is taken, laid over the light and dark of the picture that went in. */
    lightness: z.enum(['output', 'input']).default('output'),
    ...valuesShape,
  }),
  /** White where it applies. */
  z.strictObject({ meaning: z.literal('mask'), name: tensorNameSchema, layout: layoutSchema, ...valuesShape }),
  /** Of any scale: it is spread over black to white, near is bright. */
  z.strictObject({
    meaning: z.literal('depth'),
    name: tensorNameSchema,
    layout: layoutSchema,
    near: z.enum(['large', 'small']),
  }),
]);

const sidePxSchema = z.int().min(8).max(8192);

const sizeSchema = z.discriminatedUnion('kind', [
  /** The picture as it is, its edges repeated up to the next multiple. */
  z.strictObject({ kind: z.literal('whole'), multipleOfPx: z.int().min(1).max(1024).default(1) }),
  /** The picture is scaled to this size, and what comes out is scaled back. */
  z.strictObject({ kind: z.literal('fixed'), widthPx: sidePxSchema, heightPx: sidePxSchema }),
  /** Square pieces of just this size; neighbours share `overlapPx`, where they are blended. */
  z
    .strictObject({ kind: z.literal('tiles'), tilePx: sidePxSchema, overlapPx: z.int().min(4) })
    .refine(({ tilePx, overlapPx }) => overlapPx * 2 <= tilePx, {
      path: ['overlapPx'],
      error: 'expected at most half of tilePx',
    }),
]);

const onnxDescriptionSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower case words joined by hyphens'),
    title: z.string().min(1).max(200),
    /** Makers, source and licence, for who has to fill in a model card. */
    about: z.string().max(2000).default(''),
    /** The model file, in the same folder. */
    file: z.string().regex(/^[^/\\]+\.onnx$/, 'expected the name of an .onnx file in the same folder'),
    /** Pins the file: another one is refused. */
    sha256: sha256Schema.exactOptional(),
    task: z.literal('image'),
    inputs: z.array(inputSchema).min(1),
    outputs: z.array(outputSchema).min(1),
    size: sizeSchema,
    /** Each side of what comes out is this many times that of what goes in. */
    scale: z.int().min(1).max(8).default(1),
  })
  .superRefine(({ inputs, outputs, size }, context) => {
    const refuse = (path: PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path, message });
    const slots = inputs.map(({ slot }) => slot);
    if (!slots.includes('image')) refuse(['inputs'], 'expected one with the slot "image"');
    if (new Set(slots).size < slots.length) refuse(['inputs'], 'expected each slot once');
    // Depth has a scale of its own in each piece, which no blending evens out.
    if (size.kind === 'tiles' && outputs.some(({ meaning }) => meaning === 'depth'))
      refuse(['size'], 'expected "whole" or "fixed" for depth');
  })
  .readonly();

/** A model file and how pictures go into it and come out, as the JSON file beside it says. */
export type OnnxDescription = z.output<typeof onnxDescriptionSchema>;
export type OnnxInput = OnnxDescription['inputs'][number];
export type OnnxOutput = OnnxDescription['outputs'][number];

/** @throws BacklotError `SET_UP_INVALID` with all that is wrong in `value`; `what` names it in messages */
export function parseOnnxDescription(value: unknown, what: string): OnnxDescription {
  return parseOrExplain(onnxDescriptionSchema, value, { what });
}
