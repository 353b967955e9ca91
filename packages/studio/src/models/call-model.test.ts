import { rm } from 'node:fs/promises';
import { BacklotError, type Person } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, clayRequest, requestClay } from '../testing/model-scene.ts';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';
import { callModel } from './call-model.ts';
import { ownerOfTake } from './call-owner.ts';
import { endOrphanCalls } from './end-orphan-calls.ts';

const PRODUCTION = 'example';
const ADA: Person = { name: 'Ada', role: 'artist' };
const PAT: Person = { name: 'Pat', role: 'producer' };
const { signal } = new AbortController();

let scene: TestStudio;
let card: string;
beforeEach(async () => {
  scene = await openTestStudio();
  await scene.studio.createProduction({ slug: PRODUCTION, title: 'Example', by: PAT });
  card = (await addClay(scene)).id;
});
afterEach(() => rm(scene.folder, { recursive: true }));

function request(variants = 1) {
  return requestClay(scene, { model: card, variants });
}

async function callsOf(take: string) {
  return scene.studio.models.callsOfTake(take);
}

describe('a call of a model', () => {
  it('is planned with its words and price, made once, and kept with what was sent and what came', async () => {
    const { ports, studio } = scene;
    const { id, egress, use } = await request(2);
    expect(use.models).toEqual([card]);
    expect(egress?.calls.map(({ name, estimateUsdMicros }) => [name, estimateUsdMicros])).toEqual([
      ['variant-1', 40_000],
      ['variant-2', 40_000],
    ]);
    await processTake(ports, id, signal);
    expect((await studio.getTake(id)).state).toBe('in-review');
    const calls = await callsOf(id);
    expect(calls.map(({ state, costUsdMicros }) => [state, costUsdMicros])).toEqual([
      ['finished', 40_000],
      ['finished', 40_000],
    ]);
    expect(calls[0]?.sent.words).toContain('a red brick wall');
    expect(calls[0]?.received).toMatchObject([{ name: 'clay.png', mediaType: 'image/png' }]);
    expect(ports.models.charged).toEqual(calls.map((call) => call.id));
    const { egress: next } = await request(1);
    expect(next?.calls[0]?.estimateS).toBeGreaterThan(0);
    const kinds = (await studio.ledgerOfTake(id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('model-'))).toEqual([
      'model-called',
      'model-answered',
      'model-called',
      'model-answered',
    ]);
  });

  it('tells listeners of each of its steps, also of those that are no entry in the ledger', async () => {
    const { ports, studio } = scene;
    const { id } = await request();
    const states: Promise<string | undefined>[] = [];
    const stop = studio.subscribe((event) => {
      if (event.kind === 'call-changed' && event.takeId === id && event.production === PRODUCTION)
        states.push(callsOf(id).then(([call]) => call?.state));
    });
    await processTake(ports, id, signal);
    stop();
    expect(new Set(await Promise.all(states))).toEqual(new Set(['starting', 'running', 'collecting', 'finished']));
  });

  it('goes on where a worker stopped, and is charged once', async () => {
    const { ports, studio } = scene;
    ports.models.polls.value = 1000;
    const { id } = await request();
    const stopping = new AbortController();
    const first = processTake(ports, id, stopping.signal).catch(() => {});
    while ((await callsOf(id))[0]?.state !== 'running') await new Promise((resolve) => setTimeout(resolve, 5));
    stopping.abort(new Error('the worker stops'));
    await first;
    expect((await studio.getTake(id)).state).toBe('running');
    ports.models.polls.value = 0;
    await processTake(ports, id, signal);
    expect((await studio.getTake(id)).state).toBe('in-review');
    expect(ports.models.charged).toHaveLength(1);
    expect(ports.models.cancelled).toEqual([]);
  });

  it.each(['findable', 'idempotent'] as const)(
    'is not charged twice where its start was cut and it is %s',
    async (restart) => {
      const { ports, studio } = scene;
      ports.models.restart.value = restart;
      ports.models.failures.push({ when: 'after', error: new BacklotError('MODEL_ANSWER_CUT', 'cut') });
      const { id } = await request();
      await processTake(ports, id, signal);
      expect((await studio.getTake(id)).state).toBe('in-review');
      expect(ports.models.charged).toHaveLength(1);
    },
  );

  it('is given up where nobody can tell whether it was started', async () => {
    const { ports, studio } = scene;
    ports.models.restart.value = 'uncertain';
    ports.models.failures.push({ when: 'after', error: new BacklotError('MODEL_TIMEOUT', 'no answer') });
    const { id } = await request();
    await processTake(ports, id, signal);
    expect(await studio.getTake(id)).toMatchObject({ state: 'failed', error: { code: 'MODEL_CALL_UNCERTAIN' } });
    expect(ports.models.charged).toHaveLength(1);
    const spend = await studio.models.reportSpend(PRODUCTION);
    expect(spend).toMatchObject({ spentUsdMicros: 40_000, uncertainUsdMicros: 40_000 });
  });

  it('waits for a vendor that has no room, and fails with the vendor’s refusal', async () => {
    const { ports, studio } = scene;
    const busy = new BacklotError('MODEL_BUSY', 'too many', { details: { retryAfterMs: 1 } });
    const refusal = new BacklotError('MODEL_REFUSED', 'not this', { hint: 'Say it otherwise.' });
    ports.models.failures.push({ when: 'before', error: busy }, { when: 'before', error: refusal });
    const { id } = await request();
    await processTake(ports, id, signal);
    expect(await studio.getTake(id)).toMatchObject({ error: { code: 'MODEL_REFUSED', hint: 'Say it otherwise.' } });
    expect(await callsOf(id)).toMatchObject([{ state: 'failed', error: { code: 'MODEL_REFUSED' } }]);
    expect(ports.models.charged).toEqual([]);
    expect((await studio.models.reportSpend(PRODUCTION)).spentUsdMicros).toBe(0);
  });

  it('is ended at its vendor when its take is cancelled, also while no worker is at it', async () => {
    const { ports, studio } = scene;
    ports.models.polls.value = 1000;
    const { id } = await request();
    const stopping = new AbortController();
    const first = processTake(ports, id, stopping.signal).catch(() => {});
    while ((await callsOf(id))[0]?.state !== 'running') await new Promise((resolve) => setTimeout(resolve, 5));
    stopping.abort(new Error('the worker stops'));
    await first;
    await studio.cancelTake(id, ADA);
    await endOrphanCalls(ports);
    expect(ports.models.cancelled).toEqual(ports.models.charged);
    expect(await callsOf(id)).toMatchObject([{ state: 'cancelled' }]);
  });

  it('is not made beyond the budget of production or shot', async () => {
    const { studio } = scene;
    const models = { isOffline: false, budgetUsdMicros: 100_000, shotBudgetsUsdMicros: { 'sq010/sh0040': 60_000 } };
    await studio.rights.changeProduction(PRODUCTION, { models }, PAT);
    await expect(request(3)).rejects.toMatchObject({ code: 'BUDGET_SPENT' });
    await expect(request(2)).rejects.toThrow('Shot "sq010/sh0040": expected models to cost at most $0.06');
    const { id } = await request(1);
    await processTake(scene.ports, id, signal);
    expect((await studio.getTake(id)).state).toBe('in-review');
  });

  it('is answered from the record when its take is made again', async () => {
    const { ports, studio } = scene;
    const { id } = await request();
    await processTake(ports, id, signal);
    expect(await studio.rerunTake(id)).toMatchObject({ identical: true, compared: 1, replayedCalls: 1 });
    expect(ports.models.charged).toHaveLength(1);
  });
});

describe('a take like another', () => {
  it('has the same recipe, its own call, and passes the gates anew', async () => {
    const { ports, studio } = scene;
    const first = await request();
    await processTake(ports, first.id, signal);
    const again = await studio.repeatTake(first.id, ADA);
    expect(again).toMatchObject({ recipeHash: first.recipeHash, version: first.version + 1 });
    await processTake(ports, again.id, signal);
    expect(new Set(ports.models.charged).size).toBe(2);
    await studio.rights.changeProduction(
      PRODUCTION,
      { models: { isOffline: false, budgetUsdMicros: 0, shotBudgetsUsdMicros: {} } },
      PAT,
    );
    await expect(studio.repeatTake(first.id, ADA)).rejects.toMatchObject({ code: 'BUDGET_SPENT' });
  });
});

describe('the plan of a take', () => {
  it('says what would leave, what it would cost and what policy says, and keeps nothing', async () => {
    const { studio, ports } = scene;
    const plan = await studio.planTake(clayRequest({ model: card, purpose: 'final' }));
    expect(plan.egress?.calls).toMatchObject([
      {
        backEnd: { title: 'Clay', host: 'Clay', isOwn: false },
        items: [{ kind: 'words', where: 'prompt', text: 'a red brick wall', byteLength: 16 }],
      },
    ]);
    expect(plan.explanation.decision.outcome).toBe('needs-approval');
    expect(await studio.listTakes()).toEqual([]);
    expect(ports.models.charged).toEqual([]);
  });
});

describe('an offline production', () => {
  const goOffline = () =>
    scene.studio.rights.changeProduction(PRODUCTION, { models: { isOffline: true, shotBudgetsUsdMicros: {} } }, PAT);

  it('makes a take with a model on this machine, whose plan says that nothing leaves', async () => {
    const { ports, studio } = scene;
    ports.models.isLocal.value = true;
    await goOffline();
    const { id, egress } = await request();
    expect(egress?.calls).toMatchObject([{ backEnd: { host: 'this machine', isOwn: true } }]);
    await processTake(ports, id, signal);
    expect((await studio.getTake(id)).state).toBe('in-review');
  });

  it('makes none with a model elsewhere', async () => {
    await goOffline();
    const { id } = await request();
    expect(await scene.studio.getTake(id)).toMatchObject({ state: 'refused' });
    expect(scene.ports.models.charged).toEqual([]);
  });
});

describe('a back end', () => {
  it('keeps its key sealed, and shows only its end', async () => {
    const { ports, studio } = scene;
    const key = 'sk-a-key-of-many-characters-1234';
    const added = await studio.models.addBackEnd(PRODUCTION, { title: 'Two', kind: 'fal', isOwn: false, key }, PAT);
    expect(added.keyEnding).toBe('1234');
    const sealed = await ports.records.models.backEnds.sealedKey(added.id);
    expect(Buffer.from(sealed ?? []).includes(key)).toBe(false);
    expect(JSON.stringify(await studio.models.backEnds(PRODUCTION))).not.toContain(key);
    expect(JSON.stringify(await studio.readLedger(0, 1000))).not.toContain(key);
  });

  it('has neither address nor key where it runs on this machine', async () => {
    const { ports, studio } = scene;
    ports.models.isLocal.value = true;
    const request = { title: 'x', kind: 'fal', isOwn: true, key: 'k', address: 'http://elsewhere:1' };
    await expect(studio.models.addBackEnd(PRODUCTION, request, PAT)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      hint: 'It runs on this machine: leave them out.',
    });
  });

  it('refuses what it cannot be reached by', async () => {
    const { studio } = scene;
    const add = (request: unknown) => studio.models.addBackEnd(PRODUCTION, request, PAT);
    await expect(add({ title: 'x', kind: 'fal', isOwn: false })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    await expect(add({ title: 'x', kind: 'openai', isOwn: false, key: 'k' })).rejects.toMatchObject({
      code: 'BACK_END_NOT_FOUND',
    });
    const address = 'https://user:word@example.com/';
    await expect(add({ title: 'x', kind: 'fal', isOwn: false, key: 'k', address })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
  });
});

it('says that it waits, for whom and for how long', async () => {
  const { ports, studio } = scene;
  const busy = new BacklotError('MODEL_BUSY', 'busy', { details: { status: 429, retryAfterMs: 1200 } });
  ports.models.failures.push({ when: 'before', error: busy });
  const { id } = await request();
  const messages: (string | undefined)[] = [];
  const [call] = (await studio.getTake(id)).egress?.calls ?? [];
  const owner = ownerOfTake(await studio.getTake(id));
  const job = {
    task: 'image',
    prompt: 'a red brick wall',
    seed: 7,
    widthPx: 64,
    heightPx: 48,
    files: [],
    settings: {},
  } as const;
  const report = ({ message }: { message?: string }) => messages.push(message);
  const run = { workDir: scene.folder, signal };
  await callModel(ports, owner, run, { name: call?.name ?? '', card, job, report });
  expect(messages).toContain('Clay asks to wait; next try in 2 s');
});
