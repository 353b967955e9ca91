import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-password-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives one password to all processes that ask for it at the same instant', async () => {
  const path = join(folder, 'password');
  const module = new URL('../../dist/postgres/ensure-password.js', import.meta.url).href;
  // All wait for the same millisecond, so that they find no file together.
  const atMs = Date.now() + 1500;
  const script = `
    const { ensurePassword } = await import(${JSON.stringify(module)});
    while (Date.now() < ${atMs});
    process.stdout.write(ensurePassword(${JSON.stringify(path)}));`;
  const said = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
      const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      return output;
    }),
  );
  const kept = (await readFile(path, 'utf8')).trim();
  expect(kept).toMatch(/^[\w-]{32}$/);
  expect(said).toEqual([kept, kept, kept, kept]);
  expect(await readdir(folder)).toEqual(['password']);
});
