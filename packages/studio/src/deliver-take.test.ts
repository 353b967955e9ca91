import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudio } from './create-studio.ts';
import { makeApprovedTake, openTestStudio, type TestStudio } from './testing/test-studio.ts';

let test: TestStudio;
let delivery: string;

beforeEach(async () => {
  test = await openTestStudio();
  delivery = join(test.folder, 'delivery');
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

const by = { name: 'Ada', role: 'artist' } as const;
const isThere = (path: string) => stat(path).then(Boolean, () => false);

describe('a delivery of a take that is no longer whole', () => {
  it('is refused over one flipped byte, and leaves no folder', async () => {
    const take = await makeApprovedTake(test);
    const path = await test.studio.pathOfFile(take.id, take.files[1]!.name);
    const bytes = await readFile(path);
    bytes[40]! ^= 1;
    await writeFile(path, bytes);
    const refused = test.studio.deliverTake(take.id, { by, folder: delivery });
    await expect(refused).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message: expect.stringContaining(take.files[1]!.name),
    });
    expect(await isThere(delivery)).toBe(false);
    expect((await test.studio.getTake(take.id)).state).toBe('approved');
  });

  it('is refused over a seal that does not hold', async () => {
    const take = await makeApprovedTake(test);
    const check = async () => ({ state: 'invalid', reasons: ['forged'] }) as const;
    const studio = createStudio({ ...test.ports, sealer: { ...test.ports.sealer, checkSidecar: check } });
    await expect(studio.deliverTake(take.id, { by, folder: delivery })).rejects.toMatchObject({ code: 'SEAL_INVALID' });
    expect(await isThere(delivery)).toBe(false);
  });

  it('is refused over a ledger row that was changed', async () => {
    const take = await makeApprovedTake(test);
    const { records } = test.ports;
    const read: typeof records.ledger.read = async (from, limit) =>
      (await records.ledger.read(from, limit)).map((entry) => (entry.index === 0 ? { ...entry, kind: 'x' } : entry));
    const studio = createStudio({ ...test.ports, records: { ...records, ledger: { ...records.ledger, read } } });
    await expect(studio.deliverTake(take.id, { by, folder: delivery })).rejects.toMatchObject({ code: 'SEAL_INVALID' });
    expect(await isThere(delivery)).toBe(false);
  });
});
