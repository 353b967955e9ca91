import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';
import { estimateOf } from './demand-budget.ts';

let scene: RightsScene;
beforeEach(async () => {
  scene = await openRightsScene();
});
afterEach(() => rm(scene.folder, { recursive: true }));

describe('a call whose price nobody knows', () => {
  it.each([{ budgetUsdMicros: 9e9, shotBudgetsUsdMicros: {} }, { shotBudgetsUsdMicros: { 'sq010/sh0040': 9e9 } }])(
    'is not made within a budget: %j',
    async (budgets) => {
      const { id: model } = await addClay(scene, { model: 'clay-without-a-price' });
      const take = await requestClay(scene, { model });
      await scene.studio.rights.changeProduction(
        'example',
        { models: { isOffline: false, ...budgets } },
        CREW.producer,
      );
      expect(await scene.finish(take)).toMatchObject({ state: 'failed', error: { code: 'PRICE_UNKNOWN' } });
      expect(scene.ports.models.charged).toEqual([]);
    },
  );

  it('is made where there is no budget', async () => {
    const { id: model } = await addClay(scene, { model: 'clay-without-a-price' });
    expect((await scene.finish(await requestClay(scene, { model }))).state).toBe('in-review');
  });

  it('costs nothing on a machine of the studio’s own', () => {
    const backEnd = { id: 'b', title: 'Ours', kind: 'comfyui', host: 'render-1', isOwn: true } as const;
    const call = { name: 'variant-1', task: 'image', card: 'c', items: [], backEnd } as const;
    expect(estimateOf([call, { ...call, estimateUsdMicros: 5 }])).toBe(5);
    expect(estimateOf([{ ...call, backEnd: { ...backEnd, isOwn: false } }])).toBeUndefined();
  });

  it('is not free on a service at an address of the studio’s own, which may pass it on to its vendor', async () => {
    const request = { title: 'Proxy', kind: 'fal', isOwn: true, key: 'secret', address: 'http://10.0.0.4:8080' };
    const { id: backEnd } = await scene.studio.models.addBackEnd('example', request, CREW.producer);
    const { id: model } = await addClay(scene, { model: 'clay-without-a-price', backEnd });
    const models = { isOffline: false, budgetUsdMicros: 9e9, shotBudgetsUsdMicros: {} };
    await scene.studio.rights.changeProduction('example', { models }, CREW.producer);
    await expect(requestClay(scene, { model })).rejects.toMatchObject({ code: 'PRICE_UNKNOWN' });
    expect(scene.ports.models.charged).toEqual([]);
  });
});
