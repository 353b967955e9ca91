import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';

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
