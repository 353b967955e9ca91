import { stat } from 'node:fs/promises';
import { BacklotError, KEYLESS_KINDS } from '@backlot/film';
import { afterEach, describe, expect, it } from 'vitest';
import type { BackEndFault, BackEndFixture } from './back-end-fixture.ts';
import { describeRequest } from './describe-request.ts';
import { type Bench, type BenchOptions, openBench, TEST_KEY } from './open-bench.ts';

export type { BackEndFault, BackEndFixture, FaultyServer } from './back-end-fixture.ts';

const MEDIA = {
  image: 'image/',
  video: 'video/',
  speech: 'audio/',
  sound: 'audio/',
  words: 'application/json',
} as const;

/** What each fault has to become. */
const CODES = {
  'status-401': 'MODEL_KEY_REFUSED',
  'status-402': 'MODEL_UNPAID',
  'status-429': 'MODEL_BUSY',
  'status-500': 'MODEL_FAILED',
  moderation: 'MODEL_REFUSED',
  'job-failed': 'MODEL_FAILED',
  hang: 'MODEL_TIMEOUT',
  cut: 'MODEL_ANSWER_CUT',
  endless: 'MODEL_ANSWER_TOO_LARGE',
  redirect: 'OUTBOUND_ADDRESS_REFUSED',
} as const satisfies Partial<Record<BackEndFault, string>>;

/**
 * The promises that every back end keeps, as tests against a server that speaks its protocol: one start is paid once, a
 * handle is all that another process needs, every fault has its own code and hint, cancel reaches the vendor, no key leaks.
 */
export function describeBackEndConformance(fixture: BackEndFixture): void {
  const { adapter } = fixture;
  describe(`back end ${adapter.kind} keeps the contract`, () => {
    const opened: Bench[] = [];
    const open = async (options: BenchOptions = {}): Promise<Bench> => {
      const bench = await openBench(fixture, options);
      opened.push(bench);
      return bench;
    };
    afterEach(async () => {
      for (const bench of opened.splice(0)) await bench.close();
    });

    describeStatement(fixture);
    describeRequest(fixture);
    describeCalls(fixture, open);
    describeFaults(fixture, open);
    describeEnds(fixture, open);
  });
}

type OpenBench = (options?: BenchOptions) => Promise<Bench>;

function describeStatement({ adapter }: BackEndFixture): void {
  it('says what it does, and where and when it read each price', () => {
    expect(adapter.title).not.toBe('');
    expect(adapter.tasks.length).toBeGreaterThan(0);
    for (const { name, task, price } of adapter.models) {
      expect(adapter.tasks, name).toContain(task);
      if (price) expect(price.source, name).toMatch(/\b20\d\d-\d\d-\d\d\b/);
    }
    const names = adapter.models.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('can ask for calls that it would start again by looking for them', () => {
    expect(adapter.find !== undefined).toBe(adapter.restart === 'findable');
  });
}

function describeCalls({ adapter, isSynchronous }: BackEndFixture, open: OpenBench): void {
  it('tests its connection', async () => {
    const bench = await open();
    const report = await adapter.inspect(bench.connection, bench.context.signal);
    expect(report.about).not.toBe('');
    expect(bench.server.paid()).toEqual([]);
  });

  it('makes what was asked for, and is paid once', async () => {
    const bench = await open();
    adapter.check(bench.job);
    await adapter.checkThere?.(bench.connection, bench.job, bench.context.signal);
    const outputs = await bench.run();
    expect(outputs.length).toBeGreaterThan(0);
    for (const { path, mediaType } of outputs) {
      expect((await stat(path)).size).toBeGreaterThan(0);
      expect(mediaType.startsWith(MEDIA[bench.job.task]), mediaType).toBe(true);
    }
    expect(bench.server.paid()).toHaveLength(1);
  });

  it('answers at once, or later', async () => {
    const bench = await open();
    expect((await bench.start()).state === 'done').toBe(isSynchronous);
  });

  it('keeps all in a handle of plain JSON, without a secret', async () => {
    const bench = await open();
    const { handle } = await bench.start();
    expect(JSON.parse(JSON.stringify(handle))).toEqual(handle);
    expect(JSON.stringify(handle)).not.toContain(TEST_KEY);
  });

  it('puts no key into an address', async () => {
    const bench = await open();
    await bench.run();
    expect(bench.server.requests.filter(({ path }) => path.includes(TEST_KEY))).toEqual([]);
  });

  if (adapter.restart === 'idempotent')
    it('is not paid twice for one key', async () => {
      const bench = await open();
      const [first, second] = [await bench.start(), await bench.start()];
      expect(second.handle).toEqual(first.handle);
      expect(bench.server.paid()).toHaveLength(1);
    });

  if (adapter.restart === 'findable')
    it('finds what it has started by its key, and nothing by another', async () => {
      const bench = await open();
      const { handle } = await bench.start();
      const { key, ...context } = bench.context;
      expect((await adapter.find?.(bench.connection, key, context))?.handle).toEqual(handle);
      expect(await adapter.find?.(bench.connection, 'call-9999', context)).toBeUndefined();
      expect(bench.server.paid()).toHaveLength(1);
    });

  it('sends nothing where it is offline', async () => {
    const bench = await open({ isOffline: true });
    await expect(bench.start()).rejects.toMatchObject({ code: 'OFFLINE' });
    await expect(adapter.inspect(bench.connection, bench.context.signal)).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(bench.server.connections()).toBe(0);
  });
}

function describeFaults(fixture: BackEndFixture, open: OpenBench): void {
  const { without = [], isSynchronous, adapter } = fixture;
  const isMeant = ([fault]: [string, string]): boolean =>
    !without.some((each) => each === fault) && !(isSynchronous && fault === 'job-failed');

  it.each(Object.entries(CODES).filter(isMeant))(
    'says of %s: %s, with a hint and without the key',
    async (fault, code) => {
      const bench = await open();
      bench.server.fail(fault as BackEndFault, { times: Number.POSITIVE_INFINITY });
      const error: unknown = await bench.run().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(BacklotError);
      const { code: got, message, hint = '', details } = error as BacklotError;
      expect([got, message]).toEqual([code, message]);
      expect(hint).not.toBe('');
      expect(textOf(error)).not.toContain(TEST_KEY);
      expect(details?.isPassing === true).toBe(fault === 'status-500');
      if (fault === 'status-429') expect(details).toMatchObject({ retryAfterMs: 2000 });
    },
  );

  if (!without.includes('wrong-type'))
    it('takes no page of words for a result', async () => {
      const bench = await open();
      bench.server.fail('wrong-type', { times: Number.POSITIVE_INFINITY });
      const got: unknown = await bench.run().catch((thrown: unknown) => thrown);
      // What lies at the vendor is judged by its bytes when it is here; it must not be dressed up before.
      if (got instanceof BacklotError) expect(got.code).toBe('MODEL_ANSWER_INVALID');
      else expect(got).toMatchObject([{ mediaType: 'text/html' }]);
    });

  it('says that a wrong key is refused, without showing it', async () => {
    const bench = await open();
    bench.server.fail('status-401', { times: Number.POSITIVE_INFINITY });
    const error: unknown = await bench.start().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'MODEL_KEY_REFUSED' });
    expect(textOf(error)).not.toContain(TEST_KEY);
  });

  it('asks for a key if its kind bills somebody, so that budgets know what may cost nothing', () => {
    expect(KEYLESS_KINDS.has(adapter.kind)).toBe(!adapter.needsKey);
  });

  if (!adapter.needsKey) return;
  it('finds a wrong key when its connection is tested', async () => {
    const bench = await open({ key: 'wrong' });
    await expect(adapter.inspect(bench.connection, bench.context.signal)).rejects.toMatchObject({
      code: 'MODEL_KEY_REFUSED',
    });
  });
}

function describeEnds({ adapter, canCancel, isSynchronous }: BackEndFixture, open: OpenBench): void {
  it('stops with its signal, and says why', async () => {
    const stop = new AbortController();
    const bench = await open({ signal: stop.signal });
    bench.server.fail('hang');
    setTimeout(() => stop.abort(new Error('cancelled by a person')), 50);
    await expect(bench.start()).rejects.toThrow('cancelled by a person');
  });

  it('cancels what is over without harm', async () => {
    const bench = await open();
    const { handle } = await bench.follow(await bench.start());
    await adapter.cancel(bench.connection, handle, bench.context.signal);
    expect(bench.server.cancelled.size).toBe(0);
  });

  if (isSynchronous) return;
  it('goes on waiting in a queue that never ends', async () => {
    const bench = await open();
    bench.server.fail('never-ending');
    let status = await bench.start();
    for (let polls = 0; polls < 5; polls++) status = await adapter.poll(bench.connection, status.handle, bench.context);
    expect(status.state).not.toBe('done');
  });

  if (canCancel)
    it('reaches the vendor with a cancel', async () => {
      const bench = await open();
      bench.server.fail('never-ending');
      const { handle } = await bench.start();
      await adapter.cancel(bench.connection, handle, bench.context.signal);
      expect(bench.server.cancelled.size).toBe(1);
    });
}

/** All that could be logged of an error, its causes included. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = JSON.stringify(
    Object.fromEntries(Object.getOwnPropertyNames(error).map((name) => [name, String(Reflect.get(error, name))])),
  );
  const { hint, details } = error as Partial<BacklotError>;
  return `${own} ${hint} ${JSON.stringify(details)} ${textOf(error.cause ?? '')}`;
}
