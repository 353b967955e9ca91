import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONSENT, CREW, openRightsScene, type RightsScene, reAge } from '../testing/rights-scene.ts';

const { artist, producer, legal } = CREW;

let test: RightsScene;
beforeEach(async () => {
  test = await openRightsScene();
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

describe('a consent', () => {
  it('lets its performer be used as far as it goes, and no further', async () => {
    const { id } = await test.register();
    expect((await test.request({ people: [reAge(id)] })).state).toBe('refused');
    await test.agree(id);
    expect((await test.request({ people: [reAge(id)] })).state).toBe('queued');
    const tooFar = await test.request({ people: [reAge(id, 16)] });
    expect([tooFar.state, tooFar.decision?.reasons.map(({ ruleId }) => ruleId)]).toEqual([
      'refused',
      expect.arrayContaining(['re-age-within-years']),
    ]);
    expect((await test.request({ people: [{ performer: id, operation: 'replica' }] })).state).toBe('refused');
    expect((await test.request({ people: [reAge('nobody')] })).state).toBe('refused');
  });

  it('is granted only with a signature and the signed document, and names what is missing', async () => {
    const { id } = await test.register();
    const { signature: _, ...unsigned } = CONSENT;
    const consent = await test.studio.rights.recordConsent('example', { ...unsigned, performer: id }, producer);
    await expect(test.studio.rights.grantConsent(consent.id, legal)).rejects.toMatchObject({
      code: 'CONSENT_INCOMPLETE',
      message: expect.stringMatching(/who signed it and when, the signed document/),
    });
  });

  it('of another production does not count', async () => {
    const { id } = await test.register();
    await test.agree(id);
    await test.studio.createProduction({ slug: 'other', title: 'Other', by: producer });
    const setUp = {
      production: 'other',
      shot: 'sq010/sh0040',
      purpose: 'ideation',
      inputs: { plate: { file: 'plate.png', licence: { owner: 'Us', statement: 'Ours.' } } },
      parameters: { widthPx: 8, heightPx: 6, durationFrames: 1 },
      use: { people: [reAge(id)] },
    };
    const resolveFile = (file: string) => join(test.folder, file);
    const take = await test.studio.requestTake({ engine: 'gradient', setUp, resolveFile, by: artist });
    expect(take.state).toBe('refused');
  });
});

describe('a licence that ran out', () => {
  it('closes the plate to new takes as it closes it to view, whatever the new take states of it', async () => {
    const terms = { title: 'Plates', owner: 'K', terms: 'Any', allowedUses: ['plate'], expiresOn: '2026-02-01' };
    const licence = await test.studio.rights.registerLicence('example', terms, { by: producer });
    const inputs = { plate: { file: 'plate.png', licenceId: licence.id } };
    const setUp = {
      production: 'example',
      shot: 'sq010/sh0040',
      purpose: 'ideation',
      inputs,
      parameters: { widthPx: 8, heightPx: 6, durationFrames: 1 },
    };
    const resolveFile = (file: string) => join(test.folder, file);
    const first = await test.studio.requestTake({ engine: 'gradient', setUp, resolveFile, by: artist });
    const reused = { plate: first.id };
    const again = { engine: 'gradient', setUp, resolveFile, reused, by: artist };
    expect((await test.studio.requestTake(again)).licences.plate?.id).toBe(licence.id);
    expect(await test.studio.pathOfInput(first.id, 'plate')).toEqual(expect.any(String));

    Object.assign(test.ports.clock, { nowMs: () => Date.UTC(2026, 2, 1) });
    await expect(test.studio.pathOfInput(first.id, 'plate')).rejects.toMatchObject({ code: 'DECISION_DENIED' });
    const stated = { ...setUp, inputs: { plate: { file: 'plate.png', licence: { owner: 'me', statement: 'mine' } } } };
    for (const each of [again, { ...again, setUp: stated }]) {
      await expect(test.studio.requestTake(each)).rejects.toMatchObject({ code: 'DECISION_DENIED' });
    }
    expect(await test.studio.listTakes()).toHaveLength(2);
  });
});

describe('a licence of the register', () => {
  it('stands for the statement of an input; revoked, what was made of it is quarantined', async () => {
    const licence = await test.studio.rights.registerLicence(
      'example',
      { title: 'Plates', owner: 'Second unit', terms: 'For this film.', allowedUses: ['plate', 'delivery'] },
      { by: producer },
    );
    const take = await test.finish(await test.request({ licenceId: licence.id }));
    expect(take.licences.plate).toEqual({ id: licence.id, owner: 'Second unit', statement: 'For this film.' });
    expect(take.state).toBe('in-review');
    const { quarantined } = await test.studio.rights.revokeLicence(licence.id, { by: legal });
    expect(quarantined).toEqual([take.id]);
    expect((await test.request({ licenceId: licence.id })).state).toBe('refused');
    await expect(test.request({ licenceId: 'nothing' })).rejects.toMatchObject({ code: 'LICENCE_NOT_FOUND' });
  });

  it('of another production is not found, and nothing of it gets into a take', async () => {
    await test.studio.createProduction({ slug: 'secret', title: 'Secret', by: producer });
    const terms = { title: 'x', owner: 'Secret owner', terms: 'Secret terms', allowedUses: ['plate'] };
    const { id } = await test.studio.rights.registerLicence('secret', terms, { by: producer });
    await expect(test.request({ licenceId: id })).rejects.toMatchObject({ code: 'LICENCE_NOT_FOUND' });
    expect(await test.studio.listTakes()).toEqual([]);
  });
});
