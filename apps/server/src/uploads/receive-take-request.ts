import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BacklotError, parseFileName, parseRelativePath } from '@backlot/film';
import { type Studio, type TakeRecord, takeNotFound } from '@backlot/studio';
import { z } from 'zod';

/** Inputs by role: uploaded now, or those of an earlier take. */
export interface ReceivedInputs {
  /** What the studio's request asks of a set-up's `file`. */
  readonly resolveFile: (file: string, role: string) => string;
  /** Roles whose input is an earlier take's, with that take's id. */
  readonly reused: Readonly<Record<string, string>>;
  /** Removes the uploads; the studio has its own copies by then. */
  readonly dispose: () => Promise<void>;
}

/** Inputs that a request takes from earlier takes, and of which the actor may do so. */
export interface ReuseWish {
  /** `{"plate": "<take id>"}` as text. */
  readonly reuse: string | undefined;
  readonly mayReuse: (take: TakeRecord) => boolean;
}

/** `{"plate": "<take id>"}`: the input of that role of an earlier take. */
const reuseSchema = z.record(z.string().max(64), z.string().min(1).max(100));

/**
 * Puts uploaded inputs where the studio can read them. A set-up that came over HTTP names no path of this machine: each
 * role is an upload or an earlier take's.
 * @throws BacklotError `REQUEST_INVALID`, `NAME_INVALID`, `TAKE_NOT_FOUND`, `FILE_NOT_FOUND`, `TAKE_QUARANTINED`, `DECISION_DENIED`
 */
export async function receiveInputs(
  studio: Studio,
  form: Readonly<Record<string, unknown>>,
  { reuse, mayReuse }: ReuseWish,
): Promise<ReceivedInputs> {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-upload-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const paths = new Map<string, string>();
    const reused: Record<string, string> = {};
    for (const [role, takeId] of readReuse(reuse)) {
      const take = await studio.getTake(takeId);
      if (!mayReuse(take)) throw takeNotFound(takeId);
      paths.set(role, await copyReused(studio, folder, role, take));
      reused[role] = takeId;
    }
    for (const [role, value] of Object.entries(form)) {
      if (!(value instanceof File)) continue;
      const path = await placeFor(folder, role, value.name);
      await writeFile(path, value.stream());
      paths.set(role, path);
      delete reused[role];
    }
    return { reused, resolveFile: (file, role) => pathOf(paths, file, role), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Reads the JSON text of a set-up that came in a form. @throws BacklotError `SET_UP_INVALID` */
export function parseJsonField(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BacklotError('SET_UP_INVALID', `${what}: expected JSON: ${reason}`, {
      hint: 'Check commas and quotes.',
      cause,
    });
  }
}

function readReuse(reuse: string | undefined): [string, string][] {
  if (reuse === undefined || reuse === '') return [];
  const parsed = reuseSchema.safeParse(parseJsonField(reuse, 'reuse'));
  if (parsed.success) return Object.entries(parsed.data);
  throw new BacklotError('REQUEST_INVALID', 'reuse: expected {"<role>": "<take id>"}', {
    hint: 'Name the take whose input you want again.',
  });
}

/** Under its own name again, since an input's name is part of the recipe. */
async function copyReused(studio: Studio, folder: string, role: string, take: TakeRecord): Promise<string> {
  const input = take.recipe.inputs.find((each) => each.role === role);
  if (!input) {
    throw new BacklotError('INPUT_MISSING', `Input "${role}": the take ${take.id} has none`, {
      hint: 'Choose a take with this input, or upload the file.',
    });
  }
  const path = await placeFor(folder, role, input.name);
  await copyFile(await studio.pathOfInput(take.id, role), path);
  return path;
}

async function placeFor(folder: string, role: string, name: string): Promise<string> {
  const roleFolder = join(folder, parseFileName(role));
  await mkdir(roleFolder, { recursive: true });
  return join(roleFolder, parseFileName(name));
}

function pathOf(paths: ReadonlyMap<string, string>, file: string, role: string): string {
  parseRelativePath(file);
  const path = paths.get(role);
  if (path) return path;
  throw new BacklotError(
    'INPUT_MISSING',
    `Input "${role}": the set-up names "${file}", but no file came with the request`,
    {
      hint: `Choose the file for "${role}", or reuse the one of an earlier take.`,
      details: { role },
    },
  );
}
