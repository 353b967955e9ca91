import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type EngineRunContext, endWith, type ModelAnswer, type ModelFile } from '@backlot/engine';
import type { Chunk } from '../chunks/plan-chunks.ts';
import type { ControlFile } from '../controls/control-files.ts';
import type { FinishParameters } from '../set-up/finish-parameters.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import { settingsOf } from '../set-up/settings-of.ts';

/** Seeds of models are of 32 bits, and some take no sign. */
const MOST_SEED = 2 ** 31;

/** Has one chunk rendered; ends with the run's signal whatever the model does. */
export async function sendChunk(
  context: EngineRunContext<FinishParameters>,
  plan: ShotPlan,
  call: { readonly chunk: Chunk; readonly files: readonly ControlFile[]; readonly report: (done: number) => void },
): Promise<ModelAnswer> {
  const { prompt, negativePrompt, model } = plan.parameters;
  const files = await Promise.all(call.files.map(describeFile));
  const answer = context.models.call({
    name: call.chunk.name,
    card: model,
    job: {
      task: 'video',
      prompt,
      ...(negativePrompt === undefined ? {} : { negativePrompt }),
      seed: context.seed % MOST_SEED,
      widthPx: plan.frame.model.widthPx,
      heightPx: plan.frame.model.heightPx,
      durationFrames: call.chunk.modelFrames,
      frameRate: plan.clipRate,
      files,
      settings: settingsOf(plan.parameters),
    },
    report: ({ fraction }) => call.report(fraction),
  });
  return endWith(context.signal, answer);
}

async function describeFile({ slot, name, path, mediaType }: ControlFile): Promise<ModelFile> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
  return { slot, name, path, mediaType, sha256: hash.digest('hex'), byteLength: (await stat(path)).size };
}
