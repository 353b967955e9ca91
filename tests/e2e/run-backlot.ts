import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../architecture/tracked-files.ts';

/** What one command line left behind. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built `backlot` as a user would, without a terminal. */
export function runBacklot(
  words: readonly string[],
  options: { readonly home: string; readonly env?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'apps/cli/bin/backlot.mjs'), ...words], {
      env: { ...process.env, BACKLOT_HOME: options.home, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}
