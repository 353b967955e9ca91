import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditRecords } from '../audit-records.ts';
import type { TakeRecord } from '../take-record.ts';
import { addClay, requestClay } from '../testing/model-scene.ts';
import { CREW, openRightsScene, type RightsScene } from '../testing/rights-scene.ts';

const { producer, legal, supervisor } = CREW;
const REQUEST = { title: 'Harbour mural', owner: 'Iva Berg', reason: 'She objected on 2 May.' };
const LICENCE = { title: 'Mural', owner: 'Iva Berg', terms: 'As a reference, for this film.' };
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

let test: RightsScene;
let model: string;
beforeEach(async () => {
  test = await openRightsScene();
  model = (await addClay(test)).id;
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

/** Puts a work on file that a prompt of these words comes near. */
async function putOnFile(shows: string, change: object = {}): Promise<Work> {
  const path = join(test.folder, 'mural.png');
  await writeFile(path, Buffer.concat([SIGNATURE, Buffer.from(`\nshows: ${shows}\n`)]));
  return test.studio.rights.registerWork('example', { ...REQUEST, ...change }, { path, by: producer });
}

async function make(prompt: string): Promise<TakeRecord> {
  return test.finish(await requestClay(test, { model, prompt }));
}

async function license(allowedUses: readonly string[]): Promise<string> {
  return (await test.studio.rights.registerLicence('example', { ...LICENCE, allowedUses }, { by: producer })).id;
}

describe('a work on file', () => {
  it('stands in the register with its picture, and in the ledger', async () => {
    const work = await putOnFile('a whale on a wall');
    expect(work).toMatchObject({ ...REQUEST, picture: { name: 'mural.png', mediaType: 'image/png' } });
    expect((await test.studio.rights.register('example')).works).toEqual([work]);
    await expect(test.studio.rights.pathOfDocument(work.picture)).resolves.toContain(work.picture.sha256);
    const [entry] = await test.ports.records.ledger.about(`work:${work.id}`);
    const { sha256: pictureSha256 } = work.picture;
    expect(entry).toMatchObject({
      kind: 'work-registered',
      body: { by: producer, production: 'example', pictureSha256 },
    });
    expect(JSON.stringify(entry)).not.toContain('Berg');
  });

  it('is not taken without what people need to know of it, nor without a picture', async () => {
    await expect(putOnFile('a whale', { owner: ' ' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    const path = join(test.folder, 'words.txt');
    await writeFile(path, 'shows: words alone');
    const register = test.studio.rights.registerWork('example', REQUEST, { path, by: producer });
    await expect(register).rejects.toMatchObject({ code: 'PICTURE_UNREADABLE' });
    expect((await test.studio.rights.register('example')).works).toEqual([]);
  });

  it('whose record is changed or gone in the database is found by the audit of the ledger', async () => {
    const work = await putOnFile('a whale on a wall');
    await test.studio.rights.licenseWork(work.id, { licenceId: await license(['reference']), by: legal });
    expect(await auditRecords(test.ports)).toEqual([]);
    await test.ports.records.transaction(({ rights }) => rights.works.put({ ...work, owner: 'Nobody' }));
    expect(await auditRecords(test.ports)).toEqual([
      `The record of work ${work.id} is not the one that the ledger has witnessed`,
    ]);
  });

  it('is covered by licences of its own production alone', async () => {
    await expect(putOnFile('a whale', { licenceId: 'nothing' })).rejects.toMatchObject({ code: 'LICENCE_NOT_FOUND' });
    await test.studio.createProduction({ slug: 'other', title: 'Other', by: producer });
    const request = { ...LICENCE, allowedUses: ['reference'] };
    const { id } = await test.studio.rights.registerLicence('other', request, { by: producer });
    await expect(putOnFile('a whale', { licenceId: id })).rejects.toMatchObject({ code: 'LICENCE_NOT_FOUND' });
    const work = await putOnFile('a whale');
    const other = test.studio.rights.licenseWork(work.id, { licenceId: id, by: producer });
    await expect(other).rejects.toMatchObject({ code: 'LICENCE_NOT_FOUND' });
  });
});

describe('what a model makes', () => {
  it('is held where it shows a work that nobody licensed, until legal has answered', async () => {
    const work = await putOnFile('a whale on a wall');
    const held = await make('a whale on a wall');
    expect(held.state).toBe('held');
    expect(held.likenesses).toMatchObject([{ kind: 'same', work: work.id, title: 'Harbour mural' }]);
    expect(held.decision?.reasons).toMatchObject([{ ruleId: 'likeness-question', role: 'legal' }]);
    const seen = (await test.studio.ledgerOfTake(held.id)).find(({ kind }) => kind === 'inspection-held');
    expect(seen?.body).toMatchObject({ likenesses: held.likenesses });
    await expect(test.studio.approveUse(held.id, { by: supervisor })).rejects.toMatchObject({
      code: 'APPROVAL_ROLE_WRONG',
    });
    await test.studio.approveUse(held.id, { by: legal });
    expect((await test.finish(held)).state).toBe('in-review');
  });

  it('passes where it shows none, and legal’s yes to one take says nothing of the next', async () => {
    await putOnFile('a whale on a wall');
    expect(await make('a red brick wall')).toMatchObject({ state: 'in-review', likenesses: [] });
    const held = await make('a whale on a wall');
    await test.studio.approveUse(held.id, { by: legal });
    const again = await test.studio.repeatTake(held.id, CREW.artist);
    expect((await test.finish(again)).state).toBe('held');
  });

  it('may show a work whose licence allows it as a reference, while that is in force', async () => {
    const plateOnly = await license(['plate']);
    const work = await putOnFile('a whale on a wall', { licenceId: plateOnly });
    expect((await make('a whale on a wall')).state).toBe('held');
    const licenceId = await license(['reference']);
    expect(await test.studio.rights.licenseWork(work.id, { licenceId, by: legal })).toMatchObject({ licenceId });
    expect(await make('a whale on a wall, at night')).toMatchObject({ state: 'in-review', likenesses: [] });
    await test.studio.rights.revokeLicence(licenceId, { by: legal });
    expect((await make('a whale on a wall, at dusk')).state).toBe('held');
  });

  it('is no question any more once the work that it shows is licensed', async () => {
    const work = await putOnFile('a whale on a wall');
    const held = await make('a whale on a wall');
    expect((await test.studio.explainUse(held.id)).decision.outcome).toBe('needs-approval');
    await test.studio.rights.licenseWork(work.id, { licenceId: await license(['reference']), by: legal });
    expect((await test.studio.explainUse(held.id)).decision.outcome).toBe('allow');
  });

  it('is compared, and what no model made is not', async () => {
    await putOnFile('gradient');
    await writeFile(join(test.folder, 'plate.png'), 'gradient');
    expect(await test.finish(await test.request())).toMatchObject({ state: 'in-review', likenesses: [] });
  });
});
