import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BacklotError } from '@backlot/film';
import type { OnnxDescription } from './onnx-description.ts';

const known = new Map<string, Promise<string>>();

/**
 * SHA-256 of a model's file, which is the one that its description pins. A file is read once for as long as it stays as it is.
 * @throws BacklotError `MODEL_PARTS_MISSING` where it is not there, `FILE_DAMAGED` where another one is
 */
export async function hashModelFile(
  folder: string,
  { name, file, sha256 }: Pick<OnnxDescription, 'name' | 'file' | 'sha256'>,
): Promise<string> {
  const path = join(folder, file);
  const found = await stat(path).catch((cause: unknown) => {
    throw new BacklotError('MODEL_PARTS_MISSING', `Model "${name}": ${path} is not there`, {
      hint: `Put ${file} beside its description.`,
      details: { missing: [file] },
      cause,
    });
  });
  const key = `${path} ${found.size} ${found.mtimeMs}`;
  const hashing = known.get(key) ?? hashFile(path);
  known.set(key, hashing);
  const hash = await hashing.catch((error: unknown) => {
    known.delete(key);
    throw error;
  });
  if (sha256 === undefined || sha256 === hash) return hash;
  throw new BacklotError('FILE_DAMAGED', `Model "${name}": expected ${file} with SHA-256 ${sha256}, got ${hash}`, {
    hint: 'Download the file again, or correct sha256 in its description if it was replaced on purpose.',
  });
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
