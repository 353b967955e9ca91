import type { CallPlan } from '@backlot/engine';
import { wordsOfPrompt } from '@backlot/engine/model-work';
import type { Chunk } from '../chunks/plan-chunks.ts';
import type { ControlContent } from '../presets/preset.ts';
import type { FinishParameters } from './finish-parameters.ts';
import type { ShotPlan } from './plan-shot.ts';
import { settingsOf } from './settings-of.ts';

/** What goes out as words and numbers: what people wrote, and what the preset sets. */
export function wordsOf(parameters: FinishParameters): CallPlan['words'] {
  return wordsOfPrompt({ ...parameters, settings: settingsOf(parameters) });
}

/** Every call of a run, one a chunk. */
export function describeCalls(plan: ShotPlan): readonly CallPlan[] {
  const { parameters, frame, clipRate } = plan;
  return plan.chunks.map((chunk) => ({
    name: chunk.name,
    card: parameters.model,
    task: 'video',
    words: wordsOf(parameters),
    sources: plan.controls.flatMap(({ slot, content }) =>
      rolesOf(plan, content).map((role) => ({ slot, role, madeInto: describe(plan, chunk, content) })),
    ),
    widthPx: frame.model.widthPx,
    heightPx: frame.model.heightPx,
    durationFrames: chunk.modelFrames,
    frameRate: clipRate,
    settings: settingsOf(parameters),
  }));
}

const FROM_PASSES: readonly ControlContent[] = ['depth', 'normal', 'edge', 'segmentation', 'warped-noise'];
const FROM_COMPOSITE: readonly ControlContent[] = ['render', 'last-frame'];

function rolesOf({ files }: ShotPlan, content: ControlContent): readonly string[] {
  if (FROM_PASSES.includes(content)) return ['passes'];
  if (FROM_COMPOSITE.includes(content)) return ['composite'];
  return ['composite', 'passes', ...(files.masks.length > 0 ? ['mask'] : [])];
}

function describe({ parameters, preset }: ShotPlan, chunk: Chunk, content: ControlContent): string {
  const frames = `frames ${chunk.firstFrame + 1} to ${chunk.firstFrame + chunk.shotFrames}`;
  const isKnown = chunk.sharedFrames > 0 && preset.continuity !== 'none';
  const known = isKnown ? `, the first ${chunk.sharedFrames} as the call before answered` : '';
  switch (content) {
    case 'guide':
      return `video of ${frames}: our picture, and ${parameters.guide} where the model paints${known}`;
    case 'guide-mask':
      return `video of ${frames}: where the model paints`;
    case 'render':
      return `video of ${frames}`;
    case 'first-frame':
      return isKnown
        ? `picture of frame ${chunk.firstFrame + 1}, as the call before answered`
        : `picture of frame ${chunk.firstFrame + 1}`;
    case 'last-frame':
      return `picture of frame ${chunk.firstFrame + chunk.shotFrames}`;
    case 'warped-noise':
      return `noise that moves as ${frames} do`;
    default:
      return `video of the ${content} of ${frames}`;
  }
}
