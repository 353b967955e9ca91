import { z } from 'zod';
import { groundPointSchema, worldPointSchema } from './measures.ts';
import { memberSelectionSchema, selectionFields } from './selection-schema.ts';

const startFrame = z.int().min(0).max(9_999).default(8);
const facade = z.int().min(0).max(23).default(0);
const frames = z.int().min(1).max(9_999);

const waveFields = {
  /** Frame at which the first wall gives way. */
  startFrame,
  /** How long the cut takes to cross the building. */
  spreadFrames: z.int().min(1).max(480).default(14),
  /** Façade that goes first (and from which the cut spreads): 0 front, 1 right, 2 back, 3 left, or the footprint's edge. */
  facade,
  /** Storeys that start to fall in `top-down`; default a quarter of them. */
  fallingStoreys: z.int().min(1).max(20).optional(),
};

/** The ground storey is cut in a wave. */
const bottomFirstSchema = z.strictObject({ kind: z.literal('bottom-first'), ...waveFields }).readonly();
/** The top falls on the storeys below. */
const topDownSchema = z.strictObject({ kind: z.literal('top-down'), ...waveFields }).readonly();
/** One façade gives way first. */
const oneSideSchema = z.strictObject({ kind: z.literal('one-side'), ...waveFields }).readonly();

/** Members are blown; what then falls, and what stands, follows from the stresses. */
const membersSchema = z
  .strictObject({
    kind: z.literal('members'),
    startFrame,
    members: z.array(memberSelectionSchema).min(1).max(64).readonly(),
  })
  .readonly();

/** A storey's members lose their strength until they fail. */
const fireSchema = z
  .strictObject({
    kind: z.literal('fire'),
    startFrame,
    ...selectionFields,
    /** Frames until only `strengthLeft` remains; members differ by up to a quarter. */
    burnFrames: frames.default(120),
    /** Share of the strength that the fire leaves. */
    strengthLeft: z.number().min(0).max(0.95).default(0),
  })
  .readonly();

const settlementSchema = z
  .strictObject({
    /** Rectangle on the ground (x, z). */
    minM: groundPointSchema,
    maxM: groundPointSchema,
    depthM: z.number().min(0.005).max(5),
    overFrames: frames.default(48),
  })
  .readonly()
  .refine(({ minM, maxM }) => minM[0] < maxM[0] && minM[1] < maxM[1], 'minM lies below maxM on both axes.');

/** The ground shakes, or sinks under a part of the plan. */
const groundSchema = z
  .strictObject({
    kind: z.literal('ground'),
    startFrame,
    /** The ground's acceleration over time, in m/s², straight between the entries and still before and after them. */
    shaking: z
      .array(z.strictObject({ afterFrames: z.number().min(0).max(9_999), ms2: worldPointSchema }).readonly())
      .min(2)
      .max(4000)
      .readonly()
      .optional(),
    settlement: settlementSchema.optional(),
  })
  .readonly()
  .refine(({ shaking, settlement }) => shaking !== undefined || settlement !== undefined, {
    message: 'Give shaking, settlement, or both.',
  })
  .refine(
    ({ shaking }) =>
      (shaking ?? []).every((key, i, all) => i === 0 || key.afterFrames > (all[i - 1]?.afterFrames ?? 0)),
    'shaking is in the order of afterFrames.',
  );

/** A force presses on a façade from outside. */
const pushSchema = z
  .strictObject({
    kind: z.literal('push'),
    startFrame,
    facade,
    /** The whole force, over the part between the two heights. */
    forceKn: z.number().min(1).max(10_000_000),
    fromHeightM: z.number().min(0).max(200).default(0),
    toHeightM: z.number().min(0).max(230).optional(),
    durationFrames: frames.default(24),
  })
  .readonly()
  .refine(({ fromHeightM, toHeightM }) => toHeightM === undefined || toHeightM > fromHeightM, {
    message: 'toHeightM lies above fromHeightM.',
  });

/** What begins the fall. */
export const triggerSchema = z.discriminatedUnion('kind', [
  bottomFirstSchema,
  topDownSchema,
  oneSideSchema,
  membersSchema,
  fireSchema,
  groundSchema,
  pushSchema,
]);

export type TriggerParameters = z.output<typeof triggerSchema>;
/** A trigger that cuts a zone in a wave. */
export type WaveTrigger = Extract<TriggerParameters, { spreadFrames: number }>;
export type TriggerOf<Kind extends TriggerParameters['kind']> = Extract<TriggerParameters, { kind: Kind }>;
