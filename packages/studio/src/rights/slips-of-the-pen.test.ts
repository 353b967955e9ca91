import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestStudio, type TestStudio } from '../testing/test-studio.ts';

const by = { name: 'Iris', role: 'producer' } as const;
const INES = { name: 'Ines Duarte', status: { kind: 'living' } };

let test: TestStudio;
beforeEach(async () => {
  test = await openTestStudio();
  await test.studio.createProduction({ slug: 'example', title: 'Example', by });
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

const record = (performer: string, signedOn: string) =>
  test.studio.rights.recordConsent(
    'example',
    {
      performer,
      kind: 'digital-alteration',
      description: 'Made up to fifteen years younger in the opening scene, as scripted and as performed on set.',
      scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 15 }], languages: [] },
      term: { from: '2020-01-01', until: '2030-12-31' },
      territory: 'world',
      signature: { by: 'performer', name: 'Ines Duarte', signedOn, isSeparatelySigned: true },
    },
    by,
  );

describe('the registers refuse', () => {
  it('a name that stands there already, however it is written', async () => {
    const { rights } = test.studio;
    await rights.registerPerformer('example', INES, by);
    const again = rights.registerPerformer('example', { ...INES, name: ' ines DUARTE' }, by);
    await expect(again).rejects.toMatchObject({ code: 'REQUEST_INVALID', hint: expect.stringMatching(/told apart/) });
    expect(await test.ports.records.rights.performers.list('example')).toHaveLength(1);
  });

  it('a signature and a death that lie ahead', async () => {
    const { rights } = test.studio;
    const { id } = await rights.registerPerformer('example', INES, by);
    await expect(record(id, '2099-01-01')).rejects.toMatchObject({ message: expect.stringMatching(/signedOn/) });
    const ghost = { name: 'Tomas', status: { kind: 'deceased', diedOn: '2099-01-01' } };
    const early = rights.registerPerformer('example', ghost, by);
    await expect(early).rejects.toMatchObject({ message: expect.stringMatching(/diedOn.*2099-01-01/) });
    expect((await record(id, '2020-01-01')).state).toBe('draft');
  });

  it('an empty file for a signed document', async () => {
    const { rights } = test.studio;
    const { id } = await rights.registerPerformer('example', INES, by);
    const consent = await record(id, '2020-01-01');
    const path = join(test.folder, 'empty.pdf');
    await writeFile(path, '');
    const attached = rights.attachConsentDocument(consent.id, { path, by });
    await expect(attached).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringMatching(/empty\.pdf/),
    });
    expect((await test.ports.records.rights.consents.ofPerformers([id]))[0]?.document).toBeUndefined();
  });
});
