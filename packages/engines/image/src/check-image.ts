import { demandPlainSettings, type EngineInput } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { maskOfPicture, type Picture, readPicture, type SourcedPicture } from '@backlot/media';
import { findPainted, STARTING_ROLES, slotImageInputs } from './image-inputs.ts';
import type { ImageParameters } from './image-parameters.ts';

/**
 * Refuses what cannot work before a model is paid: inputs that are missing, unreadable, of two minds or two sizes.
 * @throws BacklotError `INPUT_MISSING`, `MODEL_REQUEST_INVALID`, and as `readPicture`
 */
export async function checkImage(parameters: ImageParameters, inputs: readonly EngineInput[]): Promise<void> {
  demandPlainSettings(parameters.settings);
  const slotted = slotImageInputs(inputs, parameters);
  checkRoles(
    parameters,
    slotted.map(({ input }) => input.role),
  );
  const painted = findPainted(inputs, parameters);
  for (const { input } of slotted) {
    const picture = await readPicture(input.path, { name: input.name });
    if (painted && (input === painted.under || input === painted.mask)) checkSize(parameters, input, picture);
    if (input === painted?.mask) checkMask(picture);
  }
}

function checkRoles({ kind }: ImageParameters, given: readonly string[]): void {
  const starting = given.filter((role) => STARTING_ROLES.includes(role));
  const roles = new Set(given);
  if (starting.length > 1) {
    throw invalid(
      `expected one picture to start from, got ${starting.join(' and ')}`,
      'Leave the others out; of several variants, name one as parent.',
    );
  }
  if (roles.has('mask') && starting.length === 0) {
    throw missing('plate', 'a mask says where a picture may change', 'Send the picture too, as plate or picture.');
  }
  if (kind !== 'clean-plate') return;
  if (!roles.has('plate')) throw missing('plate', 'a clean plate is made from a plate', 'Send the photograph.');
  if (!roles.has('mask')) {
    throw missing(
      'mask',
      'outside a mask a clean plate stays the plate',
      'Send a picture that is white where it may change.',
    );
  }
}

function checkSize({ widthPx, heightPx }: ImageParameters, { role, name }: EngineInput, picture: Picture): void {
  if (picture.widthPx === widthPx && picture.heightPx === heightPx) return;
  throw invalid(
    `expected the ${role} "${name}" at ${widthPx} × ${heightPx} px like the parameters, got ${picture.widthPx} × ${picture.heightPx}`,
    'Plate, mask and parameters have to be of one size.',
  );
}

function checkMask(picture: SourcedPicture): void {
  if (maskOfPicture(picture).some((share) => share > 0)) return;
  throw invalid('the mask is black everywhere: nothing may change', 'Paint white where the model may paint.');
}

function invalid(why: string, hint: string): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', `Image: ${why}`, { hint });
}

function missing(role: string, why: string, hint: string): BacklotError {
  return new BacklotError('INPUT_MISSING', `Image: expected an input "${role}": ${why}`, { hint });
}
