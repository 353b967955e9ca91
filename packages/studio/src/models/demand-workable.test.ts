import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay, clayRequest } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';
import { demandWorkable } from './demand-workable.ts';

let scene: RightsScene;
beforeEach(async () => {
  scene = await openRightsScene();
});
afterEach(() => rm(scene.folder, { recursive: true }));

async function expectRefused(model: string, message: string): Promise<void> {
  const { studio, ports } = scene;
  for (const ask of [studio.planTake, studio.requestTake]) {
    const refusal = {
      code: 'MODEL_REQUEST_INVALID',
      message: expect.stringContaining(message),
      hint: expect.any(String),
    };
    await expect(ask(clayRequest({ model }))).rejects.toMatchObject(refusal);
  }
  expect(await studio.listTakes()).toEqual([]);
  expect(ports.models.charged).toEqual([]);
}

describe('a call that its model is known not to make', () => {
  it('is refused in the plan where its card is for something else', async () => {
    const { id } = await addClay(scene, { task: 'words' });
    await expectRefused(id, '"Clay": expected a model that makes image, got one that makes words');
  });

  it('is refused where the back end makes nothing of the kind, whatever the card says', async () => {
    const { id } = await addClay(scene, { model: 'clay-of-our-own' });
    scene.ports.models.adapter.tasks = ['words'];
    await expectRefused(id, 'expected a model that makes image, got one at Clay, which makes none');
  });

  it('is refused where it lacks a file that its model needs', async () => {
    const { id } = await addClay(scene);
    const { adapter } = scene.ports.models;
    adapter.models = adapter.models.map((model) => ({ ...model, slots: [{ slot: 'image', isRequired: true }] }));
    await expectRefused(id, 'expected a file as image, got none');
  });

  it('is refused without a voice where its model has none of its own', async () => {
    const card = await addClay(scene);
    const offered = { name: 'clay-1', title: 'Clay', task: 'speech', slots: [], needsVoice: true } as const;
    const adapter = { ...scene.ports.models.adapter, tasks: ['speech'] as const, models: [offered] };
    const plan = { name: 'line-001', card: card.id, task: 'speech', words: [], sources: [] } as const;
    const foreseen = { card: { ...card, task: 'speech' as const }, adapter, slots: [] };
    expect(() => demandWorkable(plan, foreseen)).toThrow('expected a voice, got none');
    expect(() => demandWorkable({ ...plan, hasVoice: true }, foreseen)).not.toThrow();
  });
});

describe('what no budget bears', () => {
  const limit = (budgetUsdMicros: number) => ({
    models: { isOffline: false, budgetUsdMicros, shotBudgetsUsdMicros: {} },
  });

  it('is said in the plan as the request would be refused', async () => {
    const { studio } = scene;
    const { id: model } = await addClay(scene);
    await studio.rights.changeProduction('example', limit(39_999), CREW.producer);
    expect(await studio.planTake(clayRequest({ model }))).toMatchObject({ refusal: { code: 'BUDGET_SPENT' } });
    await studio.rights.changeProduction('example', limit(40_000), CREW.producer);
    expect(await studio.planTake(clayRequest({ model }))).not.toHaveProperty('refusal');
  });

  it('is refused at once where nobody knows its price', async () => {
    const { studio } = scene;
    const { id: model } = await addClay(scene, { model: 'clay-without-a-price' });
    await studio.rights.changeProduction('example', limit(9e9), CREW.producer);
    expect(await studio.planTake(clayRequest({ model }))).toMatchObject({ refusal: { code: 'PRICE_UNKNOWN' } });
    await expect(studio.requestTake(clayRequest({ model }))).rejects.toMatchObject({ code: 'PRICE_UNKNOWN' });
  });

  it('is said in the plan of a brief, too', async () => {
    const { studio } = scene;
    const { id: card } = await addClay(scene, { model: 'clay-reader', task: 'words' });
    await studio.rights.changeProduction('example', limit(9e9), CREW.producer);
    const plan = await studio.models.planBrief('example', { card, text: 'A pier.' }, CREW.producer);
    expect(plan.refusal?.code).toBe('PRICE_UNKNOWN');
  });
});
