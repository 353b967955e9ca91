import {
  modelCardIdSchema,
  negativePromptSchema,
  parentSchema,
  promptSchema,
  settingsSchema,
} from '@backlot/engine/model-work';
import { z } from 'zod';

/** The `parameters` of a sound set-up file; unknown fields are refused. */
export const soundParametersSchema = z
  .strictObject({
    /** Id of the model's card. */
    model: modelCardIdSchema,
    prompt: promptSchema,
    negativePrompt: negativePromptSchema,
    /** Length of each variant, to hundredths of a second. */
    durationS: z.number().min(0.5).max(300).multipleOf(0.01).default(5),
    /** Its end goes over into its beginning, for atmospheres of any length. */
    isLoopable: z.boolean().default(false),
    /** Each is a call of its own, with a seed of its own. */
    variants: z.int().min(1).max(4).default(1),
    settings: settingsSchema,
    parent: parentSchema,
  })
  .readonly();

export type SoundParameters = z.output<typeof soundParametersSchema>;
