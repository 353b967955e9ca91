import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addClay, clayRequest, requestClay } from './testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from './testing/rights-scene.ts';

const RULE = 'unsecured-gets-no-unreleased-material';

let scene: RightsScene;
let model: string;
beforeEach(async () => {
  scene = await openRightsScene();
  model = (await addClay(scene, { environment: 'unsecured' })).id;
});
afterEach(() => rm(scene.folder, { recursive: true }));

async function register(isReleased?: boolean): Promise<{ licenceId: string }> {
  const allowedUses = ['plate', 'reference', 'delivery'];
  const request = { title: 'Stock', owner: 'A library', terms: 'Anything.', allowedUses };
  const licence = await scene.studio.rights.registerLicence(
    'example',
    { ...request, ...(isReleased === undefined ? {} : { isReleased }) },
    { by: CREW.legal },
  );
  return { licenceId: licence.id };
}

async function send(reference: object, usesUnreleasedMaterial?: boolean) {
  const use = { models: [], people: [], ...(usesUnreleasedMaterial === undefined ? {} : { usesUnreleasedMaterial }) };
  const wish = { model, inputs: { reference: { file: join(scene.folder, 'own.png'), ...reference } }, use };
  await writeFile(join(scene.folder, 'own.png'), 'a picture');
  const { state, decision } = await scene.studio.requestTake(clayRequest(wish));
  return { state, rules: decision?.reasons.map(({ ruleId }) => ruleId) };
}

describe('what an unsecured service is sent', () => {
  it.each([
    ['nothing was said of it', undefined],
    ['it was said to be released', false],
    ['it was said to be unreleased', true],
  ])('is never a file of which no licence says that it is released: %s', async (_, answer) => {
    const refused = { state: 'refused', rules: [RULE] };
    expect(await send({ licence: { owner: 'Us', statement: 'Released long ago.' } }, answer)).toEqual(refused);
    expect(await send(await register(), answer)).toEqual(refused);
    expect(await send(await register(false), answer)).toEqual(refused);
  });

  it('may be a file whose licence on the register says so, unless whoever asks says otherwise', async () => {
    const released = await register(true);
    expect(await send(released)).toMatchObject({ state: 'queued' });
    expect(await send(released, true)).toEqual({ state: 'refused', rules: [RULE] });
  });

  it('is never what a take made, released though its plate may be, also where it comes back as a file', async () => {
    const { licenceId } = await register(true);
    const source = await scene.finish(await scene.request({ licenceId }));
    expect(source.state).toBe('in-review');
    const use = { models: [], people: [], usesUnreleasedMaterial: false };
    const named = await requestClay(scene, { model, inputs: { composite: { take: source.id } }, use });
    expect(named.decision?.reasons).toMatchObject([{ ruleId: RULE }]);
    const made = await scene.ports.files.pathOf(source.outputs[0]?.sha256 ?? '');
    await copyFile(made, join(scene.folder, 'copy.png'));
    const copied = { reference: { file: join(scene.folder, 'copy.png'), licenceId } };
    const again = await requestClay(scene, { model, inputs: copied, use });
    expect(again.decision?.reasons).toMatchObject([{ ruleId: RULE }]);
  });

  it('may be words', async () => {
    expect(await requestClay(scene, { model })).toMatchObject({ state: 'queued' });
  });
});
