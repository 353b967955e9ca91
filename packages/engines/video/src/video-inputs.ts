import type { EngineInput, EngineInputRole, ModelSlot } from '@backlot/engine';
import { pickVariant, type SlottedInput, slotInputs } from '@backlot/engine/model-work';
import type { VideoParameters } from './video-parameters.ts';

/** Policy takes a role that says `reference` for a look that is borrowed, any other for material that is used. */
const SLOTS: Readonly<Record<string, ModelSlot>> = {
  'first-frame': 'image',
  variant: 'image',
  'last-frame': 'last-image',
  plate: 'video',
  video: 'video',
  'video-mask': 'video-mask',
  depth: 'depth',
  normal: 'normal',
  flow: 'flow',
  reference: 'reference',
  'reference-2': 'reference',
  'reference-3': 'reference',
};

/** What a video take may be given; nothing is required but words. Passes and masks are films, one file each. */
export const videoInputRoles: readonly EngineInputRole[] = [
  ['first-frame', 'The picture to start from.'],
  ['variant', 'Variants of an earlier image take to start from; `parent` says which one.'],
  ['last-frame', 'The picture to end at.'],
  ['plate', 'A film as it was shot, to work on.'],
  ['video', 'Any other film to work on.'],
  ['video-mask', 'A film, white where the model may paint; of the size and length of the film it belongs to.'],
  ['depth', 'A film of depth to follow, near is bright.'],
  ['normal', 'A film of normals to follow.'],
  ['flow', 'A film of motion to follow.'],
  ['reference', 'A picture whose look is wanted.'],
  ['reference-2', 'A second look.'],
  ['reference-3', 'A third look.'],
].map(([role = '', description = '']) => ({ role, required: false, description }));

const STILLS: ReadonlySet<ModelSlot> = new Set(['image', 'last-image', 'reference']);

/** The inputs as the model gets them. */
export function slotVideoInputs(
  inputs: readonly EngineInput[],
  { parent }: Pick<VideoParameters, 'parent'>,
): readonly SlottedInput[] {
  return slotInputs(pickVariant(inputs, parent), SLOTS);
}

/** Whether a slot takes a picture; all others take films. */
export function takesPicture(slot: ModelSlot): boolean {
  return STILLS.has(slot);
}
