import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCallRequest, ModelFile } from '@backlot/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TakeRecord } from '../take-record.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';
import { createModelCaller } from './call-model.ts';

let scene: TestStudio;
let take: TakeRecord;
let card: string;
beforeEach(async () => {
  scene = await openTestStudio();
  await scene.studio.createProduction({
    slug: 'example',
    title: 'Example',
    by: { name: 'Pat', role: 'producer' },
  });
  card = (await addClay(scene)).id;
  const licence = { owner: 'Us', statement: 'Ours.' };
  const inputs = { reference: { file: join(scene.folder, 'plate.png'), licence } };
  take = await requestClay(scene, { model: card, inputs });
});
afterEach(() => rm(scene.folder, { recursive: true }));

function call(change: Partial<ModelCallRequest['job']>) {
  const run = { workDir: join(scene.folder, 'work'), signal: new AbortController().signal };
  const planned = { task: 'image', prompt: 'a red brick wall', seed: 7, widthPx: 64, heightPx: 48 } as const;
  const job = { ...planned, files: [], settings: {}, ...change };
  return createModelCaller(scene.ports, take, run).call({ name: 'variant-1', card, job });
}

async function fileOf(content: string): Promise<ModelFile> {
  const path = join(scene.folder, 'sent.png');
  await writeFile(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { slot: 'reference', name: 'sent.png', path, mediaType: 'image/png', sha256, byteLength: content.length };
}

describe('what was decided on', () => {
  it('is sent, with the very file', async () => {
    expect(take.egress?.calls[0]?.asked).toEqual({ widthPx: 64, heightPx: 48 });
    expect((await call({ files: [await fileOf('a plate')] })).outputs).toHaveLength(1);
  });

  it.each<[string, Partial<ModelCallRequest['job']>]>([
    ['size', { widthPx: 128 }],
    ['length', { durationFrames: 24 }],
    ['length', { frameRate: { numerator: 24, denominator: 1 } }],
    ['sound', { withSound: true }],
    ['words', { negativePrompt: 'rain' }],
    ['words', { voice: 'hers' }],
    ['words', { language: 'de' }],
    ['settings', { settings: { style: 'a red brick wall' } }],
    ['settings', { settings: { steps: 20 } }],
  ])('is all: another %s is never sent: %j', async (what, change) => {
    await expect(call(change)).rejects.toThrow(`is not as it was planned: its ${what}`);
    expect(scene.ports.models.charged).toEqual([]);
  });

  it('is all: neither another file in the same slot, nor the same twice', async () => {
    await expect(call({ files: [await fileOf('an actor')] })).rejects.toThrow('is not as it was planned: its files');
    const file = await fileOf('a plate');
    await expect(call({ files: [file, file] })).rejects.toThrow('is not as it was planned: its files');
    expect(scene.ports.models.charged).toEqual([]);
  });
});
