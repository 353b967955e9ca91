import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReferenceVault } from './reference-vault.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-vault-'));
});
afterEach(() => rm(home, { recursive: true }));
const keys = (): string => join(home, 'keys');
const picture = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) % 256);

describe('the vault of reference pictures', () => {
  it('gives back what it sealed, also after a restart, also nothing at all', async () => {
    const sealed = (await openReferenceVault(keys())).seal(picture, 'performer-1');
    const again = await openReferenceVault(keys());
    expect(Uint8Array.from(again.open(sealed, 'performer-1'))).toEqual(picture);
    expect(again.open(again.seal(new Uint8Array(0), 'x'), 'x')).toHaveLength(0);
  });

  it('never gives the same bytes twice and never the picture itself', async () => {
    const vault = await openReferenceVault(keys());
    const first = Buffer.from(vault.seal(picture, 'performer-1'));
    expect(first.equals(vault.seal(picture, 'performer-1'))).toBe(false);
    expect(first.includes(Buffer.from(picture.subarray(0, 16)))).toBe(false);
  });

  it('refuses another performer, another key, and any changed or missing byte', async () => {
    const vault = await openReferenceVault(keys());
    const sealed = vault.seal(picture.subarray(0, 40), 'performer-1');
    const refusal = expect.objectContaining({ code: 'REFERENCE_SEALED' });
    expect(() => vault.open(sealed, 'performer-2')).toThrow(refusal);
    const other = await openReferenceVault(join(home, 'other'));
    expect(() => other.open(sealed, 'performer-1')).toThrow(refusal);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed, (value, index) => (index === at ? value ^ 1 : value));
      expect(() => vault.open(changed, 'performer-1')).toThrow(refusal);
      expect(() => vault.open(sealed.subarray(0, at), 'performer-1')).toThrow(refusal);
    }
  });

  it('makes its key for the owner alone and refuses one that others may read or that is cut short', async () => {
    await openReferenceVault(keys());
    const path = join(keys(), 'reference.key');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(keys())).mode & 0o777).toBe(0o700);
    const refusal = expect.objectContaining({ code: 'REFERENCE_KEY_UNUSABLE' });
    await chmod(path, 0o640);
    await expect(openReferenceVault(keys())).rejects.toThrow(refusal);
    await chmod(path, 0o600);
    await writeFile(path, (await readFile(path)).subarray(0, 31));
    await expect(openReferenceVault(keys())).rejects.toThrow(refusal);
  });

  it('has one key when several start at once, and leaves nothing else behind', async () => {
    const vaults = await Promise.all(Array.from({ length: 8 }, () => openReferenceVault(keys())));
    const sealed = vaults[0]!.seal(picture, 'performer-1');
    for (const vault of vaults) expect(vault.open(sealed, 'performer-1')).toHaveLength(picture.length);
    expect(await readdir(keys())).toEqual(['reference.key']);
  });
});
