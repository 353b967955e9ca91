import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { JSONSchema7, LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { CallContext, CallStatus, ModelJob } from '@backlot/engine';
import { briefReadingSchema } from '@backlot/film';
import { z } from 'zod';
import { answerInvalid } from '../../errors/answer-invalid.ts';
import { errorOfJob } from '../../errors/error-of-status.ts';
import { explainSdkError, type SdkCall } from '../../errors/explain-sdk-error.ts';

/** A language model of AI SDK, and options that only its vendor knows. */
export interface WordsModel {
  readonly model: LanguageModelV4;
  readonly providerOptions?: NonNullable<LanguageModelV4CallOptions['providerOptions']>;
}

/**
 * Has a language model answer a prompt with a reading of a brief, and with nothing that is not one. It gets no tools. The answer
 * comes with the request.
 * @throws BacklotError `MODEL_REFUSED`, `MODEL_ANSWER_INVALID`, and those of the vendor
 */
export async function readWords(
  { model, providerOptions = {} }: WordsModel,
  job: ModelJob,
  { workDir, ...call }: SdkCall & Pick<CallContext, 'workDir'>,
): Promise<CallStatus> {
  const { host, key, signal } = call;
  const schema = z.toJSONSchema(briefReadingSchema, { target: 'draft-7', io: 'input' }) as JSONSchema7;
  const result = await Promise.resolve(
    model.doGenerate({
      prompt: [{ role: 'user', content: [{ type: 'text', text: job.prompt }] }],
      responseFormat: { type: 'json', schema, name: 'brief' },
      providerOptions,
      abortSignal: signal,
    }),
  ).catch((error: unknown) => {
    throw explainSdkError(error, call);
  });
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  if (result.finishReason.unified === 'content-filter') throw errorOfJob({ host, said: 'content filter', key });
  const reading = briefReadingSchema.safeParse(parseJson(text));
  if (!reading.success) throw answerInvalid(host, 'words that are no reading of a brief');
  return { state: 'done', handle: {}, remote: [], outputs: [await keep(workDir, reading.data)] };
}

async function keep(workDir: string, reading: z.infer<typeof briefReadingSchema>) {
  const name = 'reading.json';
  const path = join(workDir, name);
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(JSON.stringify(reading));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  return { name, path, mediaType: 'application/json' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
