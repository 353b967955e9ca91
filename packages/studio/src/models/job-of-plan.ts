import type { CallPlan, EngineInput, ModelFile, ModelJob } from '@backlot/engine';

/**
 * A call as its adapter would get it, as far as its plan says: words and bytes are not there yet, only what they would be
 * sent as. Several inputs that are made into one file are one file.
 */
export function jobOfPlan(plan: CallPlan, model: string, inputs: readonly PlannedInput[]): ModelJob {
  const { task, widthPx, heightPx, durationFrames, frameRate, withSound, settings = {} } = plan;
  return {
    ...{ task, model, settings, prompt: '', seed: 0, files: filesOf(plan, inputs) },
    ...(widthPx === undefined ? {} : { widthPx }),
    ...(heightPx === undefined ? {} : { heightPx }),
    ...(durationFrames === undefined ? {} : { durationFrames }),
    ...(frameRate === undefined ? {} : { frameRate }),
    ...(withSound === undefined ? {} : { withSound }),
    ...(plan.hasVoice ? { voice: 'named' } : {}),
  };
}

/** An input of the take that is planned. */
export type PlannedInput = EngineInput & { readonly byteLength: number };

function filesOf({ sources }: CallPlan, inputs: readonly PlannedInput[]): ModelFile[] {
  const files: ModelFile[] = [];
  for (const { slot, role, sha256: only, madeInto } of sources) {
    const isMadeOfAll = madeInto !== undefined && only === undefined;
    if (isMadeOfAll && files.some((file) => file.slot === slot)) continue;
    const meant = inputs.filter((input) => input.role === role && (only ?? input.sha256) === input.sha256);
    for (const { name, path, mediaType, sha256, byteLength } of isMadeOfAll ? meant.slice(0, 1) : meant) {
      files.push({ slot: slot as ModelFile['slot'], name, path, mediaType, sha256, byteLength });
    }
  }
  return files;
}
