import {
  modelCardIdSchema,
  negativePromptSchema,
  parentSchema,
  promptSchema,
  settingsSchema,
} from '@backlot/engine/model-work';
import { frameRateSchema } from '@backlot/film';
import { z } from 'zod';

/** Chroma is stored at half resolution. */
const evenSidePxSchema = z
  .int()
  .min(64)
  .max(8192)
  .refine((side) => side % 2 === 0, 'expected an even number');

/** The `parameters` of a video set-up file; unknown fields are refused. */
export const videoParametersSchema = z
  .strictObject({
    /** Id of the model's card. */
    model: modelCardIdSchema,
    prompt: promptSchema,
    negativePrompt: negativePromptSchema,
    widthPx: evenSidePxSchema.default(1280),
    heightPx: evenSidePxSchema.default(720),
    /** Of the shot: what a model makes at another rate is brought to it by time. */
    frameRate: frameRateSchema.default({ numerator: 24, denominator: 1 }),
    durationFrames: z.int().min(1).max(2000).default(97),
    /** At what rate the model works; absent: that of the shot. */
    modelFrameRate: frameRateSchema.exactOptional(),
    /** A model that takes `frameStep` × n + 1 frames is asked for the next such count; what is too much is cut. */
    frameStep: z.int().min(2).max(64).exactOptional(),
    /** Sound is asked for with the picture, and kept where the model makes it. */
    withSound: z.boolean().default(false),
    settings: settingsSchema,
    /** Of the variants of an earlier take, the one that is named is started from. */
    parent: parentSchema,
  })
  .readonly();

export type VideoParameters = z.output<typeof videoParametersSchema>;
