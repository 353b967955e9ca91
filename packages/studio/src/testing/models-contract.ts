import assert from 'node:assert/strict';
import type { BackEnd, ModelCall } from '@backlot/film';
import type { NewTake } from '../ports/records.ts';
import type { PortCase } from './port-case.ts';

const AT = '2026-01-01T00:00:00.000Z';

/** What the records of back ends and calls promise; part of `portContract`. `takeOf` makes a take as it is first written. */
export function modelsContract(takeOf: (id: string, production: string) => NewTake): readonly PortCase[] {
  return [
    {
      promise: 'a back end comes back in its latest form, and its sealed key stays until another replaces it',
      run: async ({ ports: { records }, name }) => {
        const { backEnds } = records.models;
        const backEnd = backEndOf(`${name}-b`, name);
        const put = (record: BackEnd, key?: Uint8Array) =>
          records.transaction(({ models }) => models.backEnds.put(record, key));
        await put(backEnd, Uint8Array.of(1, 2, 3));
        await put({ ...backEnd, isOff: true });
        assert.deepEqual(await backEnds.list(name), [{ ...backEnd, isOff: true }]);
        assert.deepEqual(await backEnds.get(backEnd.id), { ...backEnd, isOff: true });
        assert.deepEqual([...((await backEnds.sealedKey(backEnd.id)) ?? [])], [1, 2, 3]);
        await put(backEnd, Uint8Array.of(4));
        assert.deepEqual([...((await backEnds.sealedKey(backEnd.id)) ?? [])], [4]);
        assert.equal(await backEnds.sealedKey('none'), undefined);
        assert.deepEqual(await backEnds.list(`${name}-other`), []);
      },
    },
    {
      promise: 'a removed back end is told apart from those that are there, and its key is gone',
      run: async ({ ports: { records }, name }) => {
        const { backEnds } = records.models;
        const [kept, removed] = [backEndOf(`${name}-k`, name), { ...backEndOf(`${name}-r`, name), removedAt: AT }];
        await records.transaction(async ({ models }) => {
          await models.backEnds.put(kept, Uint8Array.of(1));
          await models.backEnds.put(backEndOf(removed.id, name), Uint8Array.of(2));
        });
        await records.transaction(async ({ models }) => {
          assert.deepEqual(await models.backEnds.lock(removed.id), backEndOf(removed.id, name));
          await models.backEnds.remove(removed);
          assert.equal(await models.backEnds.lock(removed.id), undefined);
        });
        assert.deepEqual(await backEnds.list(name), [kept]);
        assert.deepEqual(await backEnds.removed(name), [removed]);
        assert.equal(await backEnds.get(removed.id), undefined);
        assert.equal(await backEnds.sealedKey(removed.id), undefined);
        assert.deepEqual([...((await backEnds.sealedKey(kept.id)) ?? [])], [1]);
      },
    },
    {
      promise: 'calls come back by take and production, oldest first, and are open until they end',
      run: async ({ ports: { records }, name }) => {
        const { calls } = records.models;
        const [first, second] = [callOf(`${name}-1`, name, 'variant-1'), callOf(`${name}-2`, name, 'variant-2')];
        await records.transaction(async ({ takes, models }) => {
          await takes.add(takeOf(name, name));
          for (const call of [second, first]) await models.calls.put(call);
        });
        assert.deepEqual(await calls.ofTake(name), [first, second]);
        assert.deepEqual(await calls.ofProduction(name), [first, second]);
        const openOf = async () => (await calls.open()).filter((call) => call.production === name).map(({ id }) => id);
        assert.deepEqual(await openOf(), [first.id, second.id]);
        const finished = { ...first, state: 'finished', finishedAt: AT, costUsdMicros: 5 } as const;
        await records.transaction(async ({ models }) => {
          assert.deepEqual(await models.calls.lock(first.id), first);
          await models.calls.put(finished);
        });
        assert.deepEqual(await calls.ofTake(name), [finished, second]);
        assert.deepEqual(await calls.get(first.id), finished);
        assert.equal(await calls.get('none'), undefined);
        assert.deepEqual(await openOf(), [second.id]);
      },
    },
    {
      promise: 'who holds what is spent sees the terms and every call, and nobody adds one beside',
      run: async ({ ports: { records }, name }) => {
        await records.transaction(({ takes }) => takes.add(takeOf(name, name)));
        const held = await records.transaction(({ models }) => models.holdSpend(name));
        assert.deepEqual(held, { terms: (await records.productions.get(name))?.models, calls: [] });
        assert.equal(await records.transaction(({ models }) => models.holdSpend(`${name}-none`)), undefined);
        const spendOnce = (id: string) =>
          records.transaction(async ({ models }) => {
            const known = await models.holdSpend(name);
            if (!known || known.calls.length >= 2) return 'spent';
            await new Promise((resolve) => setTimeout(resolve, 5));
            await models.calls.put(callOf(id, name, id));
            return 'bought';
          });
        const answers = await Promise.all([1, 2, 3, 4].map((each) => spendOnce(`${name}-${each}`)));
        assert.deepEqual(answers.sort(), ['bought', 'bought', 'spent', 'spent']);
      },
    },
  ];
}

function backEndOf(id: string, production: string): BackEnd {
  const content = { title: 'Clay', kind: 'fal', isOwn: false, keyEnding: '1234', isOff: false } as const;
  return { id, production, ...content, createdAt: AT };
}

function callOf(id: string, production: string, name: string): ModelCall {
  return {
    id,
    take: production,
    production,
    shot: 'sq010/sh0040',
    name,
    task: 'image',
    card: 'c1',
    model: 'clay-1',
    backEnd: 'b1',
    state: 'starting',
    sent: { words: '{}', files: [] },
    received: [],
    estimateUsdMicros: 5,
    startedAt: AT,
  };
}
