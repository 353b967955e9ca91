import { BacklotError } from '@backlot/film';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const CLOSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR']);

/** Turns what the file system says about a place we write to into words a person can act on; other errors come back as they are. */
export function mapFileError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) {
    return new BacklotError('DISK_FULL', `Disk full: could not write "${path}"`, {
      hint: 'Free some space and start again; nothing was left half-written.',
      cause: error,
    });
  }
  if (CLOSED.has(code)) {
    return new BacklotError('FOLDER_READ_ONLY', `Folder "${path}": it cannot be written to (${code})`, {
      hint: 'Set BACKLOT_HOME to a folder that you may write to.',
      cause: error,
    });
  }
  return error;
}
