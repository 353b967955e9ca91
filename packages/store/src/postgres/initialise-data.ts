import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { BacklotError } from '@backlot/film';
import { isRunning } from '../files/is-running.ts';
import { ensurePassword } from './ensure-password.ts';
import type { PostgresPaths } from './home-paths.ts';
import { findPostgresPrograms, type PostgresUser, postgresCommand } from './postgres-command.ts';

/** The role that owns the database and its tables. */
export const DATABASE_ROLE = 'backlot';

/**
 * Makes folders, password and data folder where they are missing. The data folder is made beside and renamed, so that
 * one that is there is whole.
 * @throws BacklotError `DATABASE_UNAVAILABLE`
 */
export function initialiseData(paths: PostgresPaths, user: PostgresUser | undefined): void {
  mkdirSync(paths.root, { recursive: true });
  mkdirSync(paths.run, { recursive: true, mode: 0o700 });
  if (user) chownSync(paths.run, user.uid, user.gid);
  ensurePassword(paths.passwordFile);
  if (existsSync(paths.data)) {
    demandVersion(paths);
    return;
  }
  removeAbandoned(paths);
  // Two keepers may do this at once; each in its own folder, and the first to finish gives the name.
  const fresh = `${paths.data}.new-${process.pid}`;
  mkdirSync(fresh, { mode: 0o700 });
  if (user) chownSync(fresh, user.uid, user.gid);
  runInitdb(paths, fresh, user);
  try {
    renameSync(fresh, paths.data);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(paths.data)) throw error;
  }
}

/** The password of the owner. */
export function readPassword(paths: PostgresPaths): string {
  return readFileSync(paths.passwordFile, 'utf8').trim();
}

function runInitdb(paths: PostgresPaths, folder: string, user: PostgresUser | undefined): void {
  const program = join(findPostgresPrograms(), 'initdb');
  // PostgreSQL's user may not read our password file: it gets a copy of its own for the moment.
  const copy = join(paths.run, `password-${randomBytes(4).toString('hex')}`);
  writeFileSync(copy, readFileSync(paths.passwordFile), { mode: 0o600 });
  if (user) chownSync(copy, user.uid, user.gid);
  const args = [
    `--pgdata=${folder}`,
    `--username=${DATABASE_ROLE}`,
    `--pwfile=${copy}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ];
  const { file, args: all, ...ids } = postgresCommand(program, args, { user, folder });
  const result = spawnSync(file, all, { ...ids, cwd: folder, encoding: 'utf8' });
  rmSync(copy, { force: true });
  if (result.status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  const reason = result.error?.message ?? result.stderr.trim().split('\n').slice(-3).join(' ');
  const isFull = /No space left/.test(reason);
  throw new BacklotError(
    isFull ? 'DISK_FULL' : 'DATABASE_UNAVAILABLE',
    `PostgreSQL: could not make "${paths.data}": ${reason}`,
    {
      hint: isFull
        ? 'Free some space and start again.'
        : 'Check the folder, or set DATABASE_URL to a PostgreSQL of your own.',
    },
  );
}

function removeAbandoned(paths: PostgresPaths): void {
  const prefix = `${basename(paths.data)}.new-`;
  for (const name of readdirSync(paths.root)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length));
    if (pid === process.pid || !isRunning(pid)) rmSync(join(paths.root, name), { recursive: true, force: true });
  }
}

function demandVersion(paths: PostgresPaths): void {
  const found = readFileSync(join(paths.data, 'PG_VERSION'), 'utf8').trim();
  if (found === '18') return;
  throw new BacklotError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL: expected data of version 18 in "${paths.data}", got ${found}`,
    {
      hint: 'Start the release of Backlot that made it, and move the data with pg_dump.',
    },
  );
}
