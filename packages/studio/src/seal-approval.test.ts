import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReviewRequest } from '@backlot/film';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudio } from './create-studio.ts';
import { processTake } from './process-take.ts';
import type { TakeRecord } from './take-record.ts';
import { makeApprovedTake, openTestStudio, type TestStudio } from './testing/test-studio.ts';

const producer = { name: 'Pat', role: 'producer' } as const;
const APPROVE: ReviewRequest = { decision: 'approve', text: '', strokes: [] };
const REJECT: ReviewRequest = { decision: 'reject', text: 'no', strokes: [] };
const SIDECAR = 'composite.checksums.json';

let test: TestStudio;
/** Approved by the supervisor, and not sealed upon it yet. */
let take: TakeRecord;
beforeEach(async () => {
  test = await openTestStudio();
  take = await makeApprovedTake(test);
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

const work = () => processTake(test.ports, take.id, new AbortController().signal);
const now = () => test.studio.getTake(take.id);
const hashOf = (of: TakeRecord) => of.files.find((file) => file.name === SIDECAR)?.sha256;
const kinds = async () =>
  (await test.studio.ledgerOfTake(take.id)).map((entry) => entry.kind).filter((kind) => kind.startsWith('approval-'));
const rolesOf = (of: TakeRecord) => of.seal?.approval?.approvals.map(({ role }) => role);
const shown = async () => JSON.parse(await readFile(join(test.studio.folderOfTake(take.id), SIDECAR), 'utf8'));

describe('a take that is approved', () => {
  it('is sealed again by a worker, in one step with its ledger entry', async () => {
    await work();
    const sealed = await now();
    expect(sealed.state).toBe('approved');
    expect(hashOf(sealed)).not.toBe(hashOf(take));
    expect(sealed.files.map((file) => file.name)).toEqual(take.files.map((file) => file.name));
    expect(rolesOf(sealed)).toEqual(['supervisor']);
    expect(await shown()).toMatchObject({ approvedBy: ['supervisor'] });
    const entry = (await test.studio.ledgerOfTake(take.id)).at(-1);
    expect(entry).toMatchObject({
      kind: 'approval-sealed',
      index: sealed.seal?.ledgerIndex,
      hash: sealed.seal?.ledgerHash,
    });
    expect(entry?.body).toMatchObject({ firstSealedIndex: take.seal?.ledgerIndex, seals: sealed.seal?.files });
    expect(await test.studio.verifyTake(take.id)).toMatchObject({ state: 'valid', reasons: [] });
    expect(await test.studio.rerunTake(take.id)).toMatchObject({ identical: true });
  });

  it('is sealed once, however often that is asked', async () => {
    await work();
    await Promise.all([work(), test.studio.sealApproval(take.id), test.studio.sealApproval(take.id), work()]);
    expect(await kinds()).toEqual(['approval-sealed']);
  });

  it('names every approval that stands, from what was sealed first', async () => {
    await work();
    const once = await now();
    await test.studio.reviewTake(take.id, producer, APPROVE);
    await work();
    const twice = await now();
    expect(rolesOf(twice)).toEqual(['supervisor', 'producer']);
    expect(twice.seal?.approval?.first).toEqual(once.seal?.approval?.first);
    expect(twice.seal?.approval?.first.seal).toEqual(take.seal);
  });

  it('has its first files again once it is sent back, and only later approvals after that', async () => {
    await work();
    await test.studio.reviewTake(take.id, producer, REJECT);
    await work();
    const back = await now();
    expect(back.files).toEqual(take.files);
    expect(back.seal).toEqual(take.seal);
    expect(await shown()).not.toHaveProperty('approvedBy');
    expect(await test.studio.verifyTake(take.id)).toMatchObject({ state: 'valid' });
    await test.studio.reviewTake(take.id, producer, APPROVE);
    await work();
    expect(rolesOf(await now())).toEqual(['producer']);
    expect(await kinds()).toEqual(['approval-sealed', 'approval-seal-withdrawn', 'approval-sealed']);
  });

  it('is sealed by its delivery, where no worker was there', async () => {
    const folder = join(test.folder, 'delivery');
    await test.studio.deliverTake(take.id, { by: producer, folder });
    expect(JSON.parse(await readFile(join(folder, SIDECAR), 'utf8'))).toMatchObject({ approvedBy: ['supervisor'] });
    expect(await kinds()).toEqual(['approval-sealed']);
    await test.studio.deliverTake(take.id, { by: producer, folder: join(test.folder, 'again') });
    expect(await kinds()).toEqual(['approval-sealed']);
  });

  it('is not sealed by a note', async () => {
    await work();
    await test.studio.reviewTake(take.id, producer, { decision: 'note', text: 'nice', strokes: [] });
    await work();
    expect(await kinds()).toEqual(['approval-sealed']);
  });
});

describe('bytes from before an approval', () => {
  it('stay in the store, and are still known for what they are', async () => {
    await work();
    await test.studio.reviewTake(take.id, producer, APPROVE);
    const once = hashOf(await now())!;
    await work();
    for (const [sha256, when] of [
      [hashOf(take)!, 'before its approval'],
      [once, 'before its last verdict'],
    ] as const) {
      const report = await test.studio.verifyFile(await test.ports.files.pathOf(sha256));
      expect(report).toMatchObject({ state: 'valid', isKnown: true, takeId: take.id });
      expect(report.reasons[0]).toContain(when);
    }
  });
});

describe('sealing upon an approval that is disturbed', () => {
  it('is made anew after its process died before the record', async () => {
    const records = {
      ...test.ports.records,
      transaction: () => Promise.reject(new Error('killed')),
    };
    await expect(createStudio({ ...test.ports, records }).sealApproval(take.id)).rejects.toThrow('killed');
    expect((await now()).files).toEqual(take.files);
    expect(await kinds()).toEqual([]);
    await work();
    expect(rolesOf(await now())).toEqual(['supervisor']);
    expect(await kinds()).toEqual(['approval-sealed']);
  });

  it('follows a verdict that is given meanwhile', async () => {
    const { sealer } = test.ports;
    let isFirst = true;
    const sealApproval: typeof sealer.sealApproval = async (job) => {
      if (isFirst) {
        isFirst = false;
        await test.studio.reviewTake(take.id, producer, REJECT);
      }
      return sealer.sealApproval(job);
    };
    await createStudio({ ...test.ports, sealer: { ...sealer, sealApproval } }).sealApproval(take.id);
    const back = await now();
    expect(back.state).toBe('rejected');
    expect(back.files).toEqual(take.files);
    expect(await kinds()).toEqual([]);
  });

  it('waits for a worker that is at it', async () => {
    const lease = await test.ports.jobs.lease(take.id);
    const sealing = test.studio.sealApproval(take.id);
    await new Promise((done) => setTimeout(done, 150));
    expect(await kinds()).toEqual([]);
    await lease?.release();
    expect(rolesOf(await sealing)).toEqual(['supervisor']);
  });

  it('leaves the approval standing and says why, when it fails', async () => {
    const failing = { ...test.ports.sealer, sealApproval: () => Promise.reject(new Error('no certificate')) };
    const ports = { ...test.ports, sealer: failing };
    await expect(processTake(ports, take.id, new AbortController().signal)).rejects.toThrow('no certificate');
    expect((await now()).state).toBe('approved');
    const delivery = createStudio(ports).deliverTake(take.id, { by: producer, folder: join(test.folder, 'delivery') });
    await expect(delivery).rejects.toThrow('no certificate');
    await work();
    expect(rolesOf(await now())).toEqual(['supervisor']);
  });

  it('is refused where a stored file is damaged: no fresh seal for changed bytes', async () => {
    const path = await test.studio.pathOfFile(take.id, take.files[0]!.name);
    const bytes = await readFile(path);
    bytes[40]! ^= 1;
    await writeFile(path, bytes);
    await expect(test.studio.sealApproval(take.id)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    expect(await kinds()).toEqual([]);
  });
});
