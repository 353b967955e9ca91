import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { productionDisclosureSchema } from '@backlot/evidence';
import type { PersonUse } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TakeRight } from '../ports/rights.ts';
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
      body: { by: herself, text: 'I changed my mind.' },
    });
    expect((await test.studio.verifyLedger()).state).toBe('valid');
  });

  it('quarantines what then stands on a claim of the asker alone', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const claims = [{ isAsScripted: true }, { isUnsafeAct: true }, { isRecognisable: false }];
    const takes: TakeRecord[] = [];
    for (const claim of claims) takes.push(await finish(await request({ people: [{ ...reAge(id), ...claim }] })));
    expect(takes.map(({ state }) => state)).toEqual(claims.map(() => 'in-review'));
    const { quarantined } = await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    expect([...quarantined].sort()).toEqual(takes.map((take) => take.id).sort());
    for (const take of takes) {
      await expect(test.studio.demandViewable(take.id)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
    }
  });

  it('leaves what waits for legal to confirm a claim, and what legal has confirmed', async () => {
    const { id } = await register();
    const people = [{ ...reAge(id), isAsScripted: true }];
    const waiting = await request({ people });
    const confirmed = await request({ people: [{ ...reAge(id, 5), isAsScripted: true }] });
    expect([waiting.state, confirmed.state]).toEqual(['awaiting-approval', 'awaiting-approval']);
    await test.studio.approveUse(confirmed.id, { by: legal });
    const made = await finish(confirmed);
    const consent = await agree(id);
    expect((await test.studio.rights.withdrawConsent(consent.id, { by: herself })).quarantined).toEqual([]);
    await test.studio.demandViewable(waiting.id);
    await test.studio.demandViewable(made.id);
    expect([(await test.studio.getTake(waiting.id)).state, made.state]).toEqual(['awaiting-approval', 'in-review']);
    await test.studio.approveUse(waiting.id, { by: legal });
    expect((await finish(waiting)).state).toBe('in-review');
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

  it('stops a take that is being made again', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const take = await finish(await request({ people: [reAge(id)], frameMs: 500 }));
    const rerun = expect(test.studio.rerunTake(take.id)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    await rerun;
  });

  it('reaches a take from two consents that are withdrawn at once', async () => {
    const { id } = await register();
    const consents = [await agree(id), await agree(id)];
    const take = await finish(await request({ people: [reAge(id)] }));
    const { rights } = test.studio;
    const done = await Promise.all(consents.map((consent) => rights.withdrawConsent(consent.id, { by: herself })));
    expect(done.flatMap(({ quarantined }) => quarantined)).toEqual([take.id]);
    expect((await test.studio.getTake(take.id)).state).toBe('quarantined');
  });

  it('reaches a take that is asked for and made while the takes are being listed', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const { rights } = test.ports.records;
    const { takesOn } = rights;
    let meanwhile: TakeRecord | undefined;
    Object.assign(rights, {
      takesOn: async (right: TakeRight) => {
        const listed = await takesOn(right);
        meanwhile ??= await finish(await request({ people: [reAge(id)] }));
        return listed;
      },
    });
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    expect(meanwhile && (await test.studio.getTake(meanwhile.id)).state).toMatch(/quarantined|refused/);
  });

  it('counts before any take is stopped; what a process that died left of that is finished', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const take = await finish(await request({ people: [reAge(id)] }));
    const { rights } = test.ports.records;
    const { takesOn } = rights;
    Object.assign(rights, { takesOn: () => Promise.reject(new Error('killed')) });
    await expect(test.studio.rights.withdrawConsent(consent.id, { by: herself })).rejects.toThrow('killed');
    Object.assign(rights, { takesOn });
    expect((await test.studio.rights.getConsent(consent.id)).state).toBe('withdrawn');
    await expect(test.studio.demandViewable(take.id)).rejects.toMatchObject({ code: 'DECISION_DENIED' });
    expect((await request({ people: [reAge(id)] })).state).toBe('refused');
    const worker = await test.studio.startWorker();
    await expect.poll(async () => (await test.studio.getTake(take.id)).state).toBe('quarantined');
    await worker.stop();
    expect((await test.studio.ledgerOfTake(take.id)).at(-1)?.body).toMatchObject({
      because: `consent ${consent.id} was withdrawn`,
    });
  });

  it('keeps the folder out of sight while an approval is being sealed', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const take = await finish(await request({ people: [reAge(id)] }));
    await test.studio.reviewTake(take.id, supervisor, { decision: 'approve', text: '', strokes: [] });
    const { files } = test.ports;
    const { showTake } = files;
    let isDue = true;
    Object.assign(files, {
      showTake: async (...shown: Parameters<typeof showTake>) => {
        if (isDue) {
          isDue = false;
          await test.studio.rights.withdrawConsent(consent.id, { by: herself });
        }
        return showTake(...shown);
      },
    });
    await test.studio.sealApproval(take.id);
    expect(isDue).toBe(false);
    expect((await test.studio.getTake(take.id)).state).toBe('quarantined');
    await expect(stat(test.studio.folderOfTake(take.id))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('or its end takes the folder out of sight', async () => {
    const { id } = await register();
    await agree(id, { term: { from: '2020-01-01', until: '2026-01-01' } });
    const take = await finish(await request({ people: [reAge(id)] }));
    const free = await finish(await request());
    await stat(test.studio.folderOfTake(take.id));
    const { nowMs } = test.ports.clock;
    Object.assign(test.ports.clock, { nowMs: () => nowMs() + 40 * 86_400_000 });
    const worker = await test.studio.startWorker();
    const isShown = () =>
      stat(test.studio.folderOfTake(take.id)).then(
        () => true,
        () => false,
      );
    await expect.poll(isShown).toBe(false);
    await worker.stop();
    await stat(test.studio.folderOfTake(free.id));
  });

  it('lets no run start that was decided on a moment before', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const take = await request({ people: [reAge(id)] });
    const { records } = test.ports;
    const { takesOn } = records.rights;
    const { transaction } = records;
    let isDue = true;
    Object.assign(records.rights, { takesOn: async () => [] });
    Object.assign(records, {
      transaction: async (work: Parameters<typeof transaction>[0]) => {
        if (isDue) {
          isDue = false;
          await test.studio.rights.withdrawConsent(consent.id, { by: herself });
        }
        return transaction(work);
      },
    });
    const ended = await finish(take);
    Object.assign(records, { transaction });
    Object.assign(records.rights, { takesOn });
    expect(ended.state).toBe('refused');
    expect((await test.studio.ledgerOfTake(take.id)).map(({ kind }) => kind)).not.toContain('run-started');
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

  it('of another production is not found, and nothing of it gets into a take', async () => {
    await test.studio.createProduction({ slug: 'secret', title: 'Secret', by: producer });
    const terms = { title: 'x', owner: 'Secret owner', terms: 'Secret terms', allowedUses: ['plate'] };
    const { id } = await test.studio.rights.registerLicence('secret', terms, { by: producer });
    await expect(request({ licenceId: id })).rejects.toMatchObject({ code: 'LICENCE_NOT_FOUND' });
    expect(await test.studio.listTakes()).toEqual([]);
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

  it('and words lead a withdrawal to the take, and legal’s yes from before does not outlive the consent', async () => {
    const { id } = await register();
    const consent = await agree(id);
    const question = {
      verdict: 'question',
      frame: 0,
      performer: id,
      name: 'Ines Duarte',
      why: 'Not declared.',
    } as const;
    Object.assign(test.ports, { faces: { ...test.ports.faces, inspect: async () => [question] } });
    const held = await finish(await request());
    await test.studio.approveUse(held.id, { by: legal });
    const seen = await finish(held);
    expect(seen.state).toBe('in-review');
    expect((await test.studio.rights.usesOfPerformers([id])).map((take) => take.id)).toEqual([seen.id]);
    await writeFile(join(test.folder, 'ines-duarte.txt'), 'x');
    const named = await request({ plate: 'ines-duarte.txt' });
    expect((await test.studio.rights.usesOfPerformers([id])).map((take) => take.id)).toEqual([named.id, seen.id]);

    const { quarantined } = await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    expect(quarantined).toContain(seen.id);
    await expect(test.studio.demandViewable(seen.id)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
  });

  it('of somebody declared without consent are a question for legal, and so is their name, whatever is claimed', async () => {
    const { id } = await register();
    const plate = 'ines-duarte.txt';
    await writeFile(join(test.folder, plate), 'face: ines');
    await test.studio.rights.addReference(id, { path: join(test.folder, plate), by: producer });
    const named = await request({ plate, people: [{ performer: id, operation: 'cosmetic' }] });
    expect([named.state, named.words[0]?.outcome]).toEqual(['awaiting-approval', 'ask']);
    await test.studio.approveUse(named.id, { by: legal });
    const held = await finish(named);
    expect([held.state, held.faces[0]?.verdict]).toEqual(['held', 'question']);
    await test.studio.approveUse(held.id, { by: legal });
    expect((await finish(held)).state).toBe('in-review');
  });

  it('of somebody whose consent is withdrawn, or names another operation, are no more than a question', async () => {
    const { id } = await register();
    const plate = 'ines-duarte.txt';
    await writeFile(join(test.folder, plate), 'face: ines');
    await test.studio.rights.addReference(id, { path: join(test.folder, plate), by: producer });
    const consent = await agree(id);
    const people: readonly PersonUse[] = [{ performer: id, operation: 'cosmetic' }];
    expect((await request({ plate, people })).words).toMatchObject([{ outcome: 'ask' }]);
    const consented = await request({ plate, people: [reAge(id)] });
    expect([consented.state, consented.words]).toEqual(['queued', []]);
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    expect((await request({ plate, people: [reAge(id)] })).words).toMatchObject([{ outcome: 'ask' }]);
    expect((await request({ plate })).words).toMatchObject([{ outcome: 'stop' }]);
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

describe('a comparison that was cut short', () => {
  it('leaves a synthetic performer not compared, rather than compared with fewer than there are', async () => {
    const path = join(test.folder, 'ines.txt');
    await writeFile(path, 'face: ines');
    const synthetic = await register({
      name: 'Nova',
      status: { kind: 'synthetic', unionNotice: { to: 'SAG-AFTRA', sentOn: '2026-01-01' } },
    });
    const alone = await test.studio.rights.addReference(synthetic.id, { path, by: producer });
    expect(alone.resemblance).toBeDefined();
    const real = await register();
    vi.spyOn(test.ports.faces, 'compare').mockImplementationOnce(() => {
      throw new Error('killed');
    });
    await expect(test.studio.rights.addReference(real.id, { path, by: producer })).rejects.toThrow('killed');
    expect((await test.studio.rights.getPerformer(real.id)).referenceCount).toBe(1);
    expect((await test.studio.rights.getPerformer(synthetic.id)).resemblance).toBeUndefined();
    const take = await request({ people: [{ performer: synthetic.id, operation: 'replica' }] });
    expect([take.state, take.decision?.reasons.some(({ ruleId }) => ruleId === 'synthetic-compared')]).toEqual([
      'refused',
      true,
    ]);
  });
});

describe('an approval', () => {
  it('of legal does not outlive the consent that it was given beside', async () => {
    await test.studio.rights.changeProduction('example', { packs: ['netflix'] }, producer);
    const { id } = await register();
    const consent = await agree(id);
    const first = await request({ people: [reAge(id)] });
    expect((await test.studio.approveUse(first.id, { by: legal })).state).toBe('queued');
    expect((await request({ people: [reAge(id)] })).state).toBe('queued');
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    await agree(id);
    expect((await request({ people: [reAge(id)] })).state).toBe('awaiting-approval');
  });

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
