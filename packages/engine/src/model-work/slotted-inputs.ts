import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readPicture, writePng } from '@backlot/media';
import type { EngineInput } from '../engine.ts';
import type { CallPlan } from '../models/model-caller.ts';
import type { ModelFile, ModelSlot } from '../models/model-job.ts';

/** An input and what it is to the model. */
export interface SlottedInput {
  readonly slot: ModelSlot;
  readonly input: EngineInput;
}

/** What no vendor reads is sent as PNG. */
const MADE_INTO_PNG: ReadonlySet<string> = new Set(['image/x-exr', 'image/tiff']);

/** The inputs whose roles have a slot, in the order of `slots`. */
export function slotInputs(
  inputs: readonly EngineInput[],
  slots: Readonly<Record<string, ModelSlot>>,
): readonly SlottedInput[] {
  return Object.entries(slots).flatMap(([role, slot]) =>
    inputs.filter((input) => input.role === role).map((input) => ({ slot, input })),
  );
}

/**
 * An earlier take gives all its variants; `parent` says which of them is meant, and the others are left out. Without a
 * parent all stay, for a check to refuse.
 */
export function pickVariant(
  inputs: readonly EngineInput[],
  parent: { readonly file: string } | undefined,
): readonly EngineInput[] {
  if (!parent) return inputs;
  return inputs.filter(({ role, name }) => role !== 'variant' || name === basename(parent.file));
}

/** The same as a plan says it. */
export function planSources(slotted: readonly SlottedInput[]): CallPlan['sources'] {
  return slotted.map(({ slot, input: { role, sha256, mediaType } }) => ({
    slot,
    role,
    sha256,
    ...(MADE_INTO_PNG.has(mediaType) ? { madeInto: 'PNG, 8 bits a channel, sRGB' } : {}),
  }));
}

/**
 * The files that are sent: inputs as they are, or a PNG of them below `workDir`.
 * @throws BacklotError as `readPicture`
 */
export async function prepareModelFiles(slotted: readonly SlottedInput[], workDir: string): Promise<ModelFile[]> {
  const files: ModelFile[] = [];
  for (const { slot, input } of slotted) {
    if (MADE_INTO_PNG.has(input.mediaType)) files.push(await makePng(slot, input, workDir));
    else {
      const { name, path, mediaType, sha256 } = input;
      files.push({ slot, name, path, mediaType, sha256, byteLength: (await stat(path)).size });
    }
  }
  return files;
}

async function makePng(
  slot: ModelSlot,
  { role, path: source, name: called }: EngineInput,
  workDir: string,
): Promise<ModelFile> {
  const name = `${role}.png`;
  const path = join(workDir, name);
  await writePng(path, await readPicture(source, { name: called }));
  const bytes = await readFile(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { slot, name, path, mediaType: 'image/png', sha256, byteLength: bytes.byteLength };
}
