import { rm } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import type { TakeRecord } from '../take-record.ts';
import { addClay, clayRequest, requestClay } from '../testing/model-scene.ts';
import { CREW } from '../testing/rights-scene.ts';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';

const PRODUCTION = 'example';
const PRICE = 40_000;
const { signal } = new AbortController();

let scene: TestStudio;
let card: string;
/** Seeds of the calls that the vendor refuses. */
let refused: number[];
beforeEach(async () => {
  scene = await openTestStudio();
  await scene.studio.createProduction({ slug: PRODUCTION, title: 'Example', by: CREW.producer });
  card = (await addClay(scene)).id;
  refused = [];
  const { adapter } = scene.ports.models;
  const { start } = adapter;
  adapter.start = async (connection, job, call) => {
    if (refused.includes(job.seed)) throw new BacklotError('MODEL_REFUSED', 'not this', { hint: 'Say it otherwise.' });
    return start(connection, job, call);
  };
});
afterEach(() => rm(scene.folder, { recursive: true }));

async function make(variants = 4): Promise<TakeRecord> {
  const { id } = await requestClay(scene, { model: card, variants });
  await processTake(scene.ports, id, signal);
  return scene.studio.getTake(id);
}

/** Of four variants the third fails: two are paid. */
async function makeTwoOfFour(): Promise<TakeRecord> {
  refused = [9];
  const take = await make();
  refused = [];
  expect(take).toMatchObject({ state: 'failed', error: { code: 'MODEL_REFUSED' } });
  return take;
}

const reusedBy = ({ egress }: Pick<TakeRecord, 'egress'>) =>
  egress?.calls.flatMap(({ name, reuses }) => (reuses === undefined ? [] : [name]));

it('asks only for what failed, and counts each answer once', async () => {
  const { studio, ports } = scene;
  const failed = await makeTwoOfFour();
  const plan = await studio.planTake(clayRequest({ model: card, variants: 4 }));
  expect(plan.egress?.calls.map(({ estimateUsdMicros }) => estimateUsdMicros)).toEqual([0, 0, PRICE, PRICE]);
  const again = await make();
  expect(again.state).toBe('in-review');
  expect(ports.models.charged).toHaveLength(4);
  const [before, after] = [await studio.models.callsOfTake(failed.id), await studio.models.callsOfTake(again.id)];
  const byName = after.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  expect(byName.map(({ reuses }) => reuses)).toEqual([before[0]?.id, before[1]?.id, undefined, undefined]);
  expect(byName[0]).toMatchObject({ state: 'finished', costUsdMicros: 0, received: before[0]?.received });
  expect(await studio.models.reportSpend(PRODUCTION)).toMatchObject({
    spentUsdMicros: 4 * PRICE,
    shots: [{ spentUsdMicros: 4 * PRICE, callCount: 5 }],
  });
  const kinds = (await studio.ledgerOfTake(again.id))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('model-'));
  expect(kinds.filter((kind) => kind === 'model-answer-reused')).toHaveLength(2);
  expect(kinds.filter((kind) => kind === 'model-called')).toHaveLength(2);
});

it('can be made again from the record, answers that it took over included', async () => {
  await makeTwoOfFour();
  const again = await make();
  expect(await scene.studio.rerunTake(again.id)).toMatchObject({ identical: true, compared: 4, replayedCalls: 4 });
  expect(scene.ports.models.charged).toHaveLength(4);
});

it('reuses through several failures, always from the call that was paid', async () => {
  const first = await makeTwoOfFour();
  refused = [10];
  const second = await make();
  expect(second.state).toBe('failed');
  refused = [];
  const third = await make();
  expect(reusedBy(third)).toEqual(['variant-1', 'variant-2', 'variant-3']);
  const origin = third.egress?.calls[0]?.reuses;
  expect((await scene.studio.models.callsOfTake(first.id)).map(({ id }) => id)).toContain(origin);
  expect(scene.ports.models.charged).toHaveLength(4);
});

it('asks for other pictures where the request was carried out already', async () => {
  await makeTwoOfFour();
  await make();
  const other = await make();
  expect(reusedBy(other)).toEqual([]);
  expect(scene.ports.models.charged).toHaveLength(8);
});

it('takes nothing over for another request', async () => {
  await makeTwoOfFour();
  const other = await requestClay(scene, { model: card, variants: 3 });
  expect(reusedBy(other)).toEqual([]);
});

it('bears the repeat where a budget bears what is left to pay', async () => {
  await makeTwoOfFour();
  const models = { isOffline: false, budgetUsdMicros: 4 * PRICE, shotBudgetsUsdMicros: {} };
  await scene.studio.rights.changeProduction(PRODUCTION, { models }, CREW.producer);
  expect((await make()).state).toBe('in-review');
});

it.each([
  ['the call whose answer is of no use is asked again', { call: 'variant-2' }, ['variant-1']],
  ['all are, where nobody says which one', {}, []],
])('%s', async (_, details, kept) => {
  const { ports } = scene;
  const engine = ports.engines.get('clay');
  const { run } = engine ?? {};
  if (!engine || !run) throw new Error('no clay engine');
  const broken = {
    ...engine,
    run: async (context: Parameters<typeof run>[0]) => {
      await run(context);
      throw new BacklotError('MODEL_OUTPUT_UNFIT', 'too dark', { details });
    },
  };
  const engines = { ...ports.engines, get: () => broken };
  const { id } = await requestClay(scene, { model: card, variants: 2 });
  await processTake({ ...ports, engines }, id, signal);
  expect(reusedBy(await requestClay(scene, { model: card, variants: 2 }))).toEqual(kept);
});
