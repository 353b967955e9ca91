import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashUse } from '../hash-use.ts';
import { makeApprovedTake, openTestStudio, type TestStudio } from '../testing/test-studio.ts';
import { readRegisters } from './disclose-production.ts';
import { discloseTake } from './disclose-take.ts';
import { formatDisclosureReport, makeDisclosureReport } from './disclosure-report.ts';

let test: TestStudio;
beforeEach(async () => {
  test = await openTestStudio();
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

async function report(mark?: string) {
  const approved = await makeApprovedTake(test);
  const { recipeHash, seal, requestedAt: at } = approved;
  const by = { name: 'Lea', role: 'legal', accountId: 'account-of-lea' } as const;
  const approvals = [{ by, recipeHash, useHash: hashUse(approved), ruleIds: [], at, text: 'fine' }];
  const sha256 = 'a'.repeat(64);
  const films = [
    { role: 'video', name: 'shot.mp4', mediaType: 'video/mp4', sha256, byteLength: 1 },
    { role: 'prores', name: 'shot.mov', mediaType: 'video/quicktime', sha256, byteLength: 1 },
  ];
  const sealed = films.map(({ name }) => ({ ...seal!.files[0]!, name, kind: 'embedded' as const }));
  const marked = { ...seal!, files: sealed, ...(mark === undefined ? {} : { mark }) };
  const take = { ...approved, approvals, files: films, seal: marked };
  const disclosed = await discloseTake(test.ports, await readRegisters(test.ports, 'example'), take);
  const decision = take.decision!;
  const facts = { take, disclosed, decision, reviews: [], ledgerHead: undefined, at, marksMasters: false };
  const made = makeDisclosureReport(facts);
  return { made, text: formatDisclosureReport(made, take) };
}

it('names who approved, in which role, and nothing that only the studio needs to know of them', async () => {
  const { made, text } = await report();
  expect(made.approvals).toMatchObject([{ by: { name: 'Lea', role: 'legal' }, text: 'fine' }]);
  expect(JSON.stringify(made)).not.toMatch(/accountId|account-of-lea/);
  expect(text).toMatch(/Use approved:\n {2}Lea, legal, at /);
});

it('says which files carry the mark, and which do not', async () => {
  const { made, text } = await report('bl1-7f3a92c4');
  expect(made.watermark).toEqual({ id: 'bl1-7f3a92c4', marked: ['shot.mp4'], unmarked: ['shot.mov'] });
  expect(text).toContain('Watermark bl1-7f3a92c4: in shot.mp4; not in shot.mov; never in working files');
  expect((await report()).text).toContain('Watermark: in no file; not in shot.mp4, shot.mov');
});
