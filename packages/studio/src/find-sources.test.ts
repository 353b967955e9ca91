import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay, requestClay } from './testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene, reAge } from './testing/rights-scene.ts';

let scene: RightsScene;
let model: string;
beforeEach(async () => {
  scene = await openRightsScene();
  model = (await addClay(scene)).id;
});
afterEach(() => rm(scene.folder, { recursive: true }));

function fromTake(take: string) {
  return requestClay(scene, { model, inputs: { composite: { take } } });
}

describe('an input from an earlier take', () => {
  it('is all that the take made of this role, in the order of its frames, and names them in what would be sent', async () => {
    const source = await scene.finish(await scene.request());
    const take = await fromTake(source.id);
    expect(take.recipe.inputs.map(({ role, sha256 }) => [role, sha256])).toEqual(
      source.outputs.map(({ role, sha256 }) => [role, sha256]),
    );
    expect(take.egress?.calls[0]?.items.filter(({ kind }) => kind === 'file')).toHaveLength(source.outputs.length);
  });

  it('stays under the licence that the take stands under, and is withheld when that is revoked', async () => {
    const request = { title: 'Plate', owner: 'Us', terms: 'This film.', allowedUses: ['plate'] };
    const { studio } = scene;
    const licence = await studio.rights.registerLicence('example', request, { by: CREW.legal });
    const source = await scene.finish(await scene.request({ licenceId: licence.id }));
    const take = await scene.finish(await fromTake(source.id));
    expect(take.state).toBe('in-review');
    const { quarantined } = await studio.rights.revokeLicence(licence.id, { by: CREW.legal });
    expect(quarantined.toSorted()).toEqual([source.id, take.id].toSorted());
    await expect(fromTake(source.id)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
  });

  it('is the production’s own where the take came of words alone', async () => {
    const source = await scene.finish(await requestClay(scene, { model }));
    const take = await scene.finish(await fromTake(source.id));
    expect(take.state).toBe('in-review');
    expect(take.licences.composite).toMatchObject({ owner: 'example', statement: expect.stringContaining(source.id) });
  });

  it('touches whoever the take touches, though the request says nothing of them', async () => {
    const { id } = await scene.register();
    const consent = await scene.agree(id);
    const source = await scene.finish(await scene.request({ people: [reAge(id)] }));
    const take = await scene.finish(await fromTake(source.id));
    expect(take.use.people).toEqual([reAge(id)]);
    const { quarantined } = await scene.studio.rights.withdrawConsent(consent.id, { by: CREW.herself });
    expect(quarantined).toContain(take.id);
  });

  it('may be one file by its name, whatever it was to the take', async () => {
    const source = await scene.finish(await requestClay(scene, { model, variants: 2 }));
    const file = source.outputs[1]?.name ?? '';
    const take = await requestClay(scene, { model, inputs: { reference: { take: source.id, file } } });
    expect(take.recipe.inputs).toMatchObject([{ role: 'reference', sha256: source.outputs[1]?.sha256 }]);
    expect(take.licences.reference).toMatchObject({ owner: 'example' });
    expect(take.state).toBe('queued');
    const inputs = { reference: { take: source.id, file: 'nothing.png' } };
    await expect(requestClay(scene, { model, inputs })).rejects.toMatchObject({ code: 'INPUT_MISSING' });
  });

  it('is not there for another production, nor of a role that the take lacks', async () => {
    const source = await scene.finish(await scene.request());
    const { studio } = scene;
    await studio.createProduction({ slug: 'other', title: 'Other', by: CREW.producer });
    const setUp = {
      production: 'other',
      shot: 'sq010/sh0010',
      purpose: 'ideation',
      inputs: { composite: { take: source.id } },
      parameters: { model, prompt: 'a wall' },
    };
    const request = { engine: 'clay', setUp, resolveFile: (file: string) => file, by: CREW.artist };
    await expect(studio.requestTake(request)).rejects.toMatchObject({ code: 'TAKE_NOT_FOUND' });
    const inputs = { reference: { take: source.id } };
    await expect(requestClay(scene, { model, inputs })).rejects.toMatchObject({ code: 'INPUT_MISSING' });
    const both = { composite: { take: source.id, licenceId: 'x' } };
    await expect(requestClay(scene, { model, inputs: both })).rejects.toMatchObject({ code: 'SET_UP_INVALID' });
  });
});
