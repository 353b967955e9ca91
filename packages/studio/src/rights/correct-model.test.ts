import { rm } from 'node:fs/promises';
import type { ModelCard } from '@backlot/film';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW } from '../testing/rights-scene.ts';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';

const PRODUCTION = 'example';
const { signal } = new AbortController();

let scene: TestStudio;
let card: ModelCard;
beforeEach(async () => {
  scene = await openTestStudio();
  await scene.studio.createProduction({ slug: PRODUCTION, title: 'Example', by: CREW.producer });
  card = await addClay(scene);
});
afterEach(() => rm(scene.folder, { recursive: true }));

const correct = (change: object) => {
  const { id, production: _, createdAt: _at, ...content } = card;
  return scene.studio.rights.correctModel(id, { ...content, ...change }, CREW.producer);
};
const retire = () => scene.studio.rights.retireModel(card.id, CREW.producer);
const kindsOf = async (id: string) => (await scene.ports.records.ledger.about(`model:${id}`)).map(({ kind }) => kind);

it('a correction is another card in place of the former, each with its entry in the ledger', async () => {
  const { studio } = scene;
  const corrected = await correct({ version: '1.1', trainedOn: 'undeclared' });
  expect(corrected).toMatchObject({ version: '1.1', trainedOn: 'undeclared', replaces: card.id });
  const [former, next] = (await studio.rights.register(PRODUCTION)).models;
  expect(former).toEqual({ ...card, retiredAt: expect.any(String) });
  expect(next).toEqual(corrected);
  expect(await kindsOf(card.id)).toEqual(['model-registered', 'model-retired']);
  expect(await kindsOf(corrected.id)).toEqual(['model-registered']);
});

it('a take goes on pointing at the card that it was made under, and can be made again', async () => {
  const { studio, ports } = scene;
  const { id } = await requestClay(scene, { model: card.id });
  await processTake(ports, id, signal);
  await correct({ version: '2' });
  const take = await studio.getTake(id);
  expect(take.use.models).toEqual([card.id]);
  expect(await studio.rerunTake(id)).toMatchObject({ identical: true });
});

it('nothing is asked for with a retired card, nor made of what waits', async () => {
  const { studio, ports } = scene;
  const waiting = await requestClay(scene, { model: card.id });
  await retire();
  const refused = { state: 'refused', decision: { reasons: [{ ruleId: 'model-card-not-retired' }] } };
  expect(await requestClay(scene, { model: card.id })).toMatchObject(refused);
  await processTake(ports, waiting.id, signal);
  expect(await studio.getTake(waiting.id)).toMatchObject(refused);
  expect(ports.models.charged).toEqual([]);
});

it('a take that has begun is carried on to its end', async () => {
  const { studio, ports } = scene;
  ports.models.polls.value = 1000;
  const { id } = await requestClay(scene, { model: card.id });
  const stopping = new AbortController();
  const run = processTake(ports, id, stopping.signal).catch(() => {});
  while ((await studio.models.callsOfTake(id))[0]?.state !== 'running')
    await new Promise((done) => setTimeout(done, 5));
  stopping.abort(new Error('the worker stops'));
  await run;
  await retire();
  ports.models.polls.value = 0;
  await processTake(ports, id, signal);
  expect((await studio.getTake(id)).state).toBe('in-review');
});

it('a retired card is neither corrected nor retired again, and an unknown one is told as such', async () => {
  await retire();
  for (const again of [retire(), correct({ version: '3' })]) {
    await expect(again).rejects.toMatchObject({ code: 'RIGHT_STATE_INVALID', hint: expect.any(String) });
  }
  expect((await scene.studio.rights.register(PRODUCTION)).models).toHaveLength(1);
  await expect(scene.studio.rights.retireModel('none', CREW.producer)).rejects.toMatchObject({
    code: 'MODEL_NOT_FOUND',
  });
});

it('a correction names a back end of the production', async () => {
  await expect(correct({ backEnd: 'none' })).rejects.toMatchObject({ code: 'BACK_END_NOT_FOUND' });
  expect((await scene.studio.rights.register(PRODUCTION)).models).toEqual([card]);
});
