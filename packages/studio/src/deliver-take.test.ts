import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
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

describe('a delivery whose process is killed', () => {
  const isAboutDelivery = (kind: string) => kind.startsWith('delivery-') || kind === 'take-delivered';
  const kindsOf = async (takeId: string) =>
    (await test.studio.ledgerOfTake(takeId)).map((entry) => entry.kind).filter(isAboutDelivery);

  /** A studio that dies with its folder in place, before the ledger hears that it was delivered. */
  function dyingAfterFolder() {
    const { files } = test.ports;
    const writeFolder: typeof files.writeFolder = async (...order) => {
      await files.writeFolder(...order);
      throw new Error('killed');
    };
    return createStudio({ ...test.ports, files: { ...files, writeFolder } });
  }

  it('after the folder appeared is finished by the next try, with that very folder', async () => {
    const take = await makeApprovedTake(test);
    await expect(dyingAfterFolder().deliverTake(take.id, { by, folder: delivery })).rejects.toThrow('killed');
    expect(await kindsOf(take.id)).toEqual(['delivery-started']);
    const manifest = await readFile(join(delivery, 'checksums.sha256'), 'utf8');
    const again = await test.studio.deliverTake(take.id, { by, folder: delivery });
    expect(again).toMatchObject({
      outcome: 'delivered',
      fileCount: take.files.length + 3,
      take: { state: 'delivered' },
    });
    expect(await readFile(join(delivery, 'checksums.sha256'), 'utf8')).toBe(manifest);
    expect(await kindsOf(take.id)).toEqual(['delivery-started', 'take-delivered']);
    expect((await test.studio.ledgerOfTake(take.id)).at(-1)?.body).toMatchObject({
      checksumsSha256: createHash('sha256').update(manifest).digest('hex'),
    });
  });

  it('before the folder appeared is made by the next try', async () => {
    const take = await makeApprovedTake(test);
    const writeFolder = () => Promise.reject(new Error('killed'));
    const dying = createStudio({ ...test.ports, files: { ...test.ports.files, writeFolder } });
    await expect(dying.deliverTake(take.id, { by, folder: delivery })).rejects.toThrow('killed');
    expect(await test.studio.deliverTake(take.id, { by, folder: delivery })).toMatchObject({ outcome: 'delivered' });
    expect(await kindsOf(take.id)).toEqual(['delivery-started', 'delivery-started', 'take-delivered']);
  });

  it('is not finished over a folder in which a file was changed since', async () => {
    const take = await makeApprovedTake(test);
    await expect(dyingAfterFolder().deliverTake(take.id, { by, folder: delivery })).rejects.toThrow('killed');
    await writeFile(join(delivery, take.files[0]!.name), 'other');
    const again = test.studio.deliverTake(take.id, { by, folder: delivery });
    await expect(again).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    expect((await test.studio.getTake(take.id)).state).toBe('approved');
  });

  it('leaves a folder of somebody else, and one that is delivered already, as they are', async () => {
    const take = await makeApprovedTake(test);
    await mkdir(delivery);
    await writeFile(join(delivery, 'checksums.sha256'), 'mine');
    const over = test.studio.deliverTake(take.id, { by, folder: delivery });
    await expect(over).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
    expect(await kindsOf(take.id)).toEqual([]);
    const other = join(test.folder, 'other');
    await test.studio.deliverTake(take.id, { by, folder: other });
    const twice = test.studio.deliverTake(take.id, { by, folder: other });
    await expect(twice).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
  });
});
