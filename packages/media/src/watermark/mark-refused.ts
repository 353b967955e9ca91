import { BacklotError } from '@backlot/film';
import { readFileStart } from '../files/read-picture-file.ts';

const EXR_MAGIC = Buffer.of(0x76, 0x2f, 0x31, 0x01);

/** What is never marked, and why. */
export function markRefused(path: string, why: string, hint: string): BacklotError {
  return new BacklotError('MARK_REFUSED', `No mark for ${path}: ${why}`, { hint });
}

/**
 * Working pictures stay as they were computed.
 * @throws BacklotError `MARK_REFUSED` for an EXR, by content; `FILE_NOT_FOUND`, `FILE_UNREADABLE`
 */
export async function refuseWorkingPicture(path: string): Promise<void> {
  const start = await readFileStart(path, EXR_MAGIC.length);
  if (!EXR_MAGIC.equals(start)) return;
  throw markRefused(path, 'it is a working EXR', 'Mark the PNG, JPEG or video made from it.');
}
