import { randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallStatus, ModelJob } from '@backlot/engine';
import { makePicture } from '@backlot/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAll, openTrial, PICTURE, runToEnd, type Trial } from './testing/open-trial.ts';

const WORKFLOWS = fileURLToPath(new URL('./testing/workflows', import.meta.url));
const real = process.env.BACKLOT_COMFYUI;

/** Another colour each time: ComfyUI answers what it has made before from its cache. */
const plain = (): ModelJob => ({ ...PICTURE, model: 'plain-picture', prompt: '', seed: randomInt(0xffffff) });

describe(`a ComfyUI server (${real ?? 'the testkit’s; BACKLOT_COMFYUI=<address> puts a real one in its place'})`, () => {
  let at: Trial;
  beforeAll(async () => {
    at = await openTrial(real === undefined ? {} : { real }, [WORKFLOWS]);
  });
  afterAll(() => at.close());

  async function fetchResult(seen: readonly CallStatus[]): Promise<Buffer> {
    const last = seen.at(-1);
    const [file] = last?.state === 'done' ? last.remote : [];
    const to = join(at.call.workDir, randomUUID());
    await at.connection.outbound.download(file!.url, { to, maxBytes: 1e9, signal: at.call.signal });
    return readFile(to);
  }

  it('says what it is, and offers what needs no model', async () => {
    const report = await at.backEnd.inspect(at.connection, at.call.signal);
    expect(report.about).toMatch(/^ComfyUI \d/);
    expect(report.models.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['plain-picture', 'inverted-picture']),
    );
  });

  it('makes a picture of the size that it was asked for', async () => {
    const job = plain();
    await checkAll(at, job);
    const bytes = await fetchResult(await runToEnd(at, job, randomUUID()));
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([64, 32]);
  });

  it('takes a picture, and the same one again', async () => {
    const bytes = makePicture({ prompt: randomUUID(), widthPx: 48, heightPx: 24 });
    const job: ModelJob = { ...PICTURE, model: 'inverted-picture', files: [await at.file('image', bytes)] };
    for (let times = 0; times < 2; times++) {
      const made = await fetchResult(await runToEnd(at, job, randomUUID()));
      expect([made.readUInt32BE(16), made.readUInt32BE(20)]).toEqual([48, 24]);
    }
  });

  it('finds a call again by its key, and runs it once', async () => {
    const key = randomUUID();
    const first = (await runToEnd(at, plain(), key)).at(-1);
    expect(await at.backEnd.find?.(at.connection, key, at.call)).toEqual(first);
    expect(await at.backEnd.start(at.connection, plain(), { ...at.call, key })).toMatchObject({ state: 'done' });
  });

  it('takes cancelling of what is over and of what it never had', async () => {
    const key = randomUUID();
    const last = (await runToEnd(at, plain(), key)).at(-1);
    await at.backEnd.cancel(at.connection, last!.handle, at.call.signal);
    await at.backEnd.cancel(at.connection, { promptId: randomUUID(), nodes: [] }, at.call.signal);
    expect(await at.backEnd.find?.(at.connection, key, at.call)).toMatchObject({ state: 'done' });
  });

  it('refuses what is out of range with the node and input', async () => {
    const start = at.backEnd.start(at.connection, { ...plain(), widthPx: 0 }, { ...at.call, key: randomUUID() });
    await expect(start).rejects.toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
      message: expect.stringContaining('node 1 (EmptyImage)'),
    });
  });

  it('names what it lacks', async () => {
    const job = { ...PICTURE, settings: { 'model-file': 'no-such-model.safetensors' } };
    await expect(checkAll(at, job)).rejects.toMatchObject({
      code: 'MODEL_PARTS_MISSING',
      details: { missing: expect.arrayContaining([expect.stringContaining('no-such-model.safetensors')]) },
    });
  });
});
