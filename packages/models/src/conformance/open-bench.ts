import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackEndConnection, CallStatus, Download, ModelJob, ModelOutput } from '@backlot/engine';
import { type Gateway, openGateway } from '../gateway/open-gateway.ts';
import type { BackEndFixture, FaultyServer } from './back-end-fixture.ts';

/** A key that is easy to find wherever it leaks. */
export const TEST_KEY = 'Zq7TcONFORMANCE0123456789abcdef';
/** A film of eight seconds in 1080p, as the servers of the testkit make it, and no more. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const MAX_POLLS = 20;

/** One call against one server, with everything that a step of it needs. */
export interface Bench {
  readonly server: FaultyServer;
  readonly connection: BackEndConnection;
  readonly job: ModelJob;
  readonly context: { readonly workDir: string; readonly signal: AbortSignal; readonly key: string };
  readonly start: () => Promise<CallStatus>;
  /** Polls until it is done, each time as another process would: by the handle as JSON alone. */
  readonly follow: (status: CallStatus) => Promise<Extract<CallStatus, { state: 'done' }>>;
  /** Fetches what lies at the vendor, and adds what came with the answer. */
  readonly collect: (status: Extract<CallStatus, { state: 'done' }>) => Promise<readonly ModelOutput[]>;
  readonly run: () => Promise<readonly ModelOutput[]>;
  readonly close: () => Promise<void>;
}

/** For tests of just that. */
export interface BenchOptions {
  readonly isOffline?: boolean;
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** Opens a bench on a server and a folder of its own. */
export async function openBench(
  { adapter, startServer, job }: BackEndFixture,
  { isOffline = false, key = TEST_KEY, signal = new AbortController().signal }: BenchOptions = {},
): Promise<Bench> {
  const server = await startServer();
  const folder = await mkdtemp(join(tmpdir(), `backlot-${adapter.kind}-`));
  const workDir = join(folder, 'work');
  await mkdir(workDir);
  const outbound: Gateway = openGateway({
    ownAddress: server.address,
    isOffline: () => isOffline,
    timeouts: { headersMs: 700, bodyIdleMs: 700, resumeMs: 5 },
  });
  const connection = { address: server.address, key, outbound };
  const context = { workDir, signal, key: 'call-0001' };
  const asked = await job(folder);

  const bench: Bench = {
    server,
    connection,
    job: asked,
    context,
    start: () => adapter.start(connection, asked, context),
    async follow(first) {
      let status = first;
      for (let polls = 0; status.state !== 'done'; polls++) {
        if (polls === MAX_POLLS) throw new Error(`still ${status.state} after ${MAX_POLLS} polls`);
        status = await adapter.poll(connection, JSON.parse(JSON.stringify(status.handle)), context);
      }
      return status;
    },
    async collect({ remote, outputs }) {
      const fetched = await Promise.all(
        remote.map(async ({ name, url, needsKey, mediaType }, index) => {
          const to = join(workDir, `answer-${index}`);
          const headers = needsKey ? adapter.headers(connection) : {};
          const got: Download = await outbound.download(url, { to, maxBytes: MAX_ANSWER_BYTES, signal, headers });
          return { name, path: to, mediaType: got.mediaType ?? mediaType ?? '' };
        }),
      );
      return [...outputs, ...fetched];
    },
    run: async () => bench.collect(await bench.follow(await bench.start())),
    close: async () => {
      await outbound.close();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
  return bench;
}
