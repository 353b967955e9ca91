import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccessActor, createAccessGate } from '@backlot/policy';
import { type Crew, createCrew, createStudio, type Studio, type TakeRecord } from '@backlot/studio';
import { createInMemoryPorts } from '@backlot/studio/testing';
import { createApp } from '../create-app.ts';
import { createFrameRenderer } from '../frames/frame-renderer.ts';
import { createLog } from '../log/create-log.ts';
import type { ServerContext } from '../server-context.ts';
import type { SignIn } from '../sign-in/open-sign-in.ts';
import { secrets } from '../sign-in/secrets.ts';

/** The server's routes over a studio without a database, for tests. */
export interface TestServer {
  readonly app: ReturnType<typeof createApp>;
  /** What the routes work with. */
  readonly context: ServerContext;
  readonly studio: Studio;
  readonly crew: Crew;
  readonly root: string;
  /** A request as a program on this machine makes it; `host` and other headers can be given. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** Who makes the next requests; nobody where it is undefined. */
  readonly visitor: { actor: AccessActor | undefined };
  /** A finished take of the gradient engine. */
  readonly makeTake: () => Promise<TakeRecord>;
  /** What was logged, line by line. */
  readonly logged: string[];
  readonly close: () => Promise<void>;
}

/** A set-up that the gradient engine accepts. */
export const TEST_SET_UP = {
  production: 'night-harbour',
  shot: 'sq010/sh0040',
  purpose: 'ideation',
  seed: 3,
  inputs: { plate: { file: 'plate.png', licence: { owner: 'Tests', statement: 'Own work' } } },
  parameters: { widthPx: 8, heightPx: 6, durationFrames: 3 },
};

/** Mara, supervisor in all productions: who asks unless a test lets somebody else in. */
export const MARA: AccessActor = {
  id: 'account:mara',
  name: 'mara',
  accountId: 'mara',
  isOwner: false,
  roles: { '*': ['supervisor', 'producer'] },
  performers: [],
};

/** Passwords need the database; those tests open a real server. */
const NO_SIGN_IN: SignIn = {
  signIn: () => Promise.reject(new Error('There is no sign-in here')),
  changePassword: async () => [],
  signOut: async () => [],
  accountOf: async () => undefined,
  hashPassword: async () => 'none',
};

/** `change` may replace parts of the studio, for what a healthy one never does. */
export async function openTestServer(change: Partial<Studio> = {}): Promise<TestServer> {
  const root = await mkdtemp(join(tmpdir(), 'backlot-server-'));
  const ports = createInMemoryPorts(root);
  const studio: Studio = { ...createStudio(ports), ...change };
  const logged: string[] = [];
  const visitor: TestServer['visitor'] = { actor: MARA };
  const frames = createFrameRenderer();
  const context: ServerContext = {
    studio,
    frames,
    gate: createAccessGate(),
    actors: { identify: async () => visitor.actor, forget: () => {} },
    deliveriesDir: join(root, 'deliveries'),
    log: createLog('warn', { write: (line) => logged.push(line) }),
    crew: createCrew({ ...ports, secrets }),
    signIn: NO_SIGN_IN,
    baseUrl: () => 'http://localhost:4600',
    isSecure: false,
  };
  const app = createApp(context, join(root, 'web'));
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (!headers.has('host')) headers.set('host', 'localhost:4600');
    return app.request(`http://localhost:4600${path}`, { ...init, headers });
  };
  const makeTake = async (): Promise<TakeRecord> => {
    const form = new FormData();
    form.set('engine', 'gradient');
    form.set('setUp', JSON.stringify(TEST_SET_UP));
    form.set('plate', new File(['plate'], 'plate.png'));
    const answer = (await (await request('/api/takes', { method: 'POST', body: form })).json()) as { id: string };
    const worker = await studio.startWorker();
    const take = await studio.waitForTake(answer.id);
    await worker.stop();
    return take;
  };
  const close = async (): Promise<void> => {
    await frames.close();
    await rm(root, { recursive: true, force: true });
  };
  return { app, context, studio, crew: context.crew, root, visitor, request, makeTake, logged, close };
}
