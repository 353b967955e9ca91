import { rm } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';
import { endOrphanCalls } from './end-orphan-calls.ts';

let scene: RightsScene;
beforeEach(async () => {
  scene = await openRightsScene();
});
afterEach(() => rm(scene.folder, { recursive: true }));

/** A vendor that takes a while to answer, and whose answer is lost to whoever does not wait for it. */
function startSlowly(onStart: () => void) {
  const { adapter, restart } = scene.ports.models;
  const { start } = adapter;
  restart.value = 'uncertain';
  adapter.start = async (connection, job, call) => {
    const status = await start(connection, job, call);
    onStart();
    await new Promise((resolve) => setTimeout(resolve, 200));
    call.signal.throwIfAborted();
    return status;
  };
}

describe('a start that is interrupted', () => {
  it('is waited for when the worker stops, and followed by the next one', async () => {
    const { ports, studio } = scene;
    const stopping = new AbortController();
    startSlowly(() => stopping.abort(new Error('the worker stops')));
    const { id } = await requestClay(scene, { model: (await addClay(scene)).id });
    await processTake(ports, id, stopping.signal).catch(() => {});
    const [call] = await studio.models.callsOfTake(id);
    expect(call).toMatchObject({ state: 'running', handle: { key: call?.id } });
    expect((await scene.finish({ id })).state).toBe('in-review');
    expect(ports.models.charged).toHaveLength(1);
  });

  it.each([
    ['no room', 'MODEL_BUSY', { status: 429, retryAfterMs: 60_000 }],
    ['no connection', 'MODEL_UNREACHABLE', { wasSent: false }],
    ['no such key', 'MODEL_KEY_REFUSED', {}],
  ])('is made by the next worker where this one stops at a vendor that had %s', async (_, code, details) => {
    const { ports, studio } = scene;
    const { adapter, charged, restart } = ports.models;
    const { start } = adapter;
    restart.value = 'uncertain';
    const stopping = new AbortController();
    adapter.start = async () => {
      setTimeout(() => stopping.abort(new Error('the worker stops')), 20);
      if (code === 'MODEL_KEY_REFUSED') await new Promise((resolve) => setTimeout(resolve, 50));
      throw new BacklotError(code, 'not now', { details });
    };
    const { id } = await requestClay(scene, { model: (await addClay(scene)).id });
    await processTake(ports, id, stopping.signal).catch(() => {});
    expect(await studio.models.callsOfTake(id)).toMatchObject([{ state: 'starting', isUnsent: true }]);
    adapter.start = start;
    expect((await scene.finish({ id })).state).toBe('in-review');
    const [call] = await studio.models.callsOfTake(id);
    expect([call?.state, call?.isUnsent, charged.length]).toEqual(['finished', undefined, 1]);
  });

  it('says on record that it may have been sent while it is sent, and not while it waits for room', async () => {
    const { ports, studio } = scene;
    const { adapter } = ports.models;
    const { start } = adapter;
    const { id } = await requestClay(scene, { model: (await addClay(scene)).id });
    const isUnsent = async () => (await studio.models.callsOfTake(id))[0]?.isUnsent;
    const seen: unknown[] = [];
    adapter.start = async (...asked) => {
      seen.push(await isUnsent());
      if (seen.length > 1) return start(...asked);
      setTimeout(async () => seen.push(await isUnsent()), 100);
      throw new BacklotError('MODEL_BUSY', 'no room', { details: { status: 429 } });
    };
    await scene.finish({ id });
    expect(seen).toEqual([undefined, true, undefined]);
  });

  it('costs nothing where its take is cancelled while nobody is at it', async () => {
    const { ports, studio } = scene;
    const stopping = new AbortController();
    const { adapter } = ports.models;
    adapter.start = async () => {
      stopping.abort(new Error('the worker stops'));
      throw new BacklotError('MODEL_BUSY', 'no room', { details: { status: 429 } });
    };
    const { id } = await requestClay(scene, { model: (await addClay(scene)).id });
    await processTake(ports, id, stopping.signal).catch(() => {});
    await studio.cancelTake(id, CREW.artist);
    await endOrphanCalls(ports);
    expect(await studio.models.callsOfTake(id)).toMatchObject([{ state: 'cancelled', costUsdMicros: 0 }]);
  });

  it('is ended at the vendor under the name that it gave, when the take is cancelled meanwhile', async () => {
    const { ports, studio } = scene;
    const { id } = await requestClay(scene, { model: (await addClay(scene)).id });
    startSlowly(() => void studio.cancelTake(id, CREW.artist));
    await processTake(ports, id, new AbortController().signal);
    expect(await studio.models.callsOfTake(id)).toMatchObject([{ state: 'cancelled' }]);
    expect(ports.models.cancelled).toEqual(ports.models.charged);
    expect(ports.models.charged).toHaveLength(1);
  });
});
