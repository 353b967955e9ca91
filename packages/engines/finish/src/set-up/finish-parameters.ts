import { modelCardIdSchema, negativePromptSchema, promptSchema, settingsSchema } from '@backlot/engine/model-work';
import { frameRateSchema } from '@backlot/film';
import { z } from 'zod';
import { presetIds } from '../presets/presets.ts';

const evenSizePxSchema = z.int().min(16).max(8192).multipleOf(2);
const shareSchema = z.number().min(0).max(1);

const maskSchema = z
  .strictObject({
    /** How far beyond our own coverage the model may paint; outside, the difference is exactly 0. */
    growPx: z.int().min(0).max(128).default(0),
    /** Width of the ramp inside the border of the mask. */
    featherPx: z.number().min(0).max(128).default(2),
    /** `all` that is rendered, what has `changed` since the take's first frame, or objects by id. */
    objects: z.union([z.enum(['all', 'changed']), z.array(z.int().min(1)).min(1).readonly()]).default('all'),
    /** Dust too. */
    dust: z.boolean().default(true),
  })
  .readonly();

const answerSchema = z
  .strictObject({
    /** How far the answer's low-frequency colour is drawn to our render's: 0 not at all, 1 wholly. */
    colourMatch: shareSchema.default(0),
    /** Silhouettes are laid anew with our own alpha. */
    sharpenEdges: z.boolean().default(true),
    /** Where the answer clips at display white, our render says how much brighter the scene is. */
    keepHighlights: z.boolean().default(true),
    /** The plate's grain over what the model painted. */
    grain: z.boolean().default(true),
  })
  .readonly();

const chunksSchema = z
  .strictObject({
    /** Frames of one call; default what the preset takes at most. */
    mostFrames: z.int().min(1).max(1000).exactOptional(),
    /** Frames that neighbouring calls share at least. */
    overlapFrames: z.int().min(1).max(200).default(9),
  })
  .readonly();

const outputSchema = z
  .strictObject({
    widthPx: evenSizePxSchema.default(1280),
    heightPx: evenSizePxSchema.default(720),
    frameRate: frameRateSchema.default({ numerator: 24, denominator: 1 }),
    durationFrames: z.int().min(1).max(10_000).default(96),
    /** Number of the first frame in file names. */
    firstFrame: z.int().min(0).max(9_000_000).default(1001),
    /** Frames at the start in which nothing moves yet in the take. */
    stillFrames: z.int().min(0).max(10_000).default(0),
    /** Also write ProRes 422 HQ. */
    prores: z.boolean().default(false),
  })
  .readonly();

/** The `parameters` of a finish set-up; unknown fields are refused. `output` is the take's own. */
export const finishParametersSchema = z
  .strictObject({
    /** Id of the model's card. */
    model: modelCardIdSchema,
    prompt: promptSchema,
    negativePrompt: negativePromptSchema,
    preset: z.enum(presetIds).default('vace-wan'),
    /** How closely the model keeps to our passes; handed on as the setting `strength` and in the weights of a control spec. */
    strength: shareSchema.default(1),
    /** What a guide video shows where the model paints; `grey` leaves it all to the model. */
    guide: z.enum(['depth', 'render', 'edge', 'normal', 'grey']).default('depth'),
    /** The last frame of our composite goes along as a picture. */
    lastFrame: z.boolean().default(false),
    mask: maskSchema.prefault({}),
    answer: answerSchema.prefault({}),
    /** How the take's camera is turned in the world of its normals, as in a collapse set-up. */
    camera: z
      .strictObject({
        yawDeg: z.number().min(-720).max(720).default(0),
        pitchDeg: z.number().min(-89).max(89).default(0),
        rollDeg: z.number().min(-720).max(720).default(0),
      })
      .readonly()
      .prefault({}),
    /** What the model renders at; default the best that the preset takes for the shot's shape. */
    size: z.strictObject({ widthPx: evenSizePxSchema, heightPx: evenSizePxSchema }).readonly().exactOptional(),
    /** `letterbox` shows the whole frame; `crop` fills the model's picture, and what is cut off stays ours. */
    fit: z.enum(['letterbox', 'crop']).default('letterbox'),
    chunks: chunksSchema.prefault({}),
    /** Whatever else the model knows by name. */
    settings: settingsSchema,
    output: outputSchema.prefault({}),
  })
  .readonly();

export type FinishParameters = z.output<typeof finishParametersSchema>;
/** What a person writes: fields with a default may be left out. */
export type FinishParametersInput = z.input<typeof finishParametersSchema>;
export type MaskParameters = FinishParameters['mask'];
export type OutputParameters = FinishParameters['output'];
