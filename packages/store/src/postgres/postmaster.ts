import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BacklotError } from '@backlot/film';
import { POSTGRES_PORT, type PostgresPaths } from './home-paths.ts';
import { findPostgresPrograms, type PostgresUser, postgresCommand } from './postgres-command.ts';
import { isPostmasterOf, readPostmasterPid, removeStalePid } from './postmaster-pid.ts';

const POLL_MS = 10;
/** Recovery after a crash may have much to replay. */
const READY_WITHIN_MS = 120_000;
const MAX_LOG_BYTES = 4 * 1024 * 1024;
const START_ATTEMPTS = 40;

/** A running PostgreSQL that is our child. */
export interface Postmaster {
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts PostgreSQL and waits until it takes connections. One that runs on the folder without a keeper is stopped first.
 * Resolves to nothing when another keeper proves to be alive.
 * @throws BacklotError `DATABASE_UNAVAILABLE`
 */
export async function startPostmaster(
  paths: PostgresPaths,
  user: PostgresUser | undefined,
  isKept: () => Promise<boolean>,
): Promise<Postmaster | undefined> {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    removeStalePid(paths.data);
    if (readPostmasterPid(paths.data) && (await waitOutOther(paths, isKept)) === 'kept') return undefined;
    const postmaster = await tryStart(paths, user);
    if (postmaster) return postmaster;
    // Most often the memory of one that was killed is still being let go.
    await sleep(Math.min(50 * (attempt + 1), 500));
  }
  throw new BacklotError('DATABASE_UNAVAILABLE', `PostgreSQL does not start on "${paths.data}"`, {
    hint: `See ${paths.log}, or set DATABASE_URL to a PostgreSQL of your own.`,
  });
}

/** Another PostgreSQL holds the folder: it is being stopped, has a keeper that will answer soon, or is an orphan. */
async function waitOutOther(paths: PostgresPaths, isKept: () => Promise<boolean>): Promise<'kept' | 'gone'> {
  const orphanAfterMs = performance.now() + 3000;
  const killAfterMs = orphanAfterMs + 10_000;
  for (let asked = false; ; await sleep(20)) {
    const other = readPostmasterPid(paths.data);
    if (!other || !isPostmasterOf(paths.data, other.pid)) return 'gone';
    if (await isKept()) return 'kept';
    if (performance.now() > killAfterMs) signalProcess(other.pid, 'SIGQUIT');
    else if (performance.now() > orphanAfterMs && !asked) {
      asked = true;
      signalProcess(other.pid, 'SIGINT');
    }
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

async function tryStart(paths: PostgresPaths, user: PostgresUser | undefined): Promise<Postmaster | undefined> {
  const child = spawnPostgres(paths, user);
  let isGone = false;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      isGone = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const deadlineMs = performance.now() + READY_WITHIN_MS;
  while (!isGone && performance.now() < deadlineMs) {
    const found = readPostmasterPid(paths.data);
    if (found?.pid === child.pid && found?.status === 'ready') return { exited, stop: () => stop(child, exited) };
    await sleep(POLL_MS);
  }
  if (!isGone) await stop(child, exited);
  return undefined;
}

function spawnPostgres(paths: PostgresPaths, user: PostgresUser | undefined): ChildProcess {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: paths.run,
    unix_socket_permissions: '0700',
    port: String(POSTGRES_PORT),
    fsync: 'on',
    max_connections: '200',
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = join(findPostgresPrograms(), 'postgres');
  const command = postgresCommand(program, ['-D', paths.data, ...flags], { user, folder: paths.data });
  const { file, args, ...ids } = command;
  const log = openSync(
    paths.log,
    (statSync(paths.log, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES ? 'w' : 'a',
    0o600,
  );
  try {
    return spawn(file, args, { ...ids, cwd: paths.data, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

/** Fast shutdown: clients are cut off, all that was committed is on disk. */
async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const forced = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  await exited;
  clearTimeout(forced);
}
