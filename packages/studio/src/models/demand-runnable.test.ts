import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';

let scene: RightsScene;
beforeEach(async () => {
  scene = await openRightsScene();
});
afterEach(() => rm(scene.folder, { recursive: true }));

describe('a card', () => {
  it('is not registered for a back end that is not there, or another production’s', async () => {
    const refusal = { code: 'BACK_END_NOT_FOUND', hint: expect.any(String) };
    await expect(addClay(scene, { backEnd: 'nobody' })).rejects.toMatchObject(refusal);
    const { studio } = scene;
    await studio.createProduction({ slug: 'other', title: 'Other', by: CREW.producer });
    const request = { title: 'Theirs', kind: 'fal', isOwn: false, key: 'secret' };
    const { id } = await studio.models.addBackEnd('other', request, CREW.producer);
    await expect(addClay(scene, { backEnd: id })).rejects.toMatchObject(refusal);
    expect((await studio.rights.register('example')).models).toEqual([]);
  });

  it('names a model that its back end surely has, where that has no others', async () => {
    scene.ports.models.adapter.hasAllModels = true;
    await expect(addClay(scene, { model: 'clay-2' })).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      hint: 'Did you mean "clay-1"? It has: clay-1.',
    });
    expect(await addClay(scene)).toMatchObject({ model: 'clay-1' });
  });

  it('may name a model that this build does not know of a vendor', async () => {
    const card = await addClay(scene, { model: 'clay-2' });
    expect(card).toMatchObject({ model: 'clay-2' });
    const { nearModels } = scene.studio.models;
    expect(await nearModels(card)).toEqual(['clay-1']);
    expect(await nearModels({ ...card, model: 'clay-1' })).toEqual([]);
    expect(await nearModels({ ...card, model: 'stone-9' })).toEqual([]);
    expect(await nearModels({ model: 'clay-2' })).toEqual([]);
  });
});
