import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';

let scene: RightsScene;
beforeEach(async () => {
  scene = await openRightsScene();
});
afterEach(() => rm(scene.folder, { recursive: true }));

describe('a call of a take whose material is taken back', () => {
  it('is ended at its vendor, and nothing more is started', async () => {
    const { studio, ports } = scene;
    const request = { title: 'Plate', owner: 'Us', terms: 'This film.', allowedUses: ['plate'] };
    const licence = await studio.rights.registerLicence('example', request, { by: CREW.legal });
    const source = await scene.finish(await scene.request({ licenceId: licence.id }));
    const { id: model } = await addClay(scene);
    ports.models.polls.value = 10_000;
    const take = await requestClay(scene, { model, variants: 3, inputs: { composite: { take: source.id } } });
    const working = processTake(ports, take.id, new AbortController().signal);
    while ((await studio.models.callsOfTake(take.id))[0]?.state !== 'running') await sleep(5);
    await studio.rights.revokeLicence(licence.id, { by: CREW.legal });
    await working;
    expect((await studio.getTake(take.id)).state).toBe('quarantined');
    expect(ports.models.cancelled).toEqual(ports.models.charged);
    expect(await studio.models.callsOfTake(take.id)).toMatchObject([{ state: 'cancelled' }]);
  });
});

describe('a production that goes offline', () => {
  it('has takes refused that would send something, and lets those be that send nothing', async () => {
    const { studio } = scene;
    const { id: model } = await addClay(scene);
    const terms = { isOffline: true, shotBudgetsUsdMicros: {} };
    await studio.rights.changeProduction('example', { models: terms }, CREW.producer);
    const refused = await requestClay(scene, { model });
    expect(refused).toMatchObject({ state: 'refused', decision: { reasons: [{ ruleId: 'offline-sends-nothing' }] } });
    expect((await scene.finish(await scene.request())).state).toBe('in-review');
  });

  it('ends a take that was queued before', async () => {
    const { studio, ports } = scene;
    const { id: model } = await addClay(scene);
    const take = await requestClay(scene, { model });
    const [backEnd] = await studio.models.backEnds('example');
    await studio.models.changeBackEnd(backEnd?.id ?? '', { isOff: true }, CREW.producer);
    expect(await scene.finish(take)).toMatchObject({
      state: 'refused',
      decision: { reasons: [{ ruleId: 'model-has-back-end' }] },
    });
    expect(ports.models.charged).toEqual([]);
  });
});
