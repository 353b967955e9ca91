import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStudio, type Studio, type TakeRecord } from '@backlot/studio';
import { createInMemoryPorts } from '@backlot/studio/testing';
import { pino } from 'pino';
import { createApp } from '../create-app.ts';
import { createFrameRenderer } from '../frames/frame-renderer.ts';
import type { ServerContext } from '../server-context.ts';

/** The server's routes over a studio without a database, for tests. */
export interface TestServer {
  readonly studio: Studio;
  readonly root: string;
  /** A request as a program on this machine makes it; `host` and other headers can be given. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** A finished take of the gradient engine. */
  readonly makeTake: () => Promise<TakeRecord>;
  /** What was logged, line by line. */
  readonly logged: string[];
  readonly close: () => Promise<void>;
}

const PERSON = { name: 'mara', role: 'supervisor' } as const;

/** A set-up that the gradient engine accepts. */
export const TEST_SET_UP = {
  production: 'night-harbour',
  shot: 'sq010/sh0040',
  purpose: 'ideation',
  seed: 3,
  inputs: { plate: { file: 'plate.png', licence: { owner: 'Tests', statement: 'Own work' } } },
  parameters: { widthPx: 8, heightPx: 6, durationFrames: 3 },
};

/**
 * `change` may replace parts of the studio, for what a healthy one never does; `performers` are those whom the person
 * stands for, and may be filled later.
 */
export async function openTestServer(
  change: Partial<Studio> = {},
  { performers = [] }: Pick<ServerContext, 'performers'> = {},
): Promise<TestServer> {
  const root = await mkdtemp(join(tmpdir(), 'backlot-server-'));
  const ports = createInMemoryPorts(root);
  const studio: Studio = { ...createStudio(ports), ...change };
  const logged: string[] = [];
  const frames = createFrameRenderer();
  const context: ServerContext = {
    studio,
    frames,
    person: PERSON,
    performers,
    deliveriesDir: join(root, 'deliveries'),
    log: pino({ level: 'warn' }, { write: (line) => logged.push(line) }),
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
  return { studio, root, request, makeTake, logged, close };
}
