import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PersonUse } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CREW, openRightsScene, type RightsScene, reAge } from '../testing/rights-scene.ts';

const { supervisor, producer, legal, herself } = CREW;

let test: RightsScene;
beforeEach(async () => {
  test = await openRightsScene();
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

describe('faces', () => {
  it('of somebody on file without consent refuse the take; of nobody on file hold it until legal answers', async () => {
    const { id } = await test.register();
    await writeFile(join(test.folder, 'ines.txt'), 'face: ines');
    await writeFile(join(test.folder, 'stranger.txt'), 'face: stranger');
    expect(
      (await test.studio.rights.addReference(id, { path: join(test.folder, 'ines.txt'), by: producer })).referenceCount,
    ).toBe(1);
    expect((await test.finish(await test.request({ plate: 'ines.txt' }))).state).toBe('refused');
    const held = await test.finish(await test.request({ plate: 'stranger.txt' }));
    expect([held.state, held.faces[0]?.verdict]).toEqual(['held', 'question']);
    await expect(test.studio.approveUse(held.id, { by: supervisor })).rejects.toMatchObject({
      code: 'APPROVAL_ROLE_WRONG',
    });
    await test.studio.approveUse(held.id, { by: legal });
    expect((await test.finish(held)).state).toBe('in-review');
  });

  it('and words lead a withdrawal to the take, and legal’s yes from before does not outlive the consent', async () => {
    const { id } = await test.register();
    const consent = await test.agree(id);
    const question = {
      verdict: 'question',
      frame: 0,
      performer: id,
      name: 'Ines Duarte',
      why: 'Not declared.',
    } as const;
    Object.assign(test.ports, { faces: { ...test.ports.faces, inspect: async () => [question] } });
    const held = await test.finish(await test.request());
    await test.studio.approveUse(held.id, { by: legal });
    const seen = await test.finish(held);
    expect(seen.state).toBe('in-review');
    expect((await test.studio.rights.usesOfPerformers([id])).map((take) => take.id)).toEqual([seen.id]);
    await writeFile(join(test.folder, 'ines-duarte.txt'), 'x');
    const named = await test.request({ plate: 'ines-duarte.txt' });
    expect((await test.studio.rights.usesOfPerformers([id])).map((take) => take.id)).toEqual([named.id, seen.id]);

    const { quarantined } = await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    expect(quarantined).toContain(seen.id);
    await expect(test.studio.demandViewable(seen.id)).rejects.toMatchObject({ code: 'TAKE_QUARANTINED' });
  });

  it('of somebody declared without consent are a question for legal, and so is their name, whatever is claimed', async () => {
    const { id } = await test.register();
    const plate = 'ines-duarte.txt';
    await writeFile(join(test.folder, plate), 'face: ines');
    await test.studio.rights.addReference(id, { path: join(test.folder, plate), by: producer });
    const named = await test.request({ plate, people: [{ performer: id, operation: 'cosmetic' }] });
    expect([named.state, named.words[0]?.outcome]).toEqual(['awaiting-approval', 'ask']);
    await test.studio.approveUse(named.id, { by: legal });
    const held = await test.finish(named);
    expect([held.state, held.faces[0]?.verdict]).toEqual(['held', 'question']);
    await test.studio.approveUse(held.id, { by: legal });
    expect((await test.finish(held)).state).toBe('in-review');
  });

  it('of somebody whose consent is withdrawn, or names another operation, are no more than a question', async () => {
    const { id } = await test.register();
    const plate = 'ines-duarte.txt';
    await writeFile(join(test.folder, plate), 'face: ines');
    await test.studio.rights.addReference(id, { path: join(test.folder, plate), by: producer });
    const consent = await test.agree(id);
    const people: readonly PersonUse[] = [{ performer: id, operation: 'cosmetic' }];
    expect((await test.request({ plate, people })).words).toMatchObject([{ outcome: 'ask' }]);
    const consented = await test.request({ plate, people: [reAge(id)] });
    expect([consented.state, consented.words]).toEqual(['queued', []]);
    await test.studio.rights.withdrawConsent(consent.id, { by: herself });
    expect((await test.request({ plate, people: [reAge(id)] })).words).toMatchObject([{ outcome: 'ask' }]);
    expect((await test.request({ plate })).words).toMatchObject([{ outcome: 'stop' }]);
  });

  it('of a declared performer with consent pass', async () => {
    const { id } = await test.register();
    await test.agree(id);
    await writeFile(join(test.folder, 'ines.txt'), 'face: ines');
    await test.studio.rights.addReference(id, { path: join(test.folder, 'ines.txt'), by: producer });
    const take = await test.finish(await test.request({ plate: 'ines.txt', people: [reAge(id)] }));
    expect([take.state, take.faces[0]?.verdict]).toEqual(['in-review', 'consented']);
  });

  it('compare a synthetic performer with the real ones on file', async () => {
    const real = await test.register();
    const synthetic = await test.register({
      name: 'Nova',
      status: { kind: 'synthetic', unionNotice: { to: 'SAG-AFTRA', sentOn: '2026-01-01' } },
    });
    await writeFile(join(test.folder, 'ines.txt'), 'face: ines');
    await test.studio.rights.addReference(real.id, { path: join(test.folder, 'ines.txt'), by: producer });
    const path = join(test.folder, 'ines.txt');
    const compared = await test.studio.rights.addReference(synthetic.id, { path, by: producer });
    expect(compared.resemblance?.resembles).toMatchObject({ performer: real.id, name: 'Ines Duarte' });
    const use: PersonUse = { performer: synthetic.id, operation: 'replica' };
    expect((await test.request({ people: [use] })).state).toBe('refused');
  });
});

describe('a comparison that was cut short', () => {
  it('leaves a synthetic performer not compared, rather than compared with fewer than there are', async () => {
    const path = join(test.folder, 'ines.txt');
    await writeFile(path, 'face: ines');
    const synthetic = await test.register({
      name: 'Nova',
      status: { kind: 'synthetic', unionNotice: { to: 'SAG-AFTRA', sentOn: '2026-01-01' } },
    });
    const alone = await test.studio.rights.addReference(synthetic.id, { path, by: producer });
    expect(alone.resemblance).toBeDefined();
    const real = await test.register();
    vi.spyOn(test.ports.faces, 'compare').mockImplementationOnce(() => {
      throw new Error('killed');
    });
    await expect(test.studio.rights.addReference(real.id, { path, by: producer })).rejects.toThrow('killed');
    expect((await test.studio.rights.getPerformer(real.id)).referenceCount).toBe(1);
    expect((await test.studio.rights.getPerformer(synthetic.id)).resemblance).toBeUndefined();
    const take = await test.request({ people: [{ performer: synthetic.id, operation: 'replica' }] });
    expect([take.state, take.decision?.reasons.some(({ ruleId }) => ruleId === 'synthetic-compared')]).toEqual([
      'refused',
      true,
    ]);
  });
});
