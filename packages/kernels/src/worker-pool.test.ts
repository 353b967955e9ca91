import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

type Job =
  | { kind: 'echo'; value: number; waitMs?: number }
  | { kind: 'throw' | 'refuse' | 'exit' }
  | { kind: 'buffer'; buffer: ArrayBuffer };

const serve = new URL('../dist/serve-worker-jobs.js', import.meta.url);
const source = `
  import { workerData } from 'node:worker_threads';
  import { serveWorkerJobs } from ${JSON.stringify(serve.href)};
  serveWorkerJobs(async (job) => {
    if (job.kind === 'throw') throw new TypeError('no such frame');
    if (job.kind === 'refuse') {
      const hint = 'Free some space.';
      throw Object.assign(new Error('full'), { name: 'BacklotError', code: 'DISK_FULL', hint, details: { path: '/a' } });
    }
    if (job.kind === 'exit') process.exit(7);
    if (job.kind === 'buffer') return { result: job.buffer, transfer: [job.buffer] };
    if (job.waitMs) await new Promise((resolve) => setTimeout(resolve, job.waitMs));
    return { result: job.value * workerData };
  });`;
const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(source)}`);

describe.skipIf(!existsSync(serve))('createWorkerPool (runs the built worker: node scripts/build.mjs types)', () => {
  let pool: WorkerPool<Job, unknown>;
  const open = (threads: number): WorkerPool<Job, unknown> => {
    pool = createWorkerPool<Job, unknown>({ workerUrl, threads, workerData: 10 });
    return pool;
  };
  afterEach(() => pool.close());

  it('answers every job, more jobs than threads, in whatever order they end', async () => {
    const { run } = open(2);
    const values = [5, 4, 3, 2, 1];
    expect(await Promise.all(values.map((value) => run({ kind: 'echo', value, waitMs: value * 5 })))).toEqual([
      50, 40, 30, 20, 10,
    ]);
  });

  it("rejects with the worker's own error and goes on", async () => {
    const { run } = open(1);
    const failed = run({ kind: 'throw' });
    await expect(failed).rejects.toMatchObject({ name: 'TypeError', message: 'no such frame' });
    const refused = { name: 'BacklotError', code: 'DISK_FULL', hint: 'Free some space.', details: { path: '/a' } };
    await expect(run({ kind: 'refuse' })).rejects.toMatchObject(refused);
    expect(await run({ kind: 'echo', value: 2 })).toBe(20);
  });

  it('rejects the job of a worker that ends and replaces the worker', async () => {
    const { run } = open(1);
    const [lost, next] = await Promise.allSettled([run({ kind: 'exit' }), run({ kind: 'echo', value: 3 })]);
    expect(lost).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('exit code 7') } });
    expect(next).toEqual({ status: 'fulfilled', value: 30 });
  });

  it('drops a running and a waiting job on abort, and serves the next', async () => {
    const { run } = open(1);
    const controller = new AbortController();
    const aborted = [1, 2].map((value) => run({ kind: 'echo', value, waitMs: 60_000 }, { signal: controller.signal }));
    setTimeout(() => controller.abort(new Error('cancelled')), 50);
    expect(await Promise.allSettled(aborted)).toMatchObject([
      { reason: { message: 'cancelled' } },
      { reason: { message: 'cancelled' } },
    ]);
    expect(await run({ kind: 'echo', value: 4 })).toBe(40);
    await expect(run({ kind: 'echo', value: 1 }, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
  });

  it('moves transferred buffers instead of copying them', async () => {
    const { run } = open(1);
    const buffer = new Uint8Array([1, 2, 3]).buffer;
    const back = await run({ kind: 'buffer', buffer }, { transfer: [buffer] });
    expect(buffer.byteLength).toBe(0);
    expect(new Uint8Array(back as ArrayBuffer)).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('rejects what is under way when it closes, and everything afterwards', async () => {
    const { run, close } = open(1);
    const running = expect(run({ kind: 'echo', value: 1, waitMs: 60_000 })).rejects.toThrow(/closed/);
    await close();
    await running;
    await expect(run({ kind: 'echo', value: 1 })).rejects.toThrow(/closed/);
  });

  it('refuses a number of threads that is none', () => {
    open(1);
    for (const threads of [0, -1, 1.5, Number.NaN])
      expect(() => createWorkerPool({ workerUrl, threads })).toThrow(RangeError);
  });
});
