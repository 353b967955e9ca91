import { type FileHandle, open } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';

const MAX_FILE_BYTES = 2 ** 30;

/**
 * The bytes of a picture file; `name` is what messages call it.
 * @throws BacklotError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `PICTURE_EMPTY`, `PICTURE_TOO_LARGE` (above 1 GiB)
 */
export function readPictureFile(path: string, name = path): Promise<Buffer> {
  return withFile(path, name, async (file) => {
    const { size } = await file.stat();
    if (size > MAX_FILE_BYTES) {
      throw new BacklotError('PICTURE_TOO_LARGE', `Picture ${name}: expected at most 1 GiB, got ${size} bytes`, {
        hint: 'Scale the picture down before using it.',
      });
    }
    const bytes = await file.readFile();
    if (bytes.length === 0) {
      throw new BacklotError('PICTURE_EMPTY', `Picture ${name}: the file has no bytes`, {
        hint: 'Copy or export the picture again.',
      });
    }
    return bytes;
  });
}

/** A file's first bytes, fewer where it is shorter. @throws BacklotError `FILE_NOT_FOUND`, `FILE_UNREADABLE` */
export function readFileStart(path: string, count: number): Promise<Uint8Array> {
  return withFile(path, path, async (file) => {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  });
}

async function withFile<Result>(
  path: string,
  name: string,
  use: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' || error.code === 'ENOTDIR'
      ? new BacklotError('FILE_NOT_FOUND', `No such file: ${name}`, { hint: 'Check the path.', cause: error })
      : cannotRead(name, error);
  });
  try {
    return await use(file);
  } catch (error) {
    throw error instanceof BacklotError ? error : cannotRead(name, error);
  } finally {
    await file.close();
  }
}

function cannotRead(name: string, cause: unknown): BacklotError {
  const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new BacklotError('FILE_UNREADABLE', `Cannot read ${name} (${why})`, {
    hint: 'It must be a file that may be read.',
    cause,
  });
}
