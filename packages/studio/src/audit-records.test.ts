import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processTake } from './process-take.ts';
import { openTestStudio, type TestStudio } from './testing/test-studio.ts';

const by = { name: 'Iris', role: 'producer' } as const;

let test: TestStudio;
beforeEach(async () => {
  test = await openTestStudio();
  await test.studio.createProduction({ slug: 'example', title: 'Example', by });
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

async function fill() {
  const { rights } = test.studio;
  const terms = { title: 'Plates', owner: 'Second unit', terms: 'For this film.', allowedUses: ['plate'] };
  const licence = await rights.registerLicence('example', terms, { by });
  const performer = await rights.registerPerformer('example', { name: 'Ines', status: { kind: 'living' } }, by);
  const consent = await rights.recordConsent(
    'example',
    {
      performer: performer.id,
      kind: 'digital-alteration',
      description: 'Made up to fifteen years younger in the opening scene, as scripted and as performed on set.',
      scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 15 }], languages: [] },
      term: { from: '2020-01-01', until: '2030-12-31' },
      territory: 'world',
    },
    by,
  );
  const take = await test.studio.requestTake({
    engine: 'gradient',
    setUp: {
      production: 'example',
      shot: 'sq010/sh0040',
      purpose: 'ideation',
      inputs: { plate: { file: 'plate.png', licenceId: licence.id } },
      parameters: { widthPx: 8, heightPx: 6, durationFrames: 1 },
    },
    resolveFile: (file) => join(test.folder, file),
    by: { name: 'Ada', role: 'artist' },
  });
  await processTake(test.ports, take.id, new AbortController().signal);
  return { licence, consent, take };
}

describe('an audit of the ledger', () => {
  it('finds nothing where only the studio was at work', async () => {
    const { licence } = await fill();
    await test.studio.rights.revokeLicence(licence.id, { by });
    expect(await test.studio.auditLedger()).toMatchObject({ state: 'valid', reasons: [] });
  });

  it('tells of records that somebody changed past it', async () => {
    const { licence, consent, take } = await fill();
    await test.studio.rights.revokeLicence(licence.id, { by });
    await test.ports.records.transaction(async ({ takes, rights }) => {
      await takes.change(take.id, { state: 'approved' });
      await rights.licences.put(licence);
      await rights.consents.put({ ...consent, territory: ['PT'] });
      await rights.consents.put({ ...consent, id: 'forged', state: 'granted' });
    });
    const { state, reasons } = await test.studio.auditLedger();
    expect(state).toBe('invalid');
    expect(new Set(reasons)).toEqual(
      new Set([
        `The ledger leaves licence ${licence.id} revoked; its record says in-force`,
        `The ledger leaves take ${take.id} quarantined; its record says approved`,
        `The record of consent ${consent.id} is not the one that the ledger has witnessed`,
        'The record of consent forged says granted; the ledger tells nothing of it',
      ]),
    );
  });
});
