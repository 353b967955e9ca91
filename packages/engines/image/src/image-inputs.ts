import type { EngineInput, EngineInputRole, ModelSlot } from '@backlot/engine';
import { pickVariant, type SlottedInput, slotInputs } from '@backlot/engine/model-work';
import type { ImageParameters } from './image-parameters.ts';

/** Policy takes a role that says `reference` for a look that is borrowed, any other for material that is used. */
const SLOTS: Readonly<Record<string, ModelSlot>> = {
  plate: 'image',
  picture: 'image',
  variant: 'image',
  mask: 'mask',
  sketch: 'sketch',
  depth: 'depth',
  normal: 'normal',
  reference: 'reference',
  'reference-2': 'reference',
  'reference-3': 'reference',
  'reference-4': 'reference',
};

/** What an image take may be given; nothing is required but words. */
export const imageInputRoles: readonly EngineInputRole[] = [
  ['plate', 'The photograph as it was shot: what a clean plate is made from.'],
  ['picture', 'Any other picture to start from.'],
  ['variant', 'Variants of an earlier take to start from; `parent` says which one.'],
  ['mask', 'White where the model may paint, black where plate or picture stay as they are; of their size.'],
  ['sketch', 'A drawing to follow.'],
  ['depth', 'Depth of the scene to follow, near is bright.'],
  ['normal', 'Normals of the scene to follow.'],
  ['reference', 'A picture whose look is wanted.'],
  ['reference-2', 'A second look.'],
  ['reference-3', 'A third look.'],
  ['reference-4', 'A fourth look.'],
].map(([role = '', description = '']) => ({ role, required: false, description }));

/** Roles of pictures to start from; there is at most one of them. */
export const STARTING_ROLES: readonly string[] = ['plate', 'picture', 'variant'];

/** The inputs as the model gets them. */
export function slotImageInputs(
  inputs: readonly EngineInput[],
  { parent }: Pick<ImageParameters, 'parent'>,
): readonly SlottedInput[] {
  return slotInputs(pickVariant(inputs, parent), SLOTS);
}

/** A picture of which only what the mask allows may change. */
export interface PaintedInput {
  readonly under: EngineInput;
  readonly mask: EngineInput;
}

/** Set where a model paints inside a mask. */
export function findPainted(
  inputs: readonly EngineInput[],
  { parent }: Pick<ImageParameters, 'parent'>,
): PaintedInput | undefined {
  const meant = pickVariant(inputs, parent);
  const under = meant.find(({ role }) => STARTING_ROLES.includes(role));
  const mask = meant.find(({ role }) => role === 'mask');
  return under && mask ? { under, mask } : undefined;
}
