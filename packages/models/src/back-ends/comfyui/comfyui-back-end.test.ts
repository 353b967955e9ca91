import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallStatus, ModelJob } from '@backlot/engine';
import type { ComfyuiServerOptions } from '@backlot/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { promptIdOf } from './prompt-id.ts';
import { openTrial, PICTURE, runToEnd, type Trial } from './testing/open-trial.ts';

const opened: Trial[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function trial(options: ComfyuiServerOptions = {}): Promise<Trial> {
  const made = await openTrial(options);
  opened.push(made);
  return made;
}

function doneOf(seen: readonly CallStatus[]): Extract<CallStatus, { state: 'done' }> {
  const last = seen.at(-1);
  if (last?.state !== 'done') throw new Error(`Expected it to be done, it is ${last?.state}`);
  return last;
}

async function fetchFirst({ connection, call }: Trial, seen: readonly CallStatus[]): Promise<Buffer> {
  const to = join(call.workDir, 'result');
  await connection.outbound.download(doneOf(seen).remote[0]!.url, { to, maxBytes: 1e8, signal: call.signal });
  return readFile(to);
}

describe('a call', () => {
  it('comes back as a picture of the size that was asked for', async () => {
    const at = await trial();
    const seen = await runToEnd(at, PICTURE);
    expect(doneOf(seen).remote).toMatchObject([{ mediaType: 'image/png', needsKey: false }]);
    const bytes = await fetchFirst(at, seen);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([64, 32]);
  });

  it('sends the words and numbers of the job, and leaves what is absent to the workflow', async () => {
    const at = await trial();
    await runToEnd(at, { ...PICTURE, settings: { steps: 3 } });
    const { graph } = at.server.prompts[0]!;
    expect(graph['5']?.inputs.text).toBe('a street at dawn');
    expect(graph['8']?.inputs).toMatchObject({ seed: 7, steps: 3, cfg: 1 });
    expect(graph['7']?.inputs).toMatchObject({ width: 64, height: 32 });
  });

  it('tells how far it has come, by messages of the server', async () => {
    const at = await trial({ stepMs: 100 });
    const fractions = (await runToEnd(at, PICTURE)).flatMap((one) => ('fraction' in one ? [one.fraction ?? 0] : []));
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  });

  it('shows pictures on the way', async () => {
    const at = await trial({ stepMs: 60 });
    const previews = (await runToEnd(at, PICTURE)).flatMap((one) =>
      'preview' in one && one.preview ? [one.preview] : [],
    );
    expect(previews[0]?.mediaType).toBe('image/png');
    expect((await stat(previews[0]!.path)).size).toBeGreaterThan(60);
  });

  it('gets there without messages', async () => {
    const at = await trial();
    at.server.faults.failRoute('ws', { kind: 'status', status: 404 });
    expect(doneOf(await runToEnd(at, PICTURE)).remote).toHaveLength(1);
    expect(at.server.socketsOpened()).toBe(0);
  });

  it('says how many calls are before it, the one at work included', async () => {
    const at = await trial();
    at.server.faults.failRuns('never-ending');
    const started = [];
    for (const key of ['first', 'second', 'third']) {
      started.push(await at.backEnd.start(at.connection, PICTURE, { ...at.call, key }));
    }
    const polled = await Promise.all(started.map(({ handle }) => at.backEnd.poll(at.connection, handle, at.call)));
    expect(polled).toMatchObject([
      { state: 'running' },
      { state: 'waiting', queuePosition: 1 },
      { state: 'waiting', queuePosition: 2 },
    ]);
  });

  it('gives other bytes for other words', async () => {
    const at = await trial();
    const one = await fetchFirst(at, await runToEnd(at, PICTURE, 'one'));
    const other = await fetchFirst(at, await runToEnd(at, { ...PICTURE, prompt: 'a street at night' }, 'two'));
    expect(one.equals(other)).toBe(false);
  });
});

describe('a call that was started before', () => {
  it('is found in the queue, and starting it again queues nothing', async () => {
    const at = await trial();
    at.server.hold();
    await at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'once' });
    expect(await at.backEnd.find?.(at.connection, 'once', at.call)).toMatchObject({ state: 'waiting' });
    await at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'once' });
    expect(at.server.prompts).toHaveLength(1);
  });

  it('is found in the history with its results', async () => {
    const at = await trial();
    const first = doneOf(await runToEnd(at, PICTURE, 'once'));
    const again = await at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'once' });
    expect(again).toMatchObject({ state: 'done', remote: first.remote });
    expect(at.server.prompts).toHaveLength(1);
  });

  it('is found where the server took it and never said so', async () => {
    const at = await trial();
    at.server.faults.failRoute('prompt', { kind: 'no-answer' }, 1);
    const start = at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'once' });
    await expect(start).rejects.toMatchObject({ code: expect.stringMatching(/^MODEL_/) });
    expect(await at.backEnd.find?.(at.connection, 'once', at.call)).toBeDefined();
    expect(doneOf(await runToEnd(at, PICTURE, 'once')).remote).toHaveLength(1);
    expect(at.server.prompts).toHaveLength(1);
  });

  it('is not found where it never came to the server', async () => {
    const at = await trial();
    expect(await at.backEnd.find?.(at.connection, 'never', at.call)).toBeUndefined();
  });

  it('fails where a restarted server has forgotten it', async () => {
    const at = await trial();
    at.server.hold();
    const { handle } = await at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'once' });
    at.server.restart();
    await expect(at.backEnd.poll(at.connection, handle, at.call)).rejects.toMatchObject({
      code: 'MODEL_FAILED',
      details: { reason: 'forgotten' },
    });
  });
});

describe('cancelling', () => {
  it('takes a waiting call off the queue', async () => {
    const at = await trial();
    at.server.hold();
    const { handle } = await at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'waits' });
    await at.backEnd.cancel(at.connection, handle, at.call.signal);
    expect(await at.backEnd.find?.(at.connection, 'waits', at.call)).toBeUndefined();
  });

  it('interrupts a running call', async () => {
    const at = await trial();
    at.server.faults.failRuns('never-ending');
    const { handle } = await at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'runs' });
    await at.backEnd.cancel(at.connection, handle, at.call.signal);
    await expect(runToEnd(at, PICTURE, 'runs')).rejects.toMatchObject({ details: { reason: 'interrupted' } });
  });

  it('leaves the call of somebody else alone', async () => {
    const at = await trial();
    at.server.faults.failRuns('never-ending');
    const other = await at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'other' });
    const own = await at.backEnd.start(at.connection, PICTURE, { ...at.call, key: 'own' });
    await at.backEnd.cancel(at.connection, own.handle, at.call.signal);
    const status = await at.backEnd.poll(at.connection, other.handle, at.call);
    expect(status.state).toBe('running');
    expect(at.server.requests.filter(({ path }) => path.includes('/interrupt'))).toEqual([]);
  });

  it('is harmless where the call is over', async () => {
    const at = await trial();
    const { handle } = doneOf(await runToEnd(at, PICTURE));
    await at.backEnd.cancel(at.connection, handle, at.call.signal);
    expect(await at.backEnd.poll(at.connection, handle, at.call)).toMatchObject({ state: 'done' });
  });
});

describe('files', () => {
  async function inpaint(at: Trial): Promise<ModelJob> {
    const files = [await at.file('image', 'a picture'), await at.file('mask', 'a mask')];
    return { ...PICTURE, model: 'inpaint', files };
  }

  it('are uploaded under the names of their hashes and loaded by them', async () => {
    const at = await trial();
    const job = await inpaint(at);
    await runToEnd(at, job);
    const names = job.files.map(({ sha256 }) => `backlot/${sha256}.png`);
    expect(at.server.uploads).toEqual(names);
    const { graph } = at.server.prompts[0]!;
    expect([graph['6']?.inputs.image, graph['7']?.inputs.image]).toEqual(names);
  });

  it('are sent once, however often they are needed', async () => {
    const at = await trial();
    await runToEnd(at, await inpaint(at), 'one');
    await runToEnd(at, await inpaint(at), 'two');
    expect(at.server.uploads).toHaveLength(2);
    expect(at.server.prompts).toHaveLength(2);
  });

  it('that are optional and absent leave the graph with their nodes and links', async () => {
    const at = await trial();
    const files = [await at.file('depth', 'a depth pass')];
    const job: ModelJob = { ...PICTURE, task: 'video', model: 'control-to-video', durationFrames: 5, files };
    await runToEnd(at, job);
    const { graph } = at.server.prompts[0]!;
    expect(Object.keys(graph)).not.toEqual(expect.arrayContaining(['9', '12']));
    expect(Object.keys(graph['13']!.inputs)).not.toContain('control_masks');
    expect(graph['13']?.inputs.control_video).toEqual(['8', 0]);
  });
});

describe('ids of prompts', () => {
  it('are UUIDs made of any key, the same for the same', () => {
    expect(promptIdOf('take-1/variant-2')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(promptIdOf('take-1/variant-2')).toBe(promptIdOf('take-1/variant-2'));
    expect(promptIdOf('take-1/variant-2')).not.toBe(promptIdOf('take-1/variant-3'));
  });

  it('are the key itself where it is one', () => {
    const key = '0b1c7c1e-4f4f-4c39-9d9e-2b8a2f6f3c11';
    expect(promptIdOf(key)).toBe(key);
  });
});
