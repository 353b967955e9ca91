import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudio } from './create-studio.ts';
import type { SealCheck } from './ports/sealer.ts';
import { makeApprovedTake, openTestStudio, type TestStudio } from './testing/test-studio.ts';

let test: TestStudio;

beforeEach(async () => {
  test = await openTestStudio();
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

/** Verifies a file that is none of the studio's, with a seal that holds and says `claims`. */
function verifyStranger(claims: Partial<SealCheck>) {
  const check = async (): Promise<SealCheck> => ({
    state: 'trusted',
    reasons: ['checked'],
    signer: 'Mallory',
    ...claims,
  });
  const studio = createStudio({ ...test.ports, sealer: { ...test.ports.sealer, check } });
  return studio.verifyFile(join(test.folder, 'plate.png'));
}

describe('a seal that holds on bytes that no take has', () => {
  it('is said to be a stranger’s, with who signed', async () => {
    const report = await verifyStranger({ takeId: 'elsewhere', recipeHash: 'f'.repeat(64) });
    expect(report).toMatchObject({ state: 'trusted', isKnown: false, signer: 'Mallory' });
    expect(report.reasons).toEqual([
      'Not a file of this studio: no take of it has these bytes; signed by Mallory',
      'checked',
    ]);
    expect(report).not.toHaveProperty('takeId');
  });

  it('is invalid when it names a take of the studio', async () => {
    const take = await makeApprovedTake(test);
    const report = await verifyStranger({ takeId: take.id });
    expect(report).toMatchObject({ state: 'invalid', isKnown: false, signer: 'Mallory' });
    expect(report.reasons[0]).toBe(`Sealed as take ${take.id}, but these are not its bytes; signed by Mallory`);
  });

  it('of another studio that made the same recipe is valid and no file of ours', async () => {
    const take = await makeApprovedTake(test);
    const report = await verifyStranger({ takeId: 'elsewhere', recipeHash: take.recipeHash });
    expect(report).toMatchObject({ state: 'trusted', isKnown: false });
    expect(report.reasons[0]).toContain('Not a file of this studio');
  });

  it('is invalid when it names a recipe of the studio and no take', async () => {
    const take = await makeApprovedTake(test);
    const report = await verifyStranger({ recipeHash: take.recipeHash });
    expect(report).toMatchObject({ state: 'invalid', isKnown: false });
    expect(report.reasons[0]).toContain(`recipe of take ${take.id}`);
  });

  it('that is broken keeps its own reasons', async () => {
    const report = await verifyStranger({ state: 'invalid', reasons: ['changed'] });
    expect(report).toMatchObject({ state: 'invalid', reasons: ['changed'], isKnown: false });
  });
});

describe('a file of a take', () => {
  it('is known, with its take and who signed the seal beside it', async () => {
    const take = await makeApprovedTake(test);
    const report = await test.studio.verifyFile(await test.studio.pathOfFile(take.id, take.files[0]!.name));
    expect(report).toMatchObject({ state: 'valid', isKnown: true, takeId: take.id, signer: 'checksums' });
  });

  it('that tells of an approval is invalid once the take is sent back, from that moment on', async () => {
    const { id } = await makeApprovedTake(test);
    const sealed = await test.studio.sealApproval(id);
    const manifest = sealed.files.find(({ role }) => role === 'manifest');
    const path = await test.ports.files.pathOf(manifest?.sha256 ?? '');
    const by = { name: 'Grace', role: 'supervisor' } as const;
    const verdict = (decision: 'approve' | 'reject') =>
      test.studio.reviewTake(id, by, { decision, text: 'so', strokes: [] });
    expect(await test.studio.verifyFile(path)).toMatchObject({ state: 'valid', takeId: id });
    await verdict('reject');
    expect((await test.studio.verifyFile(path)).state).toBe('invalid');
    await test.studio.sealApproval(id);
    const report = await test.studio.verifyFile(path);
    expect(report.state).toBe('invalid');
    expect(report.reasons[0]).toMatch(/^No longer approved: .*sent back since/);
    await verdict('approve');
    expect((await test.studio.verifyFile(path)).state).toBe('valid');
  });
});
