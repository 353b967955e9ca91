import assert from 'node:assert/strict';
import { type BackEnd, changeModelTerms, type ModelCall, type ModelTermsChange, spentOn } from '@backlot/film';
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
      promise: 'an account sums by shot what each call counts for, and the last calls are told apart from all',
      run: async ({ ports: { records }, name }) => {
        const { calls } = records.models;
        const { shot: _, take: __, ...brief } = callOf(`${name}-7`, name, 'brief');
        const of = (index: number, change: Partial<ModelCall>): ModelCall => ({
          ...{ ...callOf(`${name}-${index}`, name, `v-${index}`), startedAt: AT.replace('00Z', `0${index}Z`) },
          ...change,
        });
        const all: ModelCall[] = [
          of(1, { state: 'finished', costUsdMicros: 7, card: name }),
          of(2, { state: 'finished', card: name }),
          of(3, { state: 'failed', error: { code: 'MODEL_REFUSED', message: 'no' } }),
          of(4, { state: 'failed', mayBeCharged: true }),
          of(5, { state: 'finished', reuses: `${name}-1`, costUsdMicros: 0, card: name }),
          of(6, { state: 'running', shot: 'sq010/sh0050', backEnd: `${name}-b` }),
          { ...brief, state: 'uncertain', startedAt: AT.replace('00Z', '07Z') },
        ];
        await records.transaction(async ({ takes, models }) => {
          await takes.add(takeOf(name, name));
          for (const call of all) await models.calls.put(call);
        });
        const spentOnAll = (of: (call: ModelCall) => boolean) =>
          all.filter(of).reduce((sum, call) => sum + spentOn(call), 0);
        const expected = [
          { shot: 'sq010/sh0040', uncertainUsdMicros: 5, callCount: 4 },
          { shot: 'sq010/sh0050', uncertainUsdMicros: 5, callCount: 1 },
          { uncertainUsdMicros: 5, callCount: 1 },
        ].map((each) => ({ ...each, spentUsdMicros: spentOnAll(({ shot }) => shot === each.shot) }));
        assert.deepEqual(await calls.accounts(name), expected);
        await records.transaction(async ({ models }) => {
          assert.deepEqual((await models.holdSpend(name))?.accounts, expected);
          const at = (id: string) => models.calls.openAt({ id, production: name });
          assert.deepEqual([await at(`${name}-b`), await at('b1')], [[all[5]], []]);
        });
        assert.deepEqual(await calls.ofProduction(name, 2), all.slice(-2));
        assert.deepEqual(await calls.finishedOf(name, 9), all.slice(0, 2));
        assert.deepEqual(await calls.finishedOf(name, 1), [all[1]]);
      },
    },
    {
      promise: 'who holds what is spent sees the terms and every call, and nobody adds one beside',
      run: async ({ ports: { records }, name }) => {
        await records.transaction(({ takes }) => takes.add(takeOf(name, name)));
        const held = await records.transaction(({ models }) => models.holdSpend(name));
        assert.deepEqual(held, { terms: (await records.productions.get(name))?.models, accounts: [] });
        assert.equal(await records.transaction(({ models }) => models.holdSpend(`${name}-none`)), undefined);
        const spendOnce = (id: string) =>
          records.transaction(async ({ models }) => {
            const known = await models.holdSpend(name);
            if (!known || (known.accounts[0]?.callCount ?? 0) >= 2) return 'spent';
            await new Promise((resolve) => setTimeout(resolve, 5));
            await models.calls.put(callOf(id, name, id));
            return 'bought';
          });
        const answers = await Promise.all([1, 2, 3, 4].map((each) => spendOnce(`${name}-${each}`)));
        assert.deepEqual(answers.sort(), ['bought', 'bought', 'spent', 'spent']);
      },
    },
    {
      promise: 'of those who hold what is spent and change the terms, none undoes what another has changed',
      run: async ({ ports: { records }, name }) => {
        await records.transaction(({ takes }) => takes.add(takeOf(name, name)));
        const change = (changed: ModelTermsChange) =>
          records.transaction(async ({ models, productions }) => {
            const held = await models.holdSpend(name);
            await new Promise((resolve) => setTimeout(resolve, 5));
            if (held) await productions.change(name, { models: changeModelTerms(held.terms, changed) });
          });
        await Promise.all([{ isOffline: true }, { budgetUsdMicros: 7 }].map(change));
        const { models: terms } = (await records.productions.get(name)) ?? {};
        assert.deepEqual(terms, { isOffline: true, budgetUsdMicros: 7, shotBudgetsUsdMicros: {} });
      },
    },
  ];
}

function backEndOf(id: string, production: string): BackEnd {
  const content = { title: 'Clay', kind: 'fal', isOwn: false, keyEnding: '1234', isOff: false } as const;
  return { id, production, ...content, createdAt: AT };
}

/** A call of the take that has its production's name. */
export function callOf(id: string, production: string, name: string): ModelCall {
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
