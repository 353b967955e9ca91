import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** What is here of a file that is being fetched. */
export interface Part {
  readonly path: string;
  /** 0 where nothing can be carried on with. */
  readonly byteLength: number;
  /** The ETag or date by which the server recognises the file that the part is of. */
  readonly validator?: string;
}

const notesSchema = z.object({ validator: z.string() });

/** The part that an earlier attempt left for `to`; one without its validator counts as nothing. */
export async function findPart(to: string): Promise<Part> {
  const path = partOf(to);
  const [validator, byteLength] = await Promise.all([readValidator(path), sizeOf(path)]);
  return validator === undefined ? { path, byteLength: 0 } : { path, byteLength, validator };
}

/** Remembers which file the part is of, before its first byte is written. */
export async function noteValidator(part: Part, headers: { get(name: string): string | null }): Promise<void> {
  const validator = validatorOf(headers);
  if (validator === undefined) await rm(notesOf(part.path), { force: true });
  else await writeFile(notesOf(part.path), JSON.stringify({ validator }));
}

/** Forgets a part that is of no use. */
export async function dropPart(part: Part): Promise<void> {
  await Promise.all([rm(part.path, { force: true }), rm(notesOf(part.path), { force: true })]);
}

/** Gives the finished part, flushed already, its name. */
export async function finishPart(part: Part, to: string): Promise<void> {
  await rename(part.path, to);
  await rm(notesOf(part.path), { force: true });
  const folder = await open(dirname(to));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** If-Range takes no weak ETag (RFC 9110, 13.1.5). */
function validatorOf(headers: { get(name: string): string | null }): string | undefined {
  const etag = headers.get('etag');
  if (etag !== null && !etag.startsWith('W/')) return etag;
  return headers.get('last-modified') ?? undefined;
}

async function readValidator(path: string): Promise<string | undefined> {
  try {
    return notesSchema.parse(JSON.parse(await readFile(notesOf(path), 'utf8'))).validator;
  } catch {
    return undefined; // absent, or written in part by a process that died
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

function partOf(to: string): string {
  return `${to}.part`;
}

function notesOf(part: string): string {
  return `${part}.json`;
}
