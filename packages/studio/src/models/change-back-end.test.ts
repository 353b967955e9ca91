import { rm } from 'node:fs/promises';
import type { BackEnd } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW } from '../testing/rights-scene.ts';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';
import { connectBackEnd } from './find-back-end.ts';

const PRODUCTION = 'example';
const KEY = 'sk-a-key-of-many-characters-5678';

let scene: TestStudio;
let card: string;
let backEnd: BackEnd;
beforeEach(async () => {
  scene = await openTestStudio();
  await scene.studio.createProduction({ slug: PRODUCTION, title: 'Example', by: CREW.producer });
  card = (await addClay(scene)).id;
  const [added] = await scene.studio.models.backEnds(PRODUCTION);
  if (!added) throw new Error('no back end');
  backEnd = added;
});
afterEach(() => rm(scene.folder, { recursive: true }));

const change = (request: unknown) => scene.studio.models.changeBackEnd(backEnd.id, request, CREW.producer);
const remove = () => scene.studio.models.removeBackEnd(backEnd.id, CREW.producer);
const keyInUse = async () => (await connectBackEnd(scene.ports, backEnd)).connection.key;

async function kindsInLedger(): Promise<string[]> {
  const entries = await scene.ports.records.ledger.about(`back-end:${backEnd.id}`);
  return entries.map(({ kind }) => kind);
}

/** A take whose call is left at the vendor by a worker that stopped. */
async function leaveOpenCall(): Promise<string> {
  const { ports, studio } = scene;
  ports.models.polls.value = 1000;
  const { id } = await requestClay(scene, { model: card });
  const stopping = new AbortController();
  const run = processTake(ports, id, stopping.signal).catch(() => {});
  while ((await studio.models.callsOfTake(id))[0]?.state !== 'running')
    await new Promise((done) => setTimeout(done, 5));
  stopping.abort(new Error('the worker stops'));
  await run;
  return id;
}

describe('a correction of a back end', () => {
  it('leaves alone what somebody else changes in the same moment', async () => {
    await Promise.all([change({ title: 'Clay of ours' }), change({ isOff: true }), change({ key: KEY })]);
    const now = await scene.studio.models.getBackEnd(backEnd.id);
    expect(now).toMatchObject({ title: 'Clay of ours', isOff: true, keyEnding: '5678' });
  });

  it('replaces title, address and key, the key encrypted, and is told to the ledger without it', async () => {
    const address = 'https://clay.example/v2';
    expect(await change({ title: 'Clay of ours', address, key: KEY })).toMatchObject({
      title: 'Clay of ours',
      address,
      keyEnding: '5678',
    });
    expect(await keyInUse()).toBe(KEY);
    const sealed = await scene.ports.records.models.backEnds.sealedKey(backEnd.id);
    expect(Buffer.from(sealed ?? []).includes(KEY)).toBe(false);
    const entries = await scene.ports.records.ledger.about(`back-end:${backEnd.id}`);
    expect(entries.at(-1)).toMatchObject({ kind: 'back-end-changed', body: { change: { address, hasNewKey: true } } });
    expect(JSON.stringify(entries)).not.toContain(KEY);
    expect(await change({ address: null, key: KEY })).not.toHaveProperty('address');
  });

  it('sends no key on file to another server', async () => {
    await change({ address: 'https://clay.example', key: KEY });
    await expect(change({ address: 'https://elsewhere.example' })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      hint: expect.stringContaining('Give the key again'),
    });
    await expect(change({ address: null })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(await change({ address: 'https://clay.example/v3' })).toMatchObject({ keyEnding: '5678' });
  });

  it.each([
    { address: 'http://clay.example' },
    { address: 'nonsense' },
    { title: '' },
    { kind: 'openai' },
    { isOwn: true },
  ])('refuses %j', async (request) => {
    await expect(change({ ...request, key: KEY })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(await scene.studio.models.getBackEnd(backEnd.id)).toEqual(backEnd);
  });

  it('leads no call that is under way to another server', async () => {
    const take = await leaveOpenCall();
    await expect(change({ address: 'https://clay.example', key: KEY })).rejects.toMatchObject({
      code: 'BACK_END_IN_USE',
      message: expect.stringContaining(take),
    });
    expect(await change({ key: KEY })).toMatchObject({ keyEnding: '5678' });
  });
});

describe('a removed back end', () => {
  it('is gone with its key, and takes that would use it are refused', async () => {
    const { studio, ports } = scene;
    expect(await remove()).toMatchObject({ removedAt: expect.any(String) });
    expect(await studio.models.backEnds(PRODUCTION)).toEqual([]);
    expect(await studio.models.removedBackEnds(PRODUCTION)).toMatchObject([{ id: backEnd.id, title: 'Clay' }]);
    expect(await ports.records.models.backEnds.sealedKey(backEnd.id)).toBeUndefined();
    expect(await kindsInLedger()).toEqual(['back-end-added', 'back-end-removed']);
    expect(await requestClay(scene, { model: card })).toMatchObject({
      state: 'refused',
      decision: { reasons: [{ ruleId: 'model-has-back-end' }] },
    });
    for (const again of [remove(), change({ title: 'x' }), studio.models.testBackEnd(backEnd.id)]) {
      await expect(again).rejects.toMatchObject({ code: 'BACK_END_NOT_FOUND' });
    }
  });

  it('leaves what was made by it: its calls, their cost, and the take that can be made again', async () => {
    const { studio, ports } = scene;
    const { id } = await requestClay(scene, { model: card });
    await processTake(ports, id, new AbortController().signal);
    await remove();
    expect(await studio.models.callsOfTake(id)).toMatchObject([{ backEnd: backEnd.id, state: 'finished' }]);
    expect(await studio.models.reportSpend(PRODUCTION)).toMatchObject({ spentUsdMicros: 40_000 });
    expect(await studio.rerunTake(id)).toMatchObject({ identical: true });
  });

  it('is not removed while a call of it is open', async () => {
    const { ports } = scene;
    const take = await leaveOpenCall();
    await expect(remove()).rejects.toMatchObject({
      code: 'BACK_END_IN_USE',
      message: expect.stringContaining(take),
      hint: expect.stringContaining('cancel their takes'),
    });
    ports.models.polls.value = 0;
    await processTake(ports, take, new AbortController().signal);
    expect(await remove()).toMatchObject({ id: backEnd.id });
  });

  it('leaves a call there that nobody can end since it is switched off, once the take is over, and counts it', async () => {
    const { studio } = scene;
    const take = await leaveOpenCall();
    await change({ isOff: true });
    await expect(remove()).rejects.toMatchObject({ code: 'BACK_END_IN_USE' });
    await studio.cancelTake(take, CREW.artist);
    expect(await remove()).toMatchObject({ id: backEnd.id });
    expect(await studio.models.callsOfTake(take)).toMatchObject([{ state: 'uncertain' }]);
    expect(await studio.models.reportSpend(PRODUCTION)).toMatchObject({ uncertainUsdMicros: 40_000 });
  });

  it('is sent no call of a take that was queued before', async () => {
    const { studio, ports } = scene;
    const { id } = await requestClay(scene, { model: card });
    await remove();
    await processTake(ports, id, new AbortController().signal);
    expect(await studio.getTake(id)).toMatchObject({ state: 'refused' });
    expect(ports.models.charged).toEqual([]);
  });
});
