import { basename } from 'node:path';
import type { Engine, EngineInput } from '@backlot/engine';
import { BacklotError, type TakeSetUp } from '@backlot/film';
import type { InputSource } from './input-source.ts';
import type { StagedFile } from './ports/file-store.ts';
import { sniffMediaType } from './sniff-media-type.ts';
import type { StudioPorts, TakeRequest } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/** An input that lies beside the store until the request is recorded. */
export interface StagedInput extends EngineInput {
  readonly staged: StagedFile;
}

/** A file that a set-up names, or one that an earlier take has. */
export type InputLocation =
  | { readonly role: string; readonly path: string }
  | { readonly role: string; readonly kept: Kept };

type Kept = Pick<TakeRecord['outputs'][number], 'name' | 'sha256' | 'byteLength' | 'mediaType'>;

/**
 * Where a set-up's inputs lie, by role: files to take in, and what earlier takes have: all of a role, or one file.
 * @throws BacklotError `SET_UP_INVALID`, `INPUT_MISSING`
 */
export function locateInputs(
  engine: Engine,
  setUp: TakeSetUp,
  { request, sources }: { readonly request: TakeRequest; readonly sources: readonly InputSource[] },
): InputLocation[] {
  const known = engine.inputRoles.map((input) => input.role);
  const foreign = Object.keys(setUp.inputs).find((role) => !known.includes(role));
  if (foreign !== undefined) {
    throw new BacklotError('SET_UP_INVALID', `Set-up: inputs: expected ${known.join(', ')}, got "${foreign}"`, {
      hint: `The engine ${engine.id} reads: ${known.join(', ')}.`,
    });
  }
  const missing = engine.inputRoles.find((input) => input.required && !setUp.inputs[input.role]);
  if (missing) {
    throw new BacklotError('INPUT_MISSING', `Set-up: inputs.${missing.role}: expected a file, got none`, {
      hint: missing.description,
    });
  }
  return Object.entries(setUp.inputs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([role, { file }]): InputLocation[] => {
      const source = sources.find((each) => each.role === role)?.take;
      if (source && file !== undefined) return [{ role, kept: findKept(source, role, file) }];
      if (source) return listKept(source, role, request.repeats === source.id).map((kept) => ({ role, kept }));
      return [{ role, path: request.resolveFile(file ?? '', role) }];
    });
}

/** One file that a take made, by its name. */
function findKept({ id, outputs }: TakeRecord, role: string, file: string): Kept {
  const named = outputs.find(({ name }) => name === file);
  if (named) return named;
  throw new BacklotError('INPUT_MISSING', `Input "${role}": the take ${id} made no "${file}"`, {
    hint: 'Choose a take that has finished, and one of its files by the name that its page shows.',
  });
}

/** What an engine made, in the order of its frames; else, or where it is repeated, what it was given. */
function listKept({ id, outputs, recipe }: TakeRecord, role: string, isRepeated: boolean): readonly Kept[] {
  const made = isRepeated ? [] : outputs.filter((output) => output.role === role);
  const kept = made.length > 0 ? made : recipe.inputs.filter((input) => input.role === role);
  if (kept.length > 0) return kept;
  throw new BacklotError('INPUT_MISSING', `Input "${role}": the take ${id} has none`, {
    hint: hintOf({ id, outputs }, role),
  });
}

/** A picture is a variant where it was made, and goes by its name from there. */
function hintOf({ id, outputs }: Pick<TakeRecord, 'id' | 'outputs'>, role: string): string {
  const one = outputs.find((output) => output.role === 'variant') ?? outputs[0];
  if (!one) return `Choose a take that has finished and has ${role}, or send a file.`;
  const roles = [...new Set(outputs.map((output) => output.role))].join(', ');
  return `It has ${roles}. Name one file of it: "${one.name}" (on the command line --from ${role}=${id}/${one.name}); or send a file.`;
}

/** Looks an input over without taking it in. What an earlier take has is in the store already, and is not copied. */
export async function stageInput({ files }: Pick<StudioPorts, 'files'>, location: InputLocation): Promise<StagedInput> {
  const { role } = location;
  if ('kept' in location) {
    const { name, sha256, byteLength, mediaType } = location.kept;
    const path = await files.pathOf(sha256);
    const staged = { path, sha256, byteLength, keep: async () => ({ sha256, byteLength }), drop: async () => {} };
    return { role, name: basename(name), path, sha256, mediaType, staged };
  }
  const staged = await files.stage(location.path);
  const mediaType = await sniffMediaType(staged.path);
  return { role, name: basename(location.path), path: staged.path, sha256: staged.sha256, mediaType, staged };
}
