import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secret that signs cookies, made once: `<home>/sign-in/cookie-secret`, for its owner's eyes only. */
export async function readSignInSecret(home: string): Promise<string> {
  const folder = join(home, 'sign-in');
  const path = join(folder, 'cookie-secret');
  const known = await readSecret(path);
  if (known !== undefined) return known;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = `${path}.${process.pid}`;
  await writeFile(part, randomBytes(48).toString('base64url'), { mode: 0o600 });
  // By link, so that of two processes that start at once the first wins and both read the same.
  await link(part, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(part);
  return readFile(path, 'utf8');
}

async function readSecret(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
