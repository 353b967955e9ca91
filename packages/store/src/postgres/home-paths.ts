import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path of a Unix socket that every system takes, in bytes, less the longest name we put below the folder. */
const MAX_SOCKET_FOLDER_BYTES = 80;

/** Where the embedded PostgreSQL of a home lives. */
export interface PostgresPaths {
  readonly root: string;
  readonly data: string;
  /** Holds the sockets; private to the user that PostgreSQL runs as. */
  readonly run: string;
  /** Of the role that owns the tables; only migrations connect as it. */
  readonly passwordFile: string;
  /** Of the role that the studio works as. */
  readonly applicationPasswordFile: string;
  readonly keeperSocket: string;
  readonly keeperError: string;
  readonly log: string;
}

/** Name and port of PostgreSQL's own socket: no TCP port is opened, so none can be taken. */
export const POSTGRES_PORT = 5432;

/** The paths below `home`; sockets move to the temporary folder where `home` is too long for them. */
export function postgresPaths(home: string): PostgresPaths {
  const root = join(home, 'postgres');
  const near = join(root, 'run');
  const far = join(tmpdir(), `backlot-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`);
  const run = Buffer.byteLength(near) <= MAX_SOCKET_FOLDER_BYTES ? near : far;
  return {
    root,
    data: join(root, 'data'),
    run,
    passwordFile: join(root, 'password'),
    applicationPasswordFile: join(root, 'application-password'),
    keeperSocket: join(run, 'keeper.sock'),
    keeperError: join(root, 'keeper-error.json'),
    log: join(root, 'postgres.log'),
  };
}
