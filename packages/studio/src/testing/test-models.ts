import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackEndAdapter, CallStatus, ModelJob, ModelOutput, Outbound } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import type { ModelRoom } from '../ports/models.ts';

/** What the clay vendor has been asked for, and how it behaves next. */
export interface ClayVendor extends ModelRoom {
  /** Keys of the calls that it has started and charged, in order. */
  readonly charged: string[];
  readonly cancelled: string[];
  /** Polls until a call is done; default 1. */
  readonly polls: { value: number };
  /** Thrown by the next `start`: before it was charged, or after. */
  readonly failures: { readonly when: 'before' | 'after'; readonly error: BacklotError }[];
  /** What it shows of a call under way; default nothing. */
  readonly preview: { value: Uint8Array | undefined };
  readonly restart: { value: BackEndAdapter['restart'] };
  /** What it answers to a brief. */
  readonly reading: { value: unknown };
  /** Whether it says of itself that it runs on this machine; default false. */
  readonly isLocal: { value: boolean };
  /** How it is spoken with; a test may change what it does. */
  readonly adapter: { -readonly [Key in keyof BackEndAdapter]: BackEndAdapter[Key] };
  /** What fetches its results; by default there is no network. */
  readonly download: { value: Outbound['download'] };
}

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const NOWHERE: Outbound = {
  fetch: () => refuse(),
  download: () => refuse(),
  webSocket: () => refuse(),
};

/** A vendor without a network: it charges, takes its time, and answers with bytes made from the prompt. */
export function createTestModels(): ClayVendor {
  const asked = new Map<string, { readonly job: ModelJob; polls: number }>();
  const [charged, cancelled]: [string[], string[]] = [[], []];
  const [polls, failures]: [ClayVendor['polls'], ClayVendor['failures']] = [{ value: 1 }, []];
  const preview: ClayVendor['preview'] = { value: undefined };
  const restart: ClayVendor['restart'] = { value: 'findable' };
  const reading: ClayVendor['reading'] = { value: { shots: [], questions: [] } };
  const isLocal: ClayVendor['isLocal'] = { value: false };
  const download: ClayVendor['download'] = { value: NOWHERE.download };
  const statusOf = async (key: string, workDir: string): Promise<CallStatus> => {
    const call = asked.get(key);
    if (!call) throw new BacklotError('MODEL_FAILED', `Clay: no call "${key}"`);
    const handle = { key };
    if (call.polls++ < polls.value)
      return { state: 'running', handle, fraction: 0.5, ...(await show(preview.value, workDir)) };
    return {
      state: 'done',
      handle,
      remote: [],
      outputs: [await answerTo(call.job, { workDir, reading: reading.value })],
    };
  };
  const adapter: ClayVendor['adapter'] = {
    kind: 'fal',
    title: 'Clay',
    tasks: ['image', 'words'],
    needsAddress: false,
    needsKey: true,
    models: [
      {
        name: 'clay-1',
        title: 'Clay 1',
        task: 'image',
        slots: [],
        price: { unit: 'image', usdMicros: 40_000, source: 'made up' },
      },
    ],
    get restart() {
      return restart.value;
    },
    get isLocal() {
      return isLocal.value;
    },
    inspect: async () => ({ about: 'Clay', models: adapter.models, missing: [] }),
    check: () => {},
    start: async (_, job, { key, workDir }) => {
      const failure = failures.shift();
      if (failure?.when === 'before') throw failure.error;
      if (restart.value !== 'idempotent' || !asked.has(key)) charged.push(key);
      asked.set(key, { job, polls: 0 });
      if (failure) throw failure.error;
      return statusOf(key, workDir);
    },
    find: async (_, key, { workDir }) =>
      restart.value === 'findable' && asked.has(key) ? statusOf(key, workDir) : undefined,
    poll: (_, { key }, { workDir }) => statusOf(String(key), workDir),
    cancel: async (_, { key }) => void cancelled.push(String(key)),
    headers: () => ({}),
    pollEveryMs: 1,
  };
  return {
    adapters: new Map([[adapter.kind, adapter]]),
    connect: () => ({ ...NOWHERE, download: (...asked) => download.value(...asked), close: async () => {} }),
    isOffline: false,
    waitMs: 2 * 3600_000,
    charged,
    cancelled,
    polls,
    failures,
    preview,
    restart,
    isLocal,
    reading,
    adapter,
    download,
  };
}

async function answerTo(
  job: ModelJob,
  { workDir, reading }: { readonly workDir: string; readonly reading: unknown },
): Promise<ModelOutput> {
  const isWords = job.task === 'words';
  const name = isWords ? 'clay.json' : 'clay.png';
  const path = join(workDir, name);
  await writeFile(path, isWords ? JSON.stringify(reading) : Buffer.concat([SIGNATURE, Buffer.from(job.prompt)]));
  return { name, path, mediaType: isWords ? 'application/json' : 'image/png' };
}

async function show(bytes: Uint8Array | undefined, workDir: string): Promise<{ readonly preview?: ModelOutput }> {
  if (!bytes) return {};
  const path = join(workDir, 'clay-so-far.png');
  await writeFile(path, bytes);
  return { preview: { name: 'clay-so-far.png', path, mediaType: 'image/png' } };
}

function refuse(): never {
  throw new Error('Clay has no network');
}
