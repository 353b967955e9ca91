import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay, clayRequest, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';

const PER_SECOND = { unit: 'second', usdMicros: 400_000, source: 'made up' } as const;
const BILLED_S = 4;
const PRICE = 1_600_000;

let scene: RightsScene;
beforeEach(async () => {
  scene = await openRightsScene();
  const { adapter } = scene.ports.models;
  adapter.models = adapter.models.map((model) => ({ ...model, price: PER_SECOND }));
  adapter.billedSeconds = () => BILLED_S;
});
afterEach(() => rm(scene.folder, { recursive: true }));

const setBudget = (budgetUsdMicros: number) =>
  scene.studio.rights.changeProduction(
    'example',
    { models: { isOffline: false, budgetUsdMicros, shotBudgetsUsdMicros: {} } },
    CREW.producer,
  );
const planOf = async (model: string) => (await scene.studio.planTake(clayRequest({ model }))).egress?.calls[0];

describe('what a vendor rounds up', () => {
  it.each([
    ['at the list price', {}],
    ['at the price of its card', { price: { unit: 'second', usdMicros: 400_000 } }],
  ])('is in plan, budget and account as it is paid for, %s', async (_, change) => {
    const { studio } = scene;
    const { id: model } = await addClay(scene, change);
    expect(await planOf(model)).toMatchObject({ billedS: BILLED_S, estimateUsdMicros: PRICE });
    await setBudget(PRICE - 1);
    await expect(requestClay(scene, { model })).rejects.toMatchObject({ code: 'BUDGET_SPENT' });
    await setBudget(PRICE);
    await scene.finish(await requestClay(scene, { model }));
    expect((await studio.models.reportSpend('example')).spentUsdMicros).toBe(PRICE);
  });

  it('has no price where the list is of other sizes, unless the card has one', async () => {
    scene.ports.models.adapter.isAtListPrice = ({ widthPx = 0 }) => widthPx < 64;
    expect(await planOf((await addClay(scene)).id)).not.toHaveProperty('estimateUsdMicros');
    const price = { unit: 'image', usdMicros: 7 };
    expect(await planOf((await addClay(scene, { price })).id)).toMatchObject({ estimateUsdMicros: 7 });
  });
});

describe('what a back end has no place for', () => {
  it('is neither in the manifest nor in what is sent and kept, and the plan says so', async () => {
    const { adapter } = scene.ports.models;
    adapter.leavesOut = () => ['negativePrompt', 'seed'];
    const { start } = adapter;
    const sent: unknown[] = [];
    adapter.start = (connection, job, context) => {
      sent.push(job.negativePrompt);
      return start(connection, job, context);
    };
    const { id: model } = await addClay(scene);
    const wish = { model, negativePrompt: 'umbrellas' };
    const [call] = (await scene.studio.planTake(clayRequest(wish))).egress?.calls ?? [];
    expect(call).toMatchObject({ leftOut: ['negativePrompt', 'seed'], items: [{ where: 'prompt' }] });
    expect(call?.items).toHaveLength(1);
    const take = await scene.finish(await requestClay(scene, wish));
    expect([take.state, sent]).toEqual(['in-review', [undefined]]);
    const [kept] = await scene.studio.models.callsOfTake(take.id);
    expect(Object.keys(JSON.parse(kept?.sent.words ?? '{}'))).not.toContain('seed');
    expect(kept?.sent.words).not.toContain('umbrellas');
  });

  it('is not spoken of where it is not said', async () => {
    scene.ports.models.adapter.leavesOut = () => ['negativePrompt'];
    expect(await planOf((await addClay(scene)).id)).not.toHaveProperty('leftOut');
  });
});
