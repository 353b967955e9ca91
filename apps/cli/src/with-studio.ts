import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OpenedStudio, openStudio } from '@backlot/server';
import type { Command } from 'commander';
import { demandAccess } from './door/command-access.ts';
import { type Door, enter } from './door/enter.ts';
import type { SharedOptions } from './options.ts';

/** The clone's root, from `src` and from `dist`. */
export const CLONE_ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** `BACKLOT_HOME`, or `.backlot` in the clone. */
function homeFolder(): string {
  return resolve(process.env.BACKLOT_HOME || `${CLONE_ROOT}/.backlot`);
}

/** A studio that has let a command in. */
export interface EnteredStudio extends OpenedStudio {
  readonly door: Door;
}

/** What a command brings along: itself, with the access that it declared, and its options. */
export interface GivenCommand {
  readonly command: Command;
  readonly options: SharedOptions;
  readonly threads?: number | undefined;
}

/**
 * Opens the studio for the length of one command, for who may give it, and closes it whatever happens.
 * @throws BacklotError `ACCESS_DENIED`, `SIGN_IN_NEEDED`
 */
export async function withStudio<T>(
  { command, options, threads }: GivenCommand,
  work: (entered: EnteredStudio) => Promise<T>,
): Promise<T> {
  const access = demandAccess(command);
  const opened = await openHome({ threads });
  try {
    return await work({ ...opened, door: await enter(opened, access, options) });
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
