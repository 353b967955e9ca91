import { BacklotError } from '@backlot/film';
import { getTake } from './get-take.ts';
import { demandViewable } from './judge-take.ts';
import type { StudioPorts } from './studio.ts';

/**
 * Where the bytes of a take's file lie, by its name in `files` or `outputs`, or by the role of an input, for somebody who
 * wants to see them now.
 * @throws BacklotError `FILE_NOT_FOUND`, `TAKE_QUARANTINED`, `DECISION_DENIED`
 */
export async function pathOfFile(
  ports: Pick<StudioPorts, 'records' | 'files' | 'policy' | 'clock'>,
  takeId: string,
  name: string,
): Promise<string> {
  const take = await demandViewable(ports, takeId);
  const found =
    take.files.find((file) => file.name === name) ??
    take.outputs.find((file) => file.name === name) ??
    take.recipe.inputs.find((input) => input.role === name);
  return found ? ports.files.pathOf(found.sha256) : refuse(takeId, name);
}

/** Where an input lies, for a new take that is judged for itself. @throws BacklotError `FILE_NOT_FOUND` */
export async function pathOfInput(
  ports: Pick<StudioPorts, 'records' | 'files'>,
  takeId: string,
  role: string,
): Promise<string> {
  const { recipe } = await getTake(ports.records, takeId);
  const input = recipe.inputs.find((each) => each.role === role);
  return input ? ports.files.pathOf(input.sha256) : refuse(takeId, role);
}

function refuse(takeId: string, name: string): never {
  throw new BacklotError('FILE_NOT_FOUND', `Take "${takeId}": it has no file "${name}"`, {
    hint: 'The take lists its files by name.',
  });
}
