import { open } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';

const MAX_FILE_BYTES = 2 ** 30;

/**
 * The bytes of a picture file.
 * @throws BacklotError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `PICTURE_EMPTY`, `PICTURE_TOO_LARGE` (above 1 GiB)
 */
export async function readPictureFile(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' || error.code === 'ENOTDIR'
      ? new BacklotError('FILE_NOT_FOUND', `No such file: ${path}`, { hint: 'Check the path.', cause: error })
      : cannotRead(path, error);
  });
  try {
    const { size } = await file.stat();
    if (size > MAX_FILE_BYTES) {
      throw new BacklotError('PICTURE_TOO_LARGE', `Picture ${path}: expected at most 1 GiB, got ${size} bytes`, {
        hint: 'Scale the picture down before using it.',
      });
    }
    const bytes = await file.readFile();
    if (bytes.length === 0) {
      throw new BacklotError('PICTURE_EMPTY', `Picture ${path}: the file has no bytes`, {
        hint: 'Copy or export the picture again.',
      });
    }
    return bytes;
  } catch (error) {
    throw error instanceof BacklotError ? error : cannotRead(path, error);
  } finally {
    await file.close();
  }
}

function cannotRead(path: string, cause: unknown): BacklotError {
  const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new BacklotError('FILE_UNREADABLE', `Cannot read ${path} (${why})`, {
    hint: 'It must be a file that may be read.',
    cause,
  });
}
