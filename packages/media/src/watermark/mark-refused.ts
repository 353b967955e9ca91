import { open } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';

const EXR_MAGIC = Buffer.of(0x76, 0x2f, 0x31, 0x01);

/** What is never marked, and why. */
export function markRefused(path: string, why: string, hint: string): BacklotError {
  return new BacklotError('MARK_REFUSED', `No mark for ${path}: ${why}`, { hint });
}

/**
 * Working pictures stay as they were computed. Files that cannot be read are left to the reader to complain about.
 * @throws BacklotError `MARK_REFUSED` for an EXR, by content
 */
export async function refuseWorkingPicture(path: string): Promise<void> {
  const start = Buffer.alloc(EXR_MAGIC.length);
  const file = await open(path, 'r').catch(() => undefined);
  try {
    await file?.read(start, 0, start.length, 0);
  } catch {
    return;
  } finally {
    await file?.close();
  }
  if (!start.equals(EXR_MAGIC)) return;
  throw markRefused(path, 'it is a working EXR', 'Mark the PNG, JPEG or video made from it.');
}
