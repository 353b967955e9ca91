import { BacklotError } from '@backlot/film';
import type { ViewableTakes } from './remember-viewable.ts';
import type { StudioPorts } from './studio.ts';

/**
 * Where the bytes of a take's file lie, by its name in `files` or `outputs`, or by the role of an input, for somebody who
 * wants to see them now.
 * @throws BacklotError `FILE_NOT_FOUND`, `TAKE_QUARANTINED`, `DECISION_DENIED`
 */
export async function pathOfFile(
  { files }: Pick<StudioPorts, 'files'>,
  viewable: ViewableTakes,
  { takeId, name }: { readonly takeId: string; readonly name: string },
): Promise<string> {
  const take = await viewable.demand(takeId);
  const found =
    take.files.find((file) => file.name === name) ??
    take.outputs.find((file) => file.name === name) ??
    take.recipe.inputs.find((input) => input.role === name);
  return found ? files.pathOf(found.sha256) : refuse(takeId, name);
}

/**
 * Where an input lies, for a new take: what may not be seen is not used again.
 * @throws BacklotError `FILE_NOT_FOUND`, `TAKE_QUARANTINED`, `DECISION_DENIED`
 */
export async function pathOfInput(
  { files }: Pick<StudioPorts, 'files'>,
  viewable: ViewableTakes,
  { takeId, role }: { readonly takeId: string; readonly role: string },
): Promise<string> {
  const { recipe } = await viewable.demand(takeId);
  const input = recipe.inputs.find((each) => each.role === role);
  return input ? files.pathOf(input.sha256) : refuse(takeId, role);
}

function refuse(takeId: string, name: string): never {
  throw new BacklotError('FILE_NOT_FOUND', `Take "${takeId}": it has no file "${name}"`, {
    hint: 'The take lists its files by name.',
  });
}
