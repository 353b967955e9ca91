import { modelCardIdSchema, parentSchema, settingsSchema } from '@backlot/engine/model-work';
import { z } from 'zod';

/** A vendor's own name of a voice. */
const voiceNameSchema = z.string().trim().min(1).max(200);

const lineSchema = z
  .strictObject({
    /** Who says it in the story. */
    character: z.string().trim().min(1).max(100).exactOptional(),
    /** Id of the performer whose voice it is; synthetic performers are in the register too. */
    performer: z.string().min(1).max(100),
    text: z.string().trim().min(1).max(2000),
    /** BCP 47. */
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'expected a language such as en-GB')
      .max(35),
    /** Where it is not the take's. */
    voice: voiceNameSchema.exactOptional(),
  })
  .readonly();

/** The `parameters` of a voice set-up file; unknown fields are refused. */
export const voiceParametersSchema = z
  .strictObject({
    /** Id of the model's card. */
    model: modelCardIdSchema,
    voice: voiceNameSchema,
    /** Each is a call of its own. */
    lines: z.array(lineSchema).min(1).max(200).readonly(),
    /** Silence between lines in the joined file. */
    pauseMs: z.int().min(0).max(60_000).default(400),
    settings: settingsSchema,
    parent: parentSchema,
  })
  .readonly();

export type VoiceParameters = z.output<typeof voiceParametersSchema>;
export type VoiceLine = VoiceParameters['lines'][number];
