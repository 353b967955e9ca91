import type { EngineInput, EngineInputRole, ModelSlot } from '@backlot/engine';
import { type SlottedInput, slotInputs } from '@backlot/engine/model-work';

/** Policy takes a role that says `reference` for a look that is borrowed, any other for material that is used. */
const SLOTS: Readonly<Record<string, ModelSlot>> = {
  plate: 'image',
  picture: 'image',
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
  ['picture', 'Any other picture to start from, such as a variant of an earlier take.'],
  ['mask', 'White where the model may paint, black where plate or picture stay as they are; of their size.'],
  ['sketch', 'A drawing to follow.'],
  ['depth', 'Depth of the scene to follow, near is bright.'],
  ['normal', 'Normals of the scene to follow.'],
  ['reference', 'A picture whose look is wanted.'],
  ['reference-2', 'A second look.'],
  ['reference-3', 'A third look.'],
  ['reference-4', 'A fourth look.'],
].map(([role = '', description = '']) => ({ role, required: false, description }));

/** The inputs as the model gets them. */
export function slotImageInputs(inputs: readonly EngineInput[]): readonly SlottedInput[] {
  return slotInputs(inputs, SLOTS);
}

/** A picture of which only what the mask allows may change. */
export interface PaintedInput {
  readonly under: EngineInput;
  readonly mask: EngineInput;
}

/** Set where a model paints inside a mask. */
export function findPainted(inputs: readonly EngineInput[]): PaintedInput | undefined {
  const under = inputs.find(({ role }) => role === 'plate' || role === 'picture');
  const mask = inputs.find(({ role }) => role === 'mask');
  return under && mask ? { under, mask } : undefined;
}
