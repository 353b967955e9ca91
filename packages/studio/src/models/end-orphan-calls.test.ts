import { rm } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';
import { endOrphanCalls, type OrphanRound } from './end-orphan-calls.ts';

let scene: RightsScene;
let round: OrphanRound;
let laterMs: number;
beforeEach(async () => {
  scene = await openRightsScene();
  round = { stuck: new Map(), signal: new AbortController().signal };
  const startedMs = scene.ports.clock.nowMs();
  laterMs = 0;
  Object.assign(scene.ports.clock, { nowMs: () => startedMs + laterMs });
});
afterEach(() => rm(scene.folder, { recursive: true }));

/** Takes that were cancelled after their worker had stopped; gives the ids of their calls. */
async function leaveOrphans(count: number): Promise<string[]> {
  const { ports, studio } = scene;
  const { id: model } = await addClay(scene);
  const { poll } = ports.models.adapter;
  const calls: string[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = await requestClay(scene, { model, prompt: `wall ${index}` });
    const stopping = new AbortController();
    ports.models.adapter.poll = async () => {
      stopping.abort(new Error('the worker stops'));
      throw new BacklotError('MODEL_BUSY', 'busy');
    };
    await processTake(ports, id, stopping.signal).catch(() => {});
    await studio.cancelTake(id, CREW.artist);
    calls.push(...(await studio.models.callsOfTake(id)).map((call) => call.id));
  }
  ports.models.adapter.poll = poll;
  return calls;
}

function failFor(call: string | undefined, code: string): { readonly tries: () => number } {
  const { adapter } = scene.ports.models;
  const { cancel } = adapter;
  let tries = 0;
  adapter.cancel = async (connection, handle, signal) => {
    if (handle.key !== call) return cancel(connection, handle, signal);
    tries++;
    throw new BacklotError(code, `clay: ${code}`);
  };
  return { tries: () => tries };
}

const stateOf = async (id = '') => (await scene.ports.records.models.calls.get(id))?.state;

describe('orphan calls', () => {
  it('are ended though one of them cannot be, which is tried ever later and given up after an hour', async () => {
    const [stuck, other] = await leaveOrphans(2);
    const { tries } = failFor(stuck, 'MODEL_UNREACHABLE');
    for (let index = 0; index < 5; index++) await endOrphanCalls(scene.ports, round);
    expect([await stateOf(stuck), await stateOf(other), tries()]).toEqual(['running', 'cancelled', 1]);
    laterMs += 3000;
    await endOrphanCalls(scene.ports, round);
    await endOrphanCalls(scene.ports, round);
    expect(tries()).toBe(2);
    laterMs += 3600_000;
    await endOrphanCalls(scene.ports, round);
    expect(await stateOf(stuck)).toBe('uncertain');
    expect((await scene.studio.models.reportSpend('example')).spentUsdMicros).toBe(80_000);
  });

  it.each(['MODEL_NOT_FOUND', 'MODEL_REQUEST_INVALID'])('are over where the vendor says %s', async (code) => {
    const [call] = await leaveOrphans(1);
    failFor(call, code);
    await endOrphanCalls(scene.ports, round);
    expect(await stateOf(call)).toBe('cancelled');
  });

  it('are looked for by their key where the vendor has never told its name for them', async () => {
    const [call = ''] = await leaveOrphans(1);
    await scene.ports.records.transaction(async ({ models }) => {
      const { handle: _, ...known } = (await models.calls.lock(call)) ?? expect.fail('gone');
      await models.calls.put({ ...known, state: 'starting' });
    });
    await endOrphanCalls(scene.ports, round);
    expect(scene.ports.models.cancelled).toEqual([call]);
  });
});
