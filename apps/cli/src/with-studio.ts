import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OpenedStudio, openStudio } from '@backlot/server';

/** The clone's root, from `src` and from `dist`. */
export const CLONE_ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** `BACKLOT_HOME`, or `.backlot` in the clone. */
function homeFolder(): string {
  return resolve(process.env.BACKLOT_HOME || `${CLONE_ROOT}/.backlot`);
}

/** Opens the studio for the length of one command and closes it whatever happens. */
export async function withStudio<T>(
  options: { readonly threads?: number | undefined },
  work: (opened: OpenedStudio) => Promise<T>,
): Promise<T> {
  const opened = await openHome(options);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Opens the studio of this home; the caller closes it. */
function openHome(options: { readonly threads?: number | undefined }): Promise<OpenedStudio> {
  return openStudio({
    home: homeFolder(),
    ...(process.env.DATABASE_URL ? { databaseUrl: process.env.DATABASE_URL } : {}),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    log: process.env.BACKLOT_DEBUG ? (message, error) => console.error(message, error ?? '') : () => {},
  });
}
