import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { BacklotError } from '@backlot/film';
import { type PostgresPaths, postgresPaths } from './home-paths.ts';
import { initialiseData } from './initialise-data.ts';
import { findPostgresUser, type PostgresUser } from './postgres-command.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';

/** A client that vanished may be back at once (a command after a command); one that said goodbye is not waited for. */
const LINGER_MS = 700;
/** Whoever started us should have connected by then. */
const FIRST_CLIENT_WITHIN_MS = 15_000;

/**
 * Holds the embedded PostgreSQL of one home for as long as any process of that home is connected, then stops it and
 * ends. A client is alive while its socket is open, so a kill -9 is noticed at once. If PostgreSQL dies it is started
 * again; if the keeper is killed PostgreSQL gets a signal from the kernel, and the next client starts a new keeper.
 */
export async function keepPostgres(home: string): Promise<void> {
  const paths = postgresPaths(home);
  try {
    const user = findPostgresUser();
    initialiseData(paths, user);
    const postmaster = await startPostmaster(paths, user, () => isAnswered(paths.keeperSocket));
    if (!postmaster) return;
    rmSync(paths.keeperError, { force: true });
    await keep(paths, user, postmaster);
  } catch (error) {
    writeError(paths, error);
    throw error;
  }
}

async function keep(paths: PostgresPaths, user: PostgresUser | undefined, first: Postmaster): Promise<void> {
  let postmaster: Postmaster | undefined = first;
  const clients = await gatherClients(paths);
  const restart = async (dead: Postmaster): Promise<void> => {
    await dead.exited;
    if (clients.isOver()) return;
    const next = await startPostmaster(paths, user, async () => false);
    postmaster = next;
    if (!next) return;
    if (clients.isOver()) return next.stop();
    return restart(next);
  };
  const restarting = restart(first);
  await clients.over;
  await postmaster?.stop();
  await restarting;
  clients.dismiss();
}

interface Clients {
  /** Resolves when nobody is connected any more; from then on nobody is let in. */
  readonly over: Promise<void>;
  readonly isOver: () => boolean;
  /** Tells those who wait for the end that it has come. */
  readonly dismiss: () => void;
}

async function gatherClients(paths: PostgresPaths): Promise<Clients> {
  const staying = new Set<Socket>();
  const leaving = new Set<Socket>();
  const { promise: over, resolve } = withResolvers();
  let isOver = false;
  let timer = setTimeout(() => end(), FIRST_CLIENT_WITHIN_MS);
  const server = createServer((socket) => {
    clearTimeout(timer);
    staying.add(socket);
    socket.write('ready\n');
    socket.on('error', () => {});
    socket.on('data', () => {
      staying.delete(socket);
      leaving.add(socket);
      if (staying.size === 0) end();
      else socket.end();
    });
    socket.on('close', () => {
      leaving.delete(socket);
      if (staying.delete(socket) && staying.size === 0) timer = setTimeout(() => end(), LINGER_MS);
    });
  });
  const end = () => {
    clearTimeout(timer);
    if (isOver || staying.size > 0) return;
    isOver = true;
    server.close();
    resolve();
  };
  await listen(server, paths.keeperSocket);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      staying.clear();
      end();
    });
  }
  const dismiss = () => {
    for (const socket of leaving) socket.end();
  };
  return { over, isOver: () => isOver, dismiss };
}

/** Only whoever's PostgreSQL holds the data folder comes here, so a socket that lies there is a dead keeper's. */
function listen(server: Server, path: string): Promise<void> {
  rmSync(path, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

function writeError(paths: PostgresPaths, error: unknown): void {
  const { code, message, hint } =
    error instanceof BacklotError
      ? error
      : { code: 'DATABASE_UNAVAILABLE', message: `PostgreSQL: ${String(error)}`, hint: undefined };
  try {
    writeFileSync(`${paths.keeperError}.new`, JSON.stringify({ code, message, hint }));
    renameSync(`${paths.keeperError}.new`, paths.keeperError);
  } catch {
    // Nowhere to write: the client says so itself.
  }
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
