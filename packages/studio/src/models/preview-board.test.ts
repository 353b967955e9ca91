import { readFile, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

let scene: TestStudio;
let take: string;
let running: { readonly stop: () => Promise<unknown> };

async function runShowing(bytes: Uint8Array): Promise<void> {
  scene.ports.models.preview.value = bytes;
  scene.ports.models.polls.value = 1_000_000;
  const stopping = new AbortController();
  const done = processTake(scene.ports, take, stopping.signal).catch(() => {});
  running = { stop: () => [stopping.abort(new Error('the worker stops')), done][1] as Promise<void> };
}

beforeEach(async () => {
  scene = await openTestStudio();
  await scene.studio.createProduction({ slug: 'example', title: 'Example', by: { name: 'Pat', role: 'producer' } });
  const { id: model } = await addClay(scene);
  take = (await requestClay(scene, { model, variants: 1 })).id;
});
afterEach(async () => {
  await running.stop();
  await rm(scene.folder, { recursive: true });
});

const preview = () => scene.studio.findPreview(take);
const ofTake = async () => (await scene.studio.getTake(take)).progress?.preview;

describe('a preview of a call under way', () => {
  it('is what its model shows last, named in the progress, and in no ledger', async () => {
    await runShowing(PNG);
    await expect.poll(ofTake).toMatchObject({ call: 'variant-1' });
    const before = await ofTake();
    const path = await preview();
    expect(await readFile(path ?? '')).toEqual(PNG);
    const next = Buffer.concat([PNG, Buffer.from('more')]);
    scene.ports.models.preview.value = next;
    await expect.poll(async () => (await ofTake())?.sha256, { timeout: 5000 }).not.toBe(before?.sha256);
    expect(await readFile(path ?? '')).toEqual(next);
    expect(JSON.stringify(await scene.studio.ledgerOfTake(take))).not.toContain('preview');
  });

  it('is gone with the run', async () => {
    await runShowing(PNG);
    await expect.poll(ofTake).toBeDefined();
    await scene.studio.cancelTake(take, { name: 'Ada', role: 'artist' });
    await running.stop();
    expect(await preview()).toBeUndefined();
    await expect(readFile(`${scene.folder}/work/${take}/work/latest-preview`)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['what is no picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['what is too large', Buffer.concat([PNG, Buffer.alloc(2 ** 20)])],
  ])('is never %s', async (_, bytes) => {
    await runShowing(bytes);
    await expect.poll(async () => (await scene.studio.getTake(take)).progress?.message).toBe('the model is at work');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await preview()).toBeUndefined();
  });
});
