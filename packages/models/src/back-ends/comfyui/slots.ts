import type { LeftOutField, ModelJob, ModelSlot } from '@backlot/engine';

/** Every slot that takes a file. */
export const FILE_SLOTS = [
  'image',
  'last-image',
  'mask',
  'reference',
  'video',
  'video-mask',
  'depth',
  'normal',
  'flow',
  'sketch',
  'sound',
] as const satisfies readonly ModelSlot[];

type Value = string | number | boolean;

const VALUES: Readonly<Record<string, (job: ModelJob) => Value | undefined>> = {
  prompt: (job) => job.prompt,
  'negative-prompt': (job) => job.negativePrompt,
  seed: (job) => job.seed,
  width: (job) => job.widthPx,
  height: (job) => job.heightPx,
  frames: (job) => job.durationFrames,
  fps: (job) => job.frameRate && job.frameRate.numerator / job.frameRate.denominator,
  voice: (job) => job.voice,
  language: (job) => job.language,
};

/** By which slot a workflow takes what it may also do without. */
export const SLOT_OF_FIELD = {
  negativePrompt: 'negative-prompt',
  seed: 'seed',
} as const satisfies Record<LeftOutField, string>;

/** Whether `slot` takes a file. */
export function isFileSlot(slot: string): slot is ModelSlot {
  return FILE_SLOTS.some((known) => known === slot);
}

/** Whether `slot` is named by a job's `settings`, not by a field of its own. */
export function isSettingSlot(slot: string): boolean {
  return !isFileSlot(slot) && !Object.hasOwn(VALUES, slot);
}

/** What a job puts into a slot that takes no file; undefined leaves what the graph has. */
export function valueOfSlot(slot: string, job: ModelJob): Value | undefined {
  if (Object.hasOwn(VALUES, slot)) return VALUES[slot]?.(job);
  return Object.hasOwn(job.settings, slot) ? job.settings[slot] : undefined;
}
