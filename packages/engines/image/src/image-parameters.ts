import {
  modelCardIdSchema,
  negativePromptSchema,
  parentSchema,
  promptSchema,
  settingsSchema,
} from '@backlot/engine/model-work';
import { z } from 'zod';

const sidePxSchema = z.int().min(64).max(8192);

/** The `parameters` of an image set-up file; unknown fields are refused. */
export const imageParametersSchema = z
  .strictObject({
    /** Id of the model's card. */
    model: modelCardIdSchema,
    /** `clean-plate`: a plate without something, painted only inside the mask. */
    kind: z.enum(['concept', 'clean-plate', 'texture']).default('concept'),
    prompt: promptSchema,
    negativePrompt: negativePromptSchema,
    /** With a mask, those of the picture that is painted in. */
    widthPx: sidePxSchema.default(1280),
    heightPx: sidePxSchema.default(720),
    /** Each is a call of its own, with a seed of its own. */
    variants: z.int().min(1).max(4).default(1),
    /** Clean plates only: also as scene-linear EXR. */
    exr: z.boolean().default(false),
    settings: settingsSchema,
    /** Of the variants of an earlier take, the one that is named is started from. */
    parent: parentSchema,
  })
  .refine(({ exr, kind }) => !exr || kind === 'clean-plate', {
    path: ['exr'],
    error: 'expected true for clean plates only',
  })
  .readonly();

export type ImageParameters = z.output<typeof imageParametersSchema>;
