import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BacklotError, type PersonUse } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudio } from './create-studio.ts';
import { processTake } from './process-take.ts';
import type { Studio } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { openTestStudio, type TestStudio } from './testing/test-studio.ts';

const producer = { name: 'Iris', role: 'producer' } as const;
const grace = { name: 'Grace', role: 'supervisor' } as const;
const paul = { name: 'Paul', role: 'supervisor' } as const;

let test: TestStudio;
let folder: string;
beforeEach(async () => {
  test = await openTestStudio();
  folder = join(test.folder, 'delivery');
  await test.studio.createProduction({ slug: 'example', title: 'Example', by: producer });
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

const isThere = () => stat(folder).then(Boolean, () => false);
const approve = (take: TakeRecord, by: typeof grace | typeof paul) =>
  test.studio.reviewTake(take.id, by, { decision: 'approve', text: 'good', strokes: [] });
const reject = (take: TakeRecord) =>
  test.studio.reviewTake(take.id, grace, { decision: 'reject', text: 'the sky is wrong', strokes: [] });
const deliver = (studio: Studio, take: TakeRecord, marksMasters = false) =>
  studio.deliverTake(take.id, { by: producer, folder, marksMasters });
const aboutDelivery = async (take: TakeRecord) =>
  (await test.studio.ledgerOfTake(take.id)).map(({ kind }) => kind).filter((kind) => /^delivery-|^take-del/.test(kind));

interface Wish {
  readonly people?: readonly PersonUse[];
  readonly licenceId?: string;
}

async function makeApproved({ people = [], licenceId }: Wish = {}): Promise<TakeRecord> {
  const licence = licenceId ? { licenceId } : { licence: { owner: 'Us', statement: 'Ours.' } };
  const { id } = await test.studio.requestTake({
    engine: 'gradient',
    setUp: {
      production: 'example',
      shot: 'sq010/sh0040',
      purpose: 'ideation',
      seed: 7,
      inputs: { plate: { file: 'plate.png', ...licence } },
      parameters: { widthPx: 8, heightPx: 6, durationFrames: 3 },
      use: { element: 'performer', people, models: [] },
    },
    resolveFile: (file) => join(test.folder, file),
    by: { name: 'Ada', role: 'artist' },
  });
  await processTake(test.ports, id, new AbortController().signal);
  const take = await test.studio.getTake(id);
  await approve(take, grace);
  return take;
}

/** A performer with a consent to be made ten years younger. */
async function agree(): Promise<{ readonly consent: string; readonly people: readonly PersonUse[] }> {
  const { rights } = test.studio;
  const status = { kind: 'living' };
  const performer = await rights.registerPerformer('example', { name: 'Ines Duarte', status }, producer);
  const draft = {
    performer: performer.id,
    kind: 'digital-alteration',
    description: 'Made up to fifteen years younger in the opening scene, as scripted and as performed on set.',
    scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 15 }], languages: [] },
    term: { from: '2020-01-01', until: '2030-12-31' },
    territory: 'world',
    signature: { by: 'performer', name: 'Ines Duarte', signedOn: '2020-01-01', isSeparatelySigned: true },
    cover: { counsel: 'J. Ferreira' },
  };
  const { id } = await rights.recordConsent('example', draft, producer);
  const path = join(test.folder, 'rider.txt');
  await writeFile(path, 'signed');
  await rights.attachConsentDocument(id, { path, by: producer });
  await rights.grantConsent(id, { name: 'Lea', role: 'legal' });
  return { consent: id, people: [{ performer: performer.id, operation: 're-age', years: 10 }] };
}

/** A studio in which something happens once the folder lies there. */
function afterFolder(happen: () => Promise<unknown>): Studio {
  const { files } = test.ports;
  const writeFolder: typeof files.writeFolder = async (...order) => {
    await files.writeFolder(...order);
    await happen();
  };
  return createStudio({ ...test.ports, files: { ...files, writeFolder } });
}

const killed = () => afterFolder(() => Promise.reject(new Error('killed')));

describe('a delivery of which nobody knows how it ended', () => {
  it('is told at the withdrawal and in the disclosure report, as one that may have left', async () => {
    const { consent, people } = await agree();
    const take = await makeApproved({ people });
    await expect(deliver(killed(), take)).rejects.toThrow('killed');
    const mayHaveLeft = { takeId: take.id, by: producer, fileCount: 4, isUncertain: true };
    expect(await test.studio.rights.deliveriesOf(take.id)).toMatchObject([{ ...mayHaveLeft, folder }]);
    const done = await test.studio.rights.withdrawConsent(consent, { by: producer });
    expect(done.deliveries).toMatchObject([{ ...mayHaveLeft, folder }]);
    expect((await test.studio.rights.discloseProduction('example')).deliveries).toMatchObject([mayHaveLeft]);
  });

  it('is told while its take is approved or sent back, and once it is recorded is told as delivered', async () => {
    const take = await makeApproved();
    await expect(deliver(killed(), take)).rejects.toThrow('killed');
    await reject(take);
    expect((await test.studio.rights.discloseProduction('example')).deliveries).toMatchObject([{ isUncertain: true }]);
    await approve(take, paul);
    await deliver(test.studio, take);
    expect(await test.studio.rights.deliveriesOf(take.id)).toMatchObject([{ folder, isUncertain: false }]);
  });

  it('is not told where the file store says that nothing was left behind', async () => {
    const take = await makeApproved();
    const writeFolder = () => Promise.reject(new BacklotError('DISK_FULL', 'The disk is full'));
    const full = createStudio({ ...test.ports, files: { ...test.ports.files, writeFolder } });
    await expect(deliver(full, take)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await aboutDelivery(take)).toEqual(['delivery-started', 'delivery-taken-back']);
    expect(await test.studio.rights.deliveriesOf(take.id)).toEqual([]);
  });
});

describe('a folder of an earlier try', () => {
  const readReport = async () => readFile(join(folder, 'disclosure-report.txt'), 'utf8');

  it('makes room where another person has approved the take since', async () => {
    const take = await makeApproved();
    await expect(deliver(killed(), take)).rejects.toThrow('killed');
    expect(await readReport()).not.toContain('approve by Paul');
    await reject(take);
    await approve(take, paul);
    expect((await deliver(test.studio, take)).outcome).toBe('delivered');
    expect(await readReport()).toContain('approve by Paul');
    expect(await aboutDelivery(take)).toEqual([
      'delivery-started',
      'delivery-taken-back',
      'delivery-started',
      'take-delivered',
    ]);
  });

  it('makes room where masters are to be marked now', async () => {
    const take = await makeApproved();
    await expect(deliver(killed(), take)).rejects.toThrow('killed');
    await deliver(test.studio, take, true);
    const started = (await test.studio.ledgerOfTake(take.id)).filter(({ kind }) => kind === 'delivery-started');
    expect(started.map(({ body }) => body)).toMatchObject([
      { terms: { marksMasters: false } },
      { terms: { marksMasters: true } },
    ]);
  });

  it('stays where somebody put a file of their own beside ours', async () => {
    const take = await makeApproved();
    await expect(deliver(killed(), take)).rejects.toThrow('killed');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await expect(deliver(test.studio, take, true)).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });
});

describe('what happens while the folder is written', () => {
  it('is heard where a licence ran out: refused, and the folder is gone', async () => {
    const { studio, ports } = test;
    const licence = await studio.rights.registerLicence(
      'example',
      { title: 'Street', owner: 'City', terms: 'All', allowedUses: ['plate', 'delivery'], expiresOn: '2026-01-01' },
      { by: producer },
    );
    const take = await makeApproved({ licenceId: licence.id });
    const { nowMs } = ports.clock;
    const late = afterFolder(async () => Object.assign(ports.clock, { nowMs: () => nowMs() + 365 * 86_400_000 }));
    expect((await deliver(late, take)).outcome).toBe('refused');
    expect(await isThere()).toBe(false);
    expect(await aboutDelivery(take)).toEqual(['delivery-started', 'delivery-taken-back', 'delivery-refused']);
    expect((await studio.getTake(take.id)).state).toBe('approved');
    expect(await studio.rights.deliveriesOf(take.id)).toEqual([]);
  });

  it('is heard where the take was sent back: an error, and the folder is gone', async () => {
    const take = await makeApproved();
    await expect(
      deliver(
        afterFolder(() => reject(take)),
        take,
      ),
    ).rejects.toMatchObject({ code: 'TAKE_STATE_INVALID' });
    expect(await isThere()).toBe(false);
    expect(await aboutDelivery(take)).toEqual(['delivery-started', 'delivery-taken-back']);
    expect((await test.studio.getTake(take.id)).state).toBe('rejected');
  });

  it('is heard where the take was sent back and approved by another: not under the old report', async () => {
    const take = await makeApproved();
    const turned = afterFolder(async () => {
      await reject(take);
      await approve(take, paul);
    });
    await expect(deliver(turned, take)).rejects.toMatchObject({ code: 'TAKE_STATE_INVALID' });
    expect(await isThere()).toBe(false);
    expect((await deliver(test.studio, take)).outcome).toBe('delivered');
  });

  it('is heard where a consent was withdrawn: the folder is gone, and nothing is left to call back', async () => {
    const { consent, people } = await agree();
    const take = await makeApproved({ people });
    const withdrawn = afterFolder(() => test.studio.rights.withdrawConsent(consent, { by: producer }));
    await expect(deliver(withdrawn, take)).rejects.toMatchObject({ code: 'TAKE_STATE_INVALID' });
    expect(await isThere()).toBe(false);
    expect(await test.studio.rights.deliveriesOf(take.id)).toEqual([]);
  });
});
