import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileFolders, fileFolders, storedPath, verifyStored } from './disk-files.ts';

const sha256 = createHash('sha256').update('bytes').digest('hex');
let home: string;
let folders: FileFolders;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-files-'));
  folders = fileFolders(home);
  await mkdir(dirname(storedPath(folders, sha256)), { recursive: true });
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('verifyStored', () => {
  it('is true of the bytes that were stored', async () => {
    await writeFile(storedPath(folders, sha256), 'bytes');
    expect(await verifyStored(folders, sha256)).toBe(true);
  });

  it('is false of other bytes and of none', async () => {
    expect(await verifyStored(folders, sha256)).toBe(false);
    await writeFile(storedPath(folders, sha256), 'bytez');
    expect(await verifyStored(folders, sha256)).toBe(false);
  });

  it('does not call damaged what it could not read', async () => {
    await mkdir(storedPath(folders, sha256));
    await expect(verifyStored(folders, sha256)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
