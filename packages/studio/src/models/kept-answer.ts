import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallStatus } from '@backlot/engine';

const ANSWER_FILE = 'answer.json';

/** Keeps what the start of a call was answered with beside its files, so that a crash before it is recorded loses nothing. */
export async function keepAnswer(workDir: string, status: CallStatus): Promise<void> {
  const path = join(workDir, ANSWER_FILE);
  await writeFile(`${path}.part`, JSON.stringify(status), { flush: true });
  await rename(`${path}.part`, path);
}

/** What came with the start of a call, of this run or an earlier one. */
export async function readAnswer(workDir: string): Promise<CallStatus | undefined> {
  try {
    return JSON.parse(await readFile(join(workDir, ANSWER_FILE), 'utf8')) as CallStatus;
  } catch {
    return undefined;
  }
}
