import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay, clayRequest, requestClay } from './testing/model-scene.ts';
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
    await expect(requestClay(scene, { model, inputs })).rejects.toMatchObject({
      code: 'INPUT_MISSING',
      hint: expect.stringContaining(`--from reference=${source.id}/${source.outputs[0]?.name}`),
    });
    const both = { composite: { take: source.id, licenceId: 'x' } };
    await expect(requestClay(scene, { model, inputs: both })).rejects.toMatchObject({ code: 'SET_UP_INVALID' });
  });

  it('stays under every licence that the take stands on, also two takes on', async () => {
    const { studio } = scene;
    const request = { title: 'x', owner: 'Us', terms: 'This film.', allowedUses: ['plate', 'reference'] } as const;
    const [a, b] = [
      await studio.rights.registerLicence('example', { ...request, title: 'a' }, { by: CREW.legal }),
      await studio.rights.registerLicence('example', { ...request, title: 'b' }, { by: CREW.legal }),
    ];
    const first = await scene.finish(await scene.request({ licenceId: a.id }));
    const path = join(scene.folder, 'reference.png');
    await writeFile(path, 'a reference');
    const inputs = { composite: { take: first.id }, reference: { file: path, licenceId: b.id } };
    const second = await scene.finish(await requestClay(scene, { model, inputs }));
    const third = await fromTake((await scene.finish(second)).id);
    expect(Object.keys(third.licences)).toEqual(['composite', 'composite via reference']);
    expect(Object.values(third.licences).map(({ id }) => id)).toEqual([a.id, b.id]);
    const repeated = await studio.repeatTake(third.id, CREW.artist);
    const { quarantined } = await studio.rights.revokeLicence(b.id, { by: CREW.legal });
    expect(quarantined.toSorted()).toEqual([second.id, third.id, repeated.id].toSorted());
  });

  it('gives each of several inputs that one take made a statement of its own', async () => {
    const source = await scene.finish(await scene.request());
    const file = source.outputs[1]?.name ?? '';
    const inputs = { composite: { take: source.id }, reference: { take: source.id, file } };
    const { licences } = await requestClay(scene, { model, inputs });
    expect(Object.keys(licences)).toEqual(['composite', 'reference']);
    expect(licences.reference).toEqual(licences.composite);
  });

  it('brings along each thing that was done to somebody, and the models that had a part in it', async () => {
    const { id } = await scene.register();
    await scene.agree(id);
    const source = await scene.finish(await scene.request({ people: [reAge(id)] }));
    const cosmetic = { performer: id, operation: 'cosmetic' } as const;
    const inputs = { composite: { take: source.id } };
    const take = await scene.finish(await requestClay(scene, { model, inputs, use: { people: [cosmetic] } }));
    expect(take.use.people).toEqual([cosmetic, reAge(id)]);
    const gradient = await scene.request({ plate: await writePicture(take) });
    expect(gradient.use).toMatchObject({ models: [model], people: [cosmetic, reAge(id)] });
  });

  it('is what it is when it comes back as a file', async () => {
    const undeclared = (await addClay(scene, { trainedOn: 'undeclared' })).id;
    const made = await scene.finish(await requestClay(scene, { model: undeclared }));
    const plate = await writePicture(made);
    const again = await scene.request({ plate });
    expect(again.use.models).toEqual([undeclared]);
    expect((await scene.finish(again)).digitalSourceType).toBe('compositeWithTrainedAlgorithmicMedia');
    await scene.studio.createProduction({ slug: 'other', title: 'Other', by: CREW.producer });
    expect(Object.values(again.licences)).toHaveLength(2);
  });

  it('is none while nobody has answered for the take, nor where it failed', async () => {
    const { studio, ports } = scene;
    ports.models.polls.value = 1000;
    const running = await requestClay(scene, { model });
    await studio.cancelTake(running.id, CREW.artist);
    await expect(fromTake(running.id)).rejects.toMatchObject({ code: 'INPUT_MISSING' });
    const made = await scene.finish(await scene.request());
    await ports.records.transaction(({ takes }) => takes.change(made.id, { state: 'held' }));
    await expect(fromTake(made.id)).rejects.toMatchObject({ code: 'TAKE_STATE_INVALID' });
    await expect(scene.request({ plate: await writePicture(made) })).rejects.toMatchObject({
      code: 'TAKE_STATE_INVALID',
    });
  });

  it('tells nobody of another production how it stands', async () => {
    const { studio, ports } = scene;
    const source = await scene.finish(await scene.request());
    await ports.records.transaction(({ takes }) => takes.change(source.id, { state: 'quarantined' }));
    await studio.createProduction({ slug: 'other', title: 'Other', by: CREW.producer });
    const request = clayRequest({ model, inputs: { composite: { take: source.id } } });
    const setUp = { ...request.setUp, production: 'other' };
    await expect(studio.requestTake({ ...request, setUp })).rejects.toMatchObject({ code: 'TAKE_NOT_FOUND' });
  });
});

/** Writes the first picture that a take made under another name; returns the name that a request uses. */
async function writePicture({
  outputs,
}: {
  readonly outputs: readonly { readonly sha256: string }[];
}): Promise<string> {
  const bytes = await readFile(await scene.ports.files.pathOf(outputs[0]?.sha256 ?? ''));
  await writeFile(join(scene.folder, 'came-back.png'), bytes);
  return 'came-back.png';
}
