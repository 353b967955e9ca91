import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { productionDisclosureSchema } from '@backlot/evidence';
import type { PersonUse } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from '../process-take.ts';
import type { TakeRecord } from '../take-record.ts';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';

const artist = { name: 'Ada', role: 'artist' } as const;
const supervisor = { name: 'Grace', role: 'supervisor' } as const;
const producer = { name: 'Iris', role: 'producer' } as const;
const legal = { name: 'Lea', role: 'legal' } as const;
const herself = { name: 'Ines Duarte', role: 'performer' } as const;
const INES = { name: 'Ines Duarte', status: { kind: 'living' } };
const CONSENT = {
  kind: 'digital-alteration',
  description: 'Made up to fifteen years younger in the opening scene, as scripted and as performed on set.',
  scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 15 }], languages: [] },
  term: { from: '2020-01-01', until: '2030-12-31' },
  territory: 'world',
  signature: { by: 'performer', name: 'Ines Duarte', signedOn: '2020-01-01', isSeparatelySigned: true },
  cover: { counsel: 'J. Ferreira' },
};

let test: TestStudio;
beforeEach(async () => {
  test = await openTestStudio();
  await test.studio.createProduction({ slug: 'example', title: 'Example', by: producer });
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

const register = (request: object = INES) => test.studio.rights.registerPerformer('example', request, producer);

async function agree(performer: string, change: object = {}) {
  const { rights } = test.studio;
  const consent = await rights.recordConsent('example', { ...CONSENT, performer, ...change }, producer);
  const document = join(test.folder, 'rider.txt');
  await writeFile(document, `signed ${consent.id}`);
  await rights.attachConsentDocument(consent.id, { path: document, by: producer });
  return rights.grantConsent(consent.id, legal);
}

interface Wish {
  readonly people?: readonly PersonUse[];
  readonly plate?: string;
  readonly licenceId?: string;
  readonly frameMs?: number;
}

function request({ people = [], plate = 'plate.png', licenceId, frameMs = 0 }: Wish = {}): Promise<TakeRecord> {
  const licence = licenceId ? { licenceId } : { licence: { owner: 'Us', statement: 'Ours.' } };
  return test.studio.requestTake({
    engine: 'gradient',
    setUp: {
      production: 'example',
      shot: 'sq010/sh0040',
      purpose: 'ideation',
      seed: 7,
      inputs: { plate: { file: plate, ...licence } },
      parameters: { widthPx: 8, heightPx: 6, durationFrames: 3, frameMs },
      use: { element: 'performer', people, models: [] },
    },
    resolveFile: (file) => join(test.folder, file),
    by: artist,
  });
}

async function finish({ id }: TakeRecord): Promise<TakeRecord> {
  await processTake(test.ports, id, new AbortController().signal);
  return test.studio.getTake(id);
}

const reAge = (performer: string, years = 10): PersonUse => ({ performer, operation: 're-age', years });

describe('a consent', () => {
  it('lets its performer be used as far as it goes, and no further', async () => {
    const { id } = await register();
    expect((await request({ people: [reAge(id)] })).state).toBe('refused');
    await agree(id);
    expect((await request({ people: [reAge(id)] })).state).toBe('queued');
    const tooFar = await request({ people: [reAge(id, 16)] });
    expect([tooFar.state, tooFar.decision?.reasons.map(({ ruleId }) => ruleId)]).toEqual([
      'refused',
      expect.arrayContaining(['re-age-within-years']),
    ]);
    expect((await request({ people: [{ performer: id, operation: 'replica' }] })).state).toBe('refused');
    expect((await request({ people: [reAge('nobody')] })).state).toBe('refused');
  });

  it('is granted only with a signature and the signed document, and names what is missing', async () => {
    const { id } = await register();
    const { signature: _, ...unsigned } = CONSENT;
    const consent = await test.studio.rights.recordConsent('example', { ...unsigned, performer: id }, producer);
    await expect(test.studio.rights.grantConsent(consent.id, legal)).rejects.toMatchObject({
      code: 'CONSENT_INCOMPLETE',
      message: expect.stringMatching(/who signed it and when, the signed document/),
    });
  });

  it('of another production does not count', async () => {
    const { id } = await register();
    await agree(id);
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

describe('withdrawing a consent', () => {
  it('quarantines what stands on it alone, takes its files away, and lists what was delivered', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const take = await finish(await request({ people: [reAge(id)] }));
    expect(take.state).toBe('in-review');
    const free = await finish(await request());
    await test.studio.reviewTake(take.id, supervisor, { decision: 'approve', text: '', strokes: [] });
    const folder = join(test.folder, 'delivery');
    expect((await test.studio.deliverTake(take.id, { by: producer, folder })).outcome).toBe('delivered');
    const name = take.files[0]?.name ?? '';
    await test.studio.pathOfFile(take.id, name);

    const done = await test.studio.rights.withdrawConsent(consent.id, { by: herself, text: 'I changed my mind.' });

    expect(done.quarantined).toEqual([take.id]);
    expect(done.deliveries).toMatchObject([{ takeId: take.id, folder, by: producer, fileCount: take.files.length }]);
    expect((await test.studio.getTake(take.id)).state).toBe('quarantined');
    expect((await test.studio.getTake(free.id)).state).toBe('in-review');
    await expect(test.studio.pathOfFile(take.id, name)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
    await expect(stat(test.studio.folderOfTake(take.id))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(test.studio.deliverTake(take.id, { by: producer, folder: `${folder}2` })).rejects.toMatchObject({
      code: 'TAKE_STATE_INVALID',
    });
    const kinds = (await test.studio.ledgerOfTake(take.id)).map(({ kind }) => kind);
    expect(kinds.at(-1)).toBe('take-quarantined');
    expect((await test.studio.ledgerOfTake(`consent:${consent.id}`)).at(-1)).toMatchObject({
      kind: 'consent-withdrawn',
      body: { by: herself, quarantined: [take.id], text: 'I changed my mind.' },
    });
    expect((await test.studio.verifyLedger()).state).toBe('valid');
  });

  it('leaves a take that another consent covers', async () => {
    const { id } = await register();
    const [first] = [await agree(id), await agree(id)];
    const take = await finish(await request({ people: [reAge(id)] }));
    expect((await test.studio.rights.withdrawConsent(first.id, { by: herself })).quarantined).toEqual([]);
    expect((await test.studio.getTake(take.id)).state).toBe('in-review');
  });

  it('stops a run within two seconds, and what waits never starts', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const running = await request({ people: [reAge(id)], frameMs: 5000 });
    const waiting = await request({ people: [reAge(id, 3)] });
    const working = processTake(test.ports, running.id, new AbortController().signal);
    while ((await test.ports.records.takes.stateOf(running.id)) !== 'running') await new Promise(setImmediate);
    const startedMs = performance.now();
    const { quarantined } = await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    await working;
    expect(performance.now() - startedMs).toBeLessThan(2000);
    expect([...quarantined].sort()).toEqual([running.id, waiting.id].sort());
    expect((await finish(waiting)).state).toBe('quarantined');
    expect((await test.studio.getTake(running.id)).state).toBe('quarantined');
  });

  it('is done once: a second time is refused, and nothing is granted again', async () => {
    const { id } = await register();
    const consent = await agree(id);
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    for (const again of [
      () => test.studio.rights.withdrawConsent(consent.id, { by: herself }),
      () => test.studio.rights.grantConsent(consent.id, legal),
    ]) {
      await expect(again()).rejects.toMatchObject({ code: 'RIGHT_STATE_INVALID' });
    }
  });
});

describe('a licence of the register', () => {
  it('stands for the statement of an input; revoked, what was made of it is quarantined', async () => {
    const licence = await test.studio.rights.registerLicence(
      'example',
      { title: 'Plates', owner: 'Second unit', terms: 'For this film.', allowedUses: ['plate', 'delivery'] },
      { by: producer },
    );
    const take = await finish(await request({ licenceId: licence.id }));
    expect(take.licences.plate).toEqual({ id: licence.id, owner: 'Second unit', statement: 'For this film.' });
    expect(take.state).toBe('in-review');
    const { quarantined } = await test.studio.rights.revokeLicence(licence.id, { by: legal });
    expect(quarantined).toEqual([take.id]);
    expect((await request({ licenceId: licence.id })).state).toBe('refused');
    await expect(request({ licenceId: 'nothing' })).rejects.toMatchObject({ code: 'LICENCE_NOT_FOUND' });
  });
});

describe('faces', () => {
  it('of somebody on file without consent refuse the take; of nobody on file hold it until legal answers', async () => {
    const { id } = await register();
    await writeFile(join(test.folder, 'ines.txt'), 'face: ines');
    await writeFile(join(test.folder, 'stranger.txt'), 'face: stranger');
    expect(
      (await test.studio.rights.addReference(id, { path: join(test.folder, 'ines.txt'), by: producer })).referenceCount,
    ).toBe(1);
    expect((await finish(await request({ plate: 'ines.txt' }))).state).toBe('refused');
    const held = await finish(await request({ plate: 'stranger.txt' }));
    expect([held.state, held.faces[0]?.verdict]).toEqual(['held', 'question']);
    await expect(test.studio.approveUse(held.id, { by: supervisor })).rejects.toMatchObject({
      code: 'APPROVAL_ROLE_WRONG',
    });
    await test.studio.approveUse(held.id, { by: legal });
    expect((await finish(held)).state).toBe('in-review');
  });

  it('of a declared performer with consent pass', async () => {
    const { id } = await register();
    await agree(id);
    await writeFile(join(test.folder, 'ines.txt'), 'face: ines');
    await test.studio.rights.addReference(id, { path: join(test.folder, 'ines.txt'), by: producer });
    const take = await finish(await request({ plate: 'ines.txt', people: [reAge(id)] }));
    expect([take.state, take.faces[0]?.verdict]).toEqual(['in-review', 'consented']);
  });

  it('compare a synthetic performer with the real ones on file', async () => {
    const real = await register();
    const synthetic = await register({
      name: 'Nova',
      status: { kind: 'synthetic', unionNotice: { to: 'SAG-AFTRA', sentOn: '2026-01-01' } },
    });
    await writeFile(join(test.folder, 'ines.txt'), 'face: ines');
    await test.studio.rights.addReference(real.id, { path: join(test.folder, 'ines.txt'), by: producer });
    const path = join(test.folder, 'ines.txt');
    const compared = await test.studio.rights.addReference(synthetic.id, { path, by: producer });
    expect(compared.resemblance?.resembles).toMatchObject({ performer: real.id, name: 'Ines Duarte' });
    const use: PersonUse = { performer: synthetic.id, operation: 'replica' };
    expect((await request({ people: [use] })).state).toBe('refused');
  });
});

describe('an approval', () => {
  it('is never the asker’s own', async () => {
    await test.studio.rights.changeProduction('example', { packs: ['netflix'] }, producer);
    const { id } = await register({ name: 'Nova', status: { kind: 'living' } });
    await agree(id);
    const take = await request({ people: [reAge(id)] });
    expect(take.state).toBe('awaiting-approval');
    await expect(test.studio.approveUse(take.id, { by: { ...legal, name: 'ada ' } })).rejects.toMatchObject({
      code: 'APPROVAL_OWN',
    });
  });
});

describe('the disclosure report of a production', () => {
  it('says what was altered, on whose consent, approved by whom, and what was delivered', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const take = await finish(await request({ people: [reAge(id)] }));
    await finish(await request());
    await test.studio.reviewTake(take.id, supervisor, { decision: 'approve', text: 'Good.', strokes: [] });
    await test.studio.deliverTake(take.id, { by: producer, folder: join(test.folder, 'delivery') });
    const report = await test.studio.rights.discloseProduction('example');
    expect(productionDisclosureSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      production: { slug: 'example', title: 'Example' },
      policyPacks: [{ id: 'house' }],
      shots: [
        {
          code: 'sq010/sh0040',
          takes: [
            {
              takeId: take.id,
              operations: ['Gradient', 'Ines Duarte: re-aged by 10 years'],
              consents: [{ performer: 'Ines Duarte', consentId: consent.id, state: 'granted' }],
              approvals: [{ of: 'take', by: supervisor, text: 'Good.' }],
              netflixMatrixRow: expect.stringContaining('Talent replication'),
            },
          ],
          otherTakes: [{ state: 'in-review' }],
        },
      ],
      deliveries: [{ takeId: take.id, by: producer }],
    });
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    const after = await test.studio.rights.discloseProduction('example');
    expect(after.shots[0]?.takes[0]).toMatchObject({ state: 'quarantined', consents: [{ state: 'withdrawn' }] });
  });

  const approve = (id: string) =>
    test.studio.reviewTake(id, supervisor, { decision: 'approve', text: 'ok', strokes: [] });
  const disclosed = async () => (await test.studio.rights.discloseProduction('example')).shots[0]?.takes[0];

  it('names the consent that covers the use, and none that is too narrow or was never granted', async () => {
    const { id } = await register();
    await agree(id, { scope: { ...CONSENT.scope, operations: [{ operation: 're-age', mostYears: 2 }] } });
    const covering = await agree(id);
    const draft = await test.studio.rights.recordConsent('example', { ...CONSENT, performer: id }, producer);
    const path = join(test.folder, 'rider.txt');
    await test.studio.rights.attachConsentDocument(draft.id, { path, by: producer });
    await approve((await finish(await request({ people: [reAge(id)] }))).id);
    expect((await disclosed())?.consents.map(({ consentId }) => consentId)).toEqual([covering.id]);
  });

  it('names the consent of an exempt replica though it lists other shots, and what legal answered for', async () => {
    const { id } = await register();
    const scope = { shots: ['sq999/sh0001'], operations: [{ operation: 'replica' }], languages: [] };
    const consent = await agree(id, { kind: 'independently-created-replica', scope });
    const asked = await request({ people: [{ performer: id, operation: 'replica', isRecognisable: false }] });
    await test.studio.approveUse(asked.id, { by: legal });
    await approve((await finish(asked)).id);
    const take = await disclosed();
    expect(take?.consents).toMatchObject([{ consentId: consent.id, state: 'granted' }]);
    const ruleIds = asked.decision?.reasons.filter(({ role }) => role === 'legal').map(({ ruleId }) => ruleId);
    expect(take?.approvals).toMatchObject([{ of: 'use', by: legal, ruleIds }, { of: 'take' }]);
  });

  it('names the rules that a take was decided under, whatever is switched on afterwards', async () => {
    const { id } = await finish(await request());
    await approve(id);
    await test.studio.deliverTake(id, { by: producer, folder: join(test.folder, 'delivery') });
    await test.studio.rights.changeProduction('example', { packs: ['netflix', 'sag-aftra'] }, producer);
    expect((await disclosed())?.decision?.packs).toEqual(['House rules']);
  });
});

describe('an approval of a use', () => {
  const idsOf = (take: TakeRecord) => take.decision?.reasons.map(({ ruleId }) => ruleId).sort();

  it('answers the rules that asked for it, and none of a pack that is switched on later', async () => {
    await writeFile(join(test.folder, 'tom-hanks.txt'), 'x');
    const { id } = await register();
    const scope = { shots: 'all', operations: [{ operation: 'replica' }], languages: [] };
    await agree(id, { kind: 'independently-created-replica', scope });
    const asked = await request({ plate: 'tom-hanks.txt', people: [{ performer: id, operation: 'replica' }] });
    expect([asked.state, idsOf(asked)]).toEqual(['awaiting-approval', ['words-question']]);
    await test.studio.rights.changeProduction('example', { packs: ['netflix'] }, producer);
    const answered = await test.studio.approveUse(asked.id, { by: legal, text: 'the file name is fine' });
    expect(answered.state).toBe('awaiting-approval');
    expect(answered.approvals.map(({ ruleIds }) => ruleIds)).toEqual([['words-question']]);
    const left = answered.decision?.reasons.filter(({ role }) => role === 'legal') ?? [];
    expect(left.length).toBeGreaterThan(0);
    expect(left.map(({ ruleId }) => ruleId)).not.toContain('words-question');
    const again = await test.studio.approveUse(asked.id, { by: legal, text: 'and the replica' });
    expect(again.decision?.reasons.filter(({ role }) => role === 'legal')).toEqual([]);
  });

  it('that only the delivery asks for is given to the approved take, which is then delivered', async () => {
    // A day on which the article is in force.
    const dayMs = Date.UTC(2026, 10, 25);
    let ticks = 0;
    Object.assign(test.ports.clock, { nowMs: () => dayMs + 1000 * ticks++ });
    await test.studio.rights.changeProduction('example', { packs: ['eu-ai-act'] }, producer);
    const { id: performer } = await register();
    await agree(performer);
    const { id } = await finish(await request({ people: [reAge(performer)] }));
    await test.studio.reviewTake(id, supervisor, { decision: 'approve', text: 'ok', strokes: [] });
    const deliver = () => test.studio.deliverTake(id, { by: producer, folder: join(test.folder, 'out') });
    expect(await deliver()).toMatchObject({ outcome: 'refused', decision: { outcome: 'needs-approval' } });
    const asker = { ...artist, role: 'producer' } as const;
    await expect(test.studio.approveUse(id, { by: asker })).rejects.toMatchObject({ code: 'APPROVAL_OWN' });
    await expect(test.studio.approveUse(id, { by: legal })).rejects.toMatchObject({ code: 'APPROVAL_ROLE_WRONG' });
    expect(await test.studio.approveUse(id, { by: producer })).toMatchObject({ state: 'approved' });
    expect(await deliver()).toMatchObject({ outcome: 'delivered', take: { state: 'delivered' } });
    await expect(test.studio.approveUse(id, { by: producer })).rejects.toMatchObject({ code: 'TAKE_STATE_INVALID' });
  });
});
