import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import type { Outbound } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';
import { endOrphanCalls } from './end-orphan-calls.ts';

const PRICE = 40_000;
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const fetchPicture: Outbound['download'] = async (_, { to }) => {
  await writeFile(to, PNG);
  return { byteLength: PNG.byteLength, mediaType: 'image/png' };
};

let scene: RightsScene;
let model: string;
beforeEach(async () => {
  scene = await openRightsScene();
  model = (await addClay(scene)).id;
});
afterEach(() => rm(scene.folder, { recursive: true }));

async function callOf(take: { readonly id: string }) {
  const [call] = await scene.studio.models.callsOfTake(take.id);
  const { spentUsdMicros } = await scene.studio.models.reportSpend('example');
  return { state: call?.state, files: call?.received.map(({ mediaType }) => mediaType), spentUsdMicros };
}

/** The vendor is done at the first question; what it made has to be fetched. */
function leaveResultAtVendor() {
  const { adapter } = scene.ports.models;
  adapter.poll = async (_, handle) => ({
    state: 'done',
    handle,
    outputs: [],
    remote: [{ name: 'a.png', url: 'https://cdn.example/a.png', needsKey: false }],
  });
}

function fail(code: string, details: Record<string, unknown> = {}) {
  return async () => {
    throw new BacklotError(code, `clay: ${code}`, { details });
  };
}

describe('what a model has made', () => {
  it('is asked for once more, however long no worker was there', async () => {
    const { ports } = scene;
    const { adapter, polls, charged, cancelled } = ports.models;
    const { poll } = adapter;
    const take = await requestClay(scene, { model });
    const stopping = new AbortController();
    adapter.poll = async () => {
      stopping.abort(new Error('the worker stops'));
      return fail('MODEL_BUSY')();
    };
    await processTake(ports, take.id, stopping.signal).catch(() => {});
    adapter.poll = poll;
    polls.value = 0;
    const { nowMs } = ports.clock;
    Object.assign(ports.clock, { nowMs: () => nowMs() + 10 * ports.models.waitMs });
    expect((await scene.finish(take)).state).toBe('in-review');
    expect([charged.length, cancelled.length]).toEqual([1, 0]);
  });

  it('is fetched again after a failure that passes', async () => {
    leaveResultAtVendor();
    let fetches = 0;
    scene.ports.models.download.value = (url, options) =>
      fetches++ === 0 ? fail('MODEL_BUSY', { status: 503, retryAfterMs: 1 })() : fetchPicture(url, options);
    const take = await scene.finish(await requestClay(scene, { model }));
    expect(take.state).toBe('in-review');
    expect(await callOf(take)).toMatchObject({ state: 'finished', spentUsdMicros: PRICE });
  });

  it.each(['DISK_FULL', 'OFFLINE'])('stays there on %s, is counted, and is collected afterwards', async (code) => {
    leaveResultAtVendor();
    const { models } = scene.ports;
    models.download.value = fail(code);
    const take = await scene.finish(await requestClay(scene, { model }));
    expect(take).toMatchObject({ state: 'failed', error: { code } });
    expect(await callOf(take)).toEqual({ state: 'collecting', files: [], spentUsdMicros: PRICE });
    models.download.value = fetchPicture;
    await endOrphanCalls(scene.ports);
    expect(await callOf(take)).toEqual({ state: 'finished', files: ['image/png'], spentUsdMicros: PRICE });
    expect(models.cancelled).toEqual([]);
  });

  it('is carried on with where it takes longer than one turn, in the folder where its run had begun', async () => {
    leaveResultAtVendor();
    const { ports } = scene;
    const tried: string[] = [];
    ports.models.download.value = async (_, { to }) => {
      tried.push(to);
      await writeFile(`${to}.part`, 'half');
      return fail('DISK_FULL')();
    };
    const take = await scene.finish(await requestClay(scene, { model }));
    ports.models.download.value = async (_, { to, signal }) => {
      tried.push(to);
      await appendFile(`${to}.part`, '.');
      signal.throwIfAborted();
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    const round = { stuck: new Map(), signal: new AbortController().signal, mostCollectingMs: 200 };
    for (let turn = 0; turn < 3; turn++) await endOrphanCalls(ports, round);
    expect([new Set(tried).size, tried.length]).toEqual([1, 4]);
    expect(await readFile(`${tried[0]}.part`, 'utf8')).toBe('half...');
    ports.models.download.value = fetchPicture;
    await endOrphanCalls(ports);
    expect(await callOf(take)).toMatchObject({ state: 'finished', files: ['image/png'] });
    expect(await ports.files.listWork()).not.toContain(take.id);
  });

  it('is kept and listed where it is not what was asked for', async () => {
    leaveResultAtVendor();
    scene.ports.models.download.value = async (_, { to }) => {
      await writeFile(to, 'RIFF....WAVEfmt ');
      return { byteLength: 16 };
    };
    const take = await scene.finish(await requestClay(scene, { model }));
    expect(take).toMatchObject({ state: 'failed', error: { code: 'MODEL_ANSWER_INVALID' } });
    const [call] = await scene.studio.models.callsOfTake(take.id);
    expect(call).toMatchObject({ state: 'failed', mayBeCharged: true, received: [{ name: 'a.png', byteLength: 16 }] });
    expect(await scene.ports.files.has(call?.received[0]?.sha256 ?? '')).toBe(true);
    expect((await callOf(take)).spentUsdMicros).toBe(PRICE);
  });
});

describe('a call under way when its production goes offline', () => {
  it('is counted, left where it is, and ended at its vendor once that may be told', async () => {
    const { ports, studio } = scene;
    ports.models.polls.value = 1000;
    const terms = (isOffline: boolean) =>
      studio.rights.changeProduction('example', { models: { isOffline, shotBudgetsUsdMicros: {} } }, CREW.producer);
    const { poll } = ports.models.adapter;
    ports.models.adapter.poll = async () => {
      await terms(true);
      return fail('OFFLINE')();
    };
    const take = await scene.finish(await requestClay(scene, { model }));
    expect(take).toMatchObject({ state: 'failed', error: { code: 'OFFLINE' } });
    await endOrphanCalls(ports);
    expect(await callOf(take)).toMatchObject({ state: 'running', spentUsdMicros: PRICE });
    await terms(false);
    ports.models.adapter.poll = poll;
    await endOrphanCalls(ports);
    expect(await callOf(take)).toMatchObject({ state: 'cancelled', spentUsdMicros: PRICE });
    expect(ports.models.cancelled).toEqual(ports.models.charged);
  });
});
