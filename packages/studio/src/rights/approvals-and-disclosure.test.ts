import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { productionDisclosureSchema } from '@backlot/evidence';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TakeRecord } from '../take-record.ts';
import { CONSENT, CREW, openRightsScene, type RightsScene, reAge } from '../testing/rights-scene.ts';

const { artist, supervisor, producer, legal, herself } = CREW;

let test: RightsScene;
beforeEach(async () => {
  test = await openRightsScene();
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

describe('an approval', () => {
  it('of legal does not outlive the consent that it was given beside', async () => {
    await test.studio.rights.changeProduction('example', { packs: ['netflix'] }, producer);
    const { id } = await test.register();
    const consent = await test.agree(id);
    const first = await test.request({ people: [reAge(id)] });
    expect((await test.studio.approveUse(first.id, { by: legal })).state).toBe('queued');
    expect((await test.request({ people: [reAge(id)] })).state).toBe('queued');
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    await test.agree(id);
    expect((await test.request({ people: [reAge(id)] })).state).toBe('awaiting-approval');
  });

  it('is never the asker’s own', async () => {
    await test.studio.rights.changeProduction('example', { packs: ['netflix'] }, producer);
    const { id } = await test.register({ name: 'Nova', status: { kind: 'living' } });
    await test.agree(id);
    const take = await test.request({ people: [reAge(id)] });
    expect(take.state).toBe('awaiting-approval');
    await expect(test.studio.approveUse(take.id, { by: { ...legal, name: 'ada ' } })).rejects.toMatchObject({
      code: 'APPROVAL_OWN',
    });
  });
});

describe('the disclosure report of a production', () => {
  it('says what was altered, on whose consent, approved by whom, and what was delivered', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const take = await test.finish(await test.request({ people: [reAge(id)] }));
    await test.finish(await test.request());
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
    const { id } = await test.register();
    await test.agree(id, { scope: { ...CONSENT.scope, operations: [{ operation: 're-age', mostYears: 2 }] } });
    const covering = await test.agree(id);
    const draft = await test.studio.rights.recordConsent('example', { ...CONSENT, performer: id }, producer);
    const path = join(test.folder, 'rider.txt');
    await test.studio.rights.attachConsentDocument(draft.id, { path, by: producer });
    await approve((await test.finish(await test.request({ people: [reAge(id)] }))).id);
    expect((await disclosed())?.consents.map(({ consentId }) => consentId)).toEqual([covering.id]);
  });

  it('names the consent of an exempt replica though it lists other shots, and what legal answered for', async () => {
    const { id } = await test.register();
    const scope = { shots: ['sq999/sh0001'], operations: [{ operation: 'replica' }], languages: [] };
    const consent = await test.agree(id, { kind: 'independently-created-replica', scope });
    const asked = await test.request({ people: [{ performer: id, operation: 'replica', isRecognisable: false }] });
    await test.studio.approveUse(asked.id, { by: legal });
    await approve((await test.finish(asked)).id);
    const take = await disclosed();
    expect(take?.consents).toMatchObject([{ consentId: consent.id, state: 'granted' }]);
    const ruleIds = asked.decision?.reasons.filter(({ role }) => role === 'legal').map(({ ruleId }) => ruleId);
    expect(take?.approvals).toMatchObject([{ of: 'use', by: legal, ruleIds }, { of: 'take' }]);
  });

  it('names the rules that a take was decided under, whatever is switched on afterwards', async () => {
    const { id } = await test.finish(await test.request());
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
    const { id } = await test.register();
    const scope = { shots: 'all', operations: [{ operation: 'replica' }], languages: [] };
    await test.agree(id, { kind: 'independently-created-replica', scope });
    const asked = await test.request({ plate: 'tom-hanks.txt', people: [{ performer: id, operation: 'replica' }] });
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
    const { id: performer } = await test.register();
    await test.agree(performer);
    const { id } = await test.finish(await test.request({ people: [reAge(performer)] }));
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
