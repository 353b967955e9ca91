import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '@backlot/film';
import { createAccessGate } from '@backlot/policy';
import { openStore } from '@backlot/store';
import { type Crew, createCrew, createStudio, type Studio, type TakeRecord } from '@backlot/studio';
import { createTestRooms } from '@backlot/studio/testing';
import { createLog } from '../log/create-log.ts';
import { createIds } from '../open-studio/ids.ts';
import { readSignInSecret } from '../sign-in/read-sign-in-secret.ts';
import { secrets } from '../sign-in/secrets.ts';
import { startServer } from '../start-server.ts';
import { TEST_SET_UP } from './open-test-server.ts';

/** A listening server on the embedded PostgreSQL, with the gradient engine: what sign-in is tested with. */
export interface RealServer {
  readonly url: string;
  readonly studio: Studio;
  readonly crew: Crew;
  /** The studio's home: database, files, cookie secret. */
  readonly home: string;
  readonly logged: string[];
  /** A request as a browser or program makes it; answers with status, JSON and cookies. */
  readonly ask: (path: string, request?: Asked) => Promise<Answer>;
  /** A finished take asked for by `by`. */
  readonly makeTake: (by: Person, change?: object) => Promise<TakeRecord>;
  readonly close: () => Promise<void>;
}

interface Asked {
  /** Sent as JSON by POST. */
  readonly body?: unknown;
  readonly cookie?: string;
  readonly token?: string;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** The JSON of `text`; tests look at what they expect of it. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of many routes, looked at by tests
  readonly json: any;
  /** As the browser sends it back. */
  readonly cookie: string;
  readonly setCookie: readonly string[];
}

/** Opens it in a folder of its own; closing removes the folder. */
export async function openRealServer(): Promise<RealServer> {
  const home = await mkdtemp(join(tmpdir(), 'backlot-sign-in-'));
  const store = await openStore({ home });
  const clock = { nowMs: Date.now };
  const ids = createIds();
  const { records, files, jobs, events, checkpoints } = store;
  const studio = createStudio({
    records,
    files,
    jobs,
    events,
    checkpoints,
    ...createTestRooms(),
    clock,
    ids,
    threads: 1,
    version: '0.0.0',
  });
  const crew = createCrew({ records, clock, ids, secrets });
  const logged: string[] = [];
  const server = await startServer({
    studio,
    crew,
    gate: createAccessGate(),
    signIn: { tables: store.signIn, secret: () => readSignInSecret(home) },
    port: 0,
    webDir: join(home, 'web'),
    log: createLog('trace', { write: (line) => logged.push(line) }),
  });
  await writeFile(join(home, 'plate.png'), 'plate');
  return {
    url: server.url,
    studio,
    crew,
    home,
    logged,
    ask: (path, request) => ask(`${server.url}${path}`, request),
    makeTake: async (by, change = {}) => {
      const setUp = { ...TEST_SET_UP, ...change };
      const resolveFile = () => join(home, 'plate.png');
      const { id } = await studio.requestTake({ engine: 'gradient', setUp, resolveFile, by });
      const worker = await studio.startWorker({ takeId: id });
      const take = await studio.waitForTake(id);
      await worker.stop();
      return take;
    },
    close: async () => {
      await server.close();
      await store.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, { body, cookie, token }: Asked = {}): Promise<Answer> {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(cookie === undefined ? {} : { cookie }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, { headers, ...posted });
  const text = await response.text();
  const setCookie = response.headers.getSetCookie();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    text,
    json: isJson ? JSON.parse(text) : undefined,
    cookie: setCookie.map((each) => each.split(';')[0]).join('; '),
    setCookie,
  };
}
