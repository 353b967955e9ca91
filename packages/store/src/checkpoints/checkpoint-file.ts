import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { mapFileError } from '../files/map-file-error.ts';

const NEW_LINE = 0x0a;
const TAIL_BYTES = 64 * 1024;

/** A file of JSON lines that is only ever appended to. What a killed process left of a line is no line. */
export interface CheckpointFile {
  /** Every line in order; a line that is no JSON as its text. None where there is no file yet. */
  readonly readAll: () => Promise<readonly unknown[]>;
  /** The last whole line; undefined where there is none. */
  readonly readLast: () => Promise<unknown>;
  /** Durable once this resolves. @throws BacklotError `DISK_FULL`, `FOLDER_READ_ONLY` */
  readonly append: (values: readonly unknown[]) => Promise<void>;
}

/** The file at `path`, made with its first line. Who appends must hold the lock that keeps others out. */
export function openCheckpointFile(path: string): CheckpointFile {
  return {
    readAll: async () => (await readWholeLines(path, Number.POSITIVE_INFINITY)).map(parseOrText),
    readLast: async () => {
      const last = (await readWholeLines(path, TAIL_BYTES)).at(-1);
      return last === undefined ? undefined : parseOrText(last);
    },
    append: async (values) => {
      try {
        if (values.length > 0) await appendLines(path, values);
      } catch (error) {
        throw mapFileError(error, path);
      }
    },
  };
}

async function appendLines(path: string, values: readonly unknown[]): Promise<void> {
  const file = await open(path, 'a+', 0o644);
  try {
    await cutTornLine(file);
    await file.appendFile(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** Whole lines among the last `bytes` of the file. */
async function readWholeLines(path: string, bytes: number): Promise<string[]> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - bytes);
    const buffer = Buffer.alloc(size - start);
    await file.read(buffer, 0, buffer.byteLength, start);
    const first = start === 0 ? 0 : buffer.indexOf(NEW_LINE) + 1;
    const whole = buffer.subarray(first, buffer.lastIndexOf(NEW_LINE) + 1).toString();
    return whole === '' ? [] : whole.slice(0, -1).split('\n');
  } finally {
    await file.close();
  }
}

/** The next line must not be glued to half a line. */
async function cutTornLine(file: Awaited<ReturnType<typeof open>>): Promise<void> {
  const { size } = await file.stat();
  const length = Math.min(size, TAIL_BYTES);
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, size - length);
  const torn = length - (buffer.lastIndexOf(NEW_LINE) + 1);
  if (torn > 0) await file.truncate(size - torn);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function parseOrText(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
