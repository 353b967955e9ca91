import { BacklotError } from '@backlot/film';
import { getTake } from './get-take.ts';
import type { StudioPorts } from './studio.ts';

/** Where the bytes of a take's file lie, by its name in `files` or `outputs`, or by the role of an input. @throws BacklotError `FILE_NOT_FOUND` */
export async function pathOfFile(
  ports: Pick<StudioPorts, 'records' | 'files'>,
  takeId: string,
  name: string,
): Promise<string> {
  const take = await getTake(ports.records, takeId);
  const found =
    take.files.find((file) => file.name === name) ??
    take.outputs.find((file) => file.name === name) ??
    take.recipe.inputs.find((input) => input.role === name);
  if (found) return ports.files.pathOf(found.sha256);
  throw new BacklotError('FILE_NOT_FOUND', `Take "${takeId}": it has no file "${name}"`, {
    hint: 'The take lists its files by name.',
  });
}
