import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { BacklotError } from '@backlot/film';

/**
 * Reads one JSON document from a file, or from standard input for `-`. `what` opens the messages.
 * @throws BacklotError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `REQUEST_INVALID`
 */
export async function readJsonFile(path: string, what: string): Promise<unknown> {
  const content = path === '-' ? await text(process.stdin) : await readFileOrExplain(path, what);
  try {
    return JSON.parse(content);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\s+/g, ' ') : String(cause);
    throw new BacklotError('REQUEST_INVALID', `${what} "${path}": expected JSON: ${reason}`, {
      hint: 'Check commas and quotes.',
      cause,
    });
  }
}

async function readFileOrExplain(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new BacklotError(
      isMissing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
      `${what} "${path}": ${isMissing ? 'there is none' : String(cause)}`,
      { hint: 'Check the path.', cause },
    );
  }
}
