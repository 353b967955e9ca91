import { rm } from 'node:fs/promises';
import type { Person } from '@backlot/film';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processTake } from './process-take.ts';
import { addClay, requestClay } from './testing/model-scene.ts';
import { openTestStudio, type TestStudio } from './testing/test-studio.ts';

const ADA: Person = { name: 'Ada', role: 'artist' };
const SUE: Person = { name: 'Sue', role: 'supervisor' };

let scene: TestStudio;
let take: string;
beforeEach(async () => {
  scene = await openTestStudio();
  await scene.studio.createProduction({ slug: 'example', title: 'Example', by: SUE });
  const { id: model } = await addClay(scene);
  take = (await requestClay(scene, { model, variants: 2 })).id;
});
afterEach(() => rm(scene.folder, { recursive: true }));

/** The clay engine calls its pictures otherwise. */
async function finish(): Promise<void> {
  await processTake(scene.ports, take, new AbortController().signal);
  const { files } = await scene.studio.getTake(take);
  const variants = files.map((file) => (file.role === 'composite' ? { ...file, role: 'variant' } : file));
  await scene.ports.records.transaction(({ takes }) => takes.change(take, { files: variants }));
}

const picks = async () => (await scene.studio.ledgerOfTake(take)).filter(({ kind }) => kind === 'variant-picked');

it('is nobody’s before the take is sealed', async () => {
  await expect(scene.studio.pickVariant(take, { file: 'composite/variant-1.png', by: ADA })).rejects.toMatchObject({
    code: 'TAKE_STATE_INVALID',
    hint: 'Wait until it is in review.',
  });
});

it('is the last that somebody picked; the ledger has all of them, and each once', async () => {
  await finish();
  const [one, two] = ['composite/variant-1.png', 'composite/variant-2.png'];
  await scene.studio.pickVariant(take, { file: one, by: ADA });
  const again = await scene.studio.pickVariant(take, { file: one, by: SUE });
  expect(again.pick).toMatchObject({ file: one, by: ADA });
  const { pick } = await scene.studio.pickVariant(take, { file: two, by: SUE });
  expect(pick).toMatchObject({ file: two, by: SUE });
  expect((await scene.studio.getTake(take)).pick).toEqual(pick);
  expect(await picks()).toMatchObject([
    { body: { file: one, by: ADA } },
    { body: { file: two, by: SUE, before: one } },
  ]);
});

it('is one of the take’s own variants', async () => {
  await finish();
  const asked = scene.studio.pickVariant(take, { file: 'poster.png', by: ADA });
  await expect(asked).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', hint: expect.stringContaining('variant-1') });
  expect(await picks()).toEqual([]);
});
