import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BacklotError } from '@backlot/film';
import { mapFileError } from '../files/map-file-error.ts';
import { type PostgresPaths, postgresPaths } from './home-paths.ts';

const KEEPER = fileURLToPath(new URL('../../dist/postgres/keeper-main.js', import.meta.url));
const READY_WITHIN_MS = 130_000;
const GOODBYE_WITHIN_MS = 12_000;

/** Our share in the embedded PostgreSQL: it runs at least until `close`. */
export interface KeeperClient {
  readonly paths: PostgresPaths;
  /** Resolves when PostgreSQL has stopped, if we were the last. */
  readonly close: () => Promise<void>;
}

/**
 * Connects to the keeper of a home, starting one where none is; keeps looking after it until closed.
 * @throws BacklotError `FOLDER_READ_ONLY`, `DISK_FULL`, `DATABASE_UNAVAILABLE`
 */
export async function openKeeper(home: string, log: (message: string, error?: unknown) => void): Promise<KeeperClient> {
  const paths = postgresPaths(home);
  try {
    mkdirSync(paths.root, { recursive: true });
    rmSync(paths.keeperError, { force: true });
  } catch (error) {
    throw mapFileError(error, paths.root);
  }
  let isClosed = false;
  let socket = await join(home, paths);
  const watch = (watched: Socket) => {
    watched.unref();
    watched.once('close', () => {
      if (isClosed) return;
      log('The keeper of PostgreSQL is gone; starting another');
      join(home, paths).then(
        (next) => {
          socket = next;
          if (isClosed) next.destroy();
          else watch(next);
        },
        (error: unknown) => log('PostgreSQL could not be started again', error),
      );
    });
  };
  watch(socket);
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await sayGoodbye(socket);
  };
  return { paths, close };
}

async function join(home: string, paths: PostgresPaths): Promise<Socket> {
  const deadlineMs = performance.now() + READY_WITHIN_MS;
  let keeper: ChildProcess | undefined;
  let failures = 0;
  for (let pause = 5; performance.now() < deadlineMs; pause = Math.min(pause * 2, 40)) {
    const socket = await enter(paths.keeperSocket);
    if (socket) return socket;
    if (keeper?.exitCode) {
      const error = readError(paths);
      failures += 1;
      if (error.code !== 'DATABASE_UNAVAILABLE' || failures >= 2) throw error;
    }
    if (!keeper || keeper.exitCode !== null || keeper.signalCode !== null) keeper = spawnKeeper(home);
    await sleep(pause);
  }
  throw readError(paths);
}

function spawnKeeper(home: string): ChildProcess {
  // A session of its own: a Ctrl-C in the terminal is for us, not for the database under us.
  const keeper = spawn(process.execPath, [KEEPER, home], { detached: true, stdio: 'ignore', cwd: '/' });
  keeper.on('error', () => {});
  keeper.unref();
  return keeper;
}

/** A connection on which the keeper has said that PostgreSQL is ready. */
function enter(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const refuse = () => {
      socket.destroy();
      resolve(undefined);
    };
    socket.once('error', refuse);
    socket.once('close', refuse);
    socket.once('data', () => {
      socket.off('error', refuse);
      socket.off('close', refuse);
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

function sayGoodbye(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    socket.ref();
    const timer = setTimeout(() => socket.destroy(), GOODBYE_WITHIN_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.resume();
    socket.write('bye\n');
  });
}

function readError(paths: PostgresPaths): BacklotError {
  try {
    // Our own keeper wrote it.
    const written = JSON.parse(readFileSync(paths.keeperError, 'utf8')) as {
      code: string;
      message: string;
      hint?: string;
    };
    return new BacklotError(written.code, written.message, written.hint === undefined ? {} : { hint: written.hint });
  } catch {
    return new BacklotError('DATABASE_UNAVAILABLE', `PostgreSQL does not start on "${paths.data}"`, {
      hint: `See ${paths.log}, or set DATABASE_URL to a PostgreSQL of your own.`,
    });
  }
}
