import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudio } from './create-studio.ts';
import type { FileStore } from './ports/file-store.ts';
import type { Sealer, SealState } from './ports/sealer.ts';
import type { TakeRecord } from './take-record.ts';
import { makeApprovedTake, openTestStudio, type TestStudio } from './testing/test-studio.ts';

let test: TestStudio;

beforeEach(async () => {
  test = await openTestStudio();
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

const studioWith = (verify: FileStore['verify']) =>
  createStudio({ ...test.ports, files: { ...test.ports.files, verify } });

describe('verifying a take', () => {
  it('throws what kept it from reading, and calls nothing damaged', async () => {
    const take = await makeApprovedTake(test);
    const exhausted = Object.assign(new Error('too many open files'), { code: 'EMFILE' });
    const studio = studioWith(() => Promise.reject(exhausted));
    await expect(studio.verifyTake(take.id)).rejects.toBe(exhausted);
  });

  it('reads at most four files at once, and reports them in their order', async () => {
    const take = await makeApprovedTake(test, 12);
    let [open, most] = [0, 0];
    const studio = studioWith(async (sha256) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
      return test.ports.files.verify(sha256);
    });
    const report = await studio.verifyTake(take.id);
    expect(report.state).toBe('valid');
    expect(report.files.map((file) => file.name)).toEqual(take.files.map((file) => file.name));
    expect(most).toBe(4);
  });
});

/** A sealer that puts a seal inside its one film, which `check` then reads as `state`. */
async function makeFilm(state: SealState): Promise<TakeRecord> {
  const film = { role: 'poster', name: 'film.png', mediaType: 'image/png', kind: 'embedded' } as const;
  const seal: Sealer['seal'] = async ({ outputs, outDir }) => {
    await copyFile(outputs[0]!.path, join(outDir, film.name));
    return { files: [film], state: 'valid', signer: 'inside' };
  };
  const check: Sealer['check'] = async () => ({ state, reasons: [] });
  const ports = { ...test.ports, sealer: { ...test.ports.sealer, seal, check } };
  test = { ...test, ports, studio: createStudio(ports) };
  return makeApprovedTake(test);
}

describe('a take whose records were changed', () => {
  /** Whatever bytes the store has, under the name of a file of the take. */
  async function swap({ id, files, updatedAt }: TakeRecord, name: string) {
    const kept = await (await test.ports.files.stage(join(test.folder, 'plate.png'))).keep();
    const swapped = files.map((file) => (file.name === name ? { ...file, ...kept } : file));
    await test.ports.records.transaction((writer) => writer.takes.change(id, { files: swapped, updatedAt }));
  }

  it('is invalid with another stored file under the name of a sealed one, and so is that file', async () => {
    const take = await makeFilm('valid');
    expect(await test.studio.verifyTake(take.id)).toMatchObject({ state: 'valid', reasons: [] });
    await swap(take, 'film.png');
    const report = await test.studio.verifyTake(take.id);
    expect(report.state).toBe('invalid');
    expect(report.reasons).toEqual([
      'film.png: this is not the file that was sealed under this name',
      'The files of the take are not those that the ledger witnessed',
    ]);
    expect(await test.studio.verifyFile(join(test.folder, 'plate.png'))).toMatchObject({
      state: 'invalid',
      takeId: take.id,
    });
    const by = { name: 'Iris', role: 'producer' } as const;
    const delivering = test.studio.deliverTake(take.id, { by, folder: join(test.folder, 'out') });
    await expect(delivering).rejects.toMatchObject({ code: 'SEAL_INVALID' });
  });

  it('is invalid with another stored file under the name of one that no seal is inside of', async () => {
    const take = await makeFilm('valid');
    await swap(take, take.files.find(({ role }) => role === 'composite')!.name);
    expect(await test.studio.verifyTake(take.id)).toMatchObject({
      state: 'invalid',
      reasons: ['The files of the take are not those that the ledger witnessed'],
    });
  });

  it('is invalid when a file that was sealed inside carries no seal', async () => {
    const { id } = await makeFilm('unsealed');
    const report = await test.studio.verifyTake(id);
    expect(report).toMatchObject({
      state: 'invalid',
      reasons: ['film.png: the seal that it was given is not there'],
    });
    const path = await test.studio.pathOfFile(id, 'film.png');
    expect(await test.studio.verifyFile(path)).toMatchObject({ state: 'invalid' });
  });

  it('stays valid as it is sealed upon its approval and put back when it is sent back', async () => {
    const { id } = await makeApprovedTake(test);
    await test.studio.sealApproval(id);
    expect(await test.studio.verifyTake(id)).toMatchObject({ state: 'valid', reasons: [] });
    const by = { name: 'Grace', role: 'supervisor' } as const;
    await test.studio.reviewTake(id, by, { decision: 'reject', text: 'no', strokes: [] });
    await test.studio.sealApproval(id);
    expect(await test.studio.verifyTake(id)).toMatchObject({ state: 'valid', reasons: [] });
  });
});
