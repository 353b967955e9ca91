import { modelCardIdSchema, parentSchema, settingsSchema } from '@backlot/engine/model-work';
import { z } from 'zod';

/** A vendor's own name of a voice. */
const voiceNameSchema = z.string().trim().min(1).max(200);
const textSchema = z.string().trim().min(1).max(2000);

const speaker = {
  /** Id of the performer whose voice it is; absent for a voice that is nobody's, as whoever asks says. */
  performer: z.string().min(1).max(100).exactOptional(),
  /** BCP 47; a performer's line has to say it, since a consent is given for languages. */
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'expected a language such as en-GB')
    .max(35)
    .exactOptional(),
};

const lineSchema = z
  .strictObject({
    /** Who says it in the story. */
    character: z.string().trim().min(1).max(100).exactOptional(),
    ...speaker,
    text: textSchema,
    /** Where it is not the take's. */
    voice: voiceNameSchema.exactOptional(),
  })
  .refine(isLanguageKnown, { path: ['language'], error: 'expected the language that the performer is heard in' })
  .readonly();

/** The `parameters` of a voice set-up: `lines`, or a `prompt` that is the only one; unknown fields are refused. */
export const voiceParametersSchema = z
  .strictObject({
    /** Id of the model's card. */
    model: modelCardIdSchema,
    /** Absent: the model's default. */
    voice: voiceNameSchema.exactOptional(),
    /** The one line that is said, by `performer`, in `language`. */
    prompt: textSchema.exactOptional(),
    ...speaker,
    /** Each is a call of its own. */
    lines: z.array(lineSchema).min(1).max(200).readonly().exactOptional(),
    /** Silence between lines in the joined file. */
    pauseMs: z.int().min(0).max(60_000).default(400),
    settings: settingsSchema,
    parent: parentSchema,
  })
  .refine(({ prompt, lines }) => (prompt === undefined) !== (lines === undefined), {
    path: ['prompt'],
    error: 'expected a line to say, or else lines',
  })
  .refine(({ lines, performer, language }) => !lines || (performer ?? language) === undefined, {
    path: ['lines'],
    error: 'expected performer and language in each line, not beside them',
  })
  .refine(isLanguageKnown, { path: ['language'], error: 'expected the language that the performer is heard in' })
  .transform(({ prompt = '', performer, language, lines, ...shared }) => {
    const said = { ...(performer === undefined ? {} : { performer }), ...(language === undefined ? {} : { language }) };
    return { ...shared, lines: lines ?? [{ ...said, text: prompt }] };
  })
  .readonly();

export type VoiceParameters = z.output<typeof voiceParametersSchema>;
export type VoiceLine = z.output<typeof lineSchema>;

function isLanguageKnown(said: { readonly performer?: string; readonly language?: string }): boolean {
  return said.performer === undefined || said.language !== undefined;
}
