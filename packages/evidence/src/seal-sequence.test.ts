import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from './hash.ts';
import { createDevelopmentSigner } from './open-signer.ts';
import { sealSequence } from './seal-sequence.ts';
import type { Signer } from './signer.ts';
import { EXAMPLE_MANIFEST } from './testing/example-manifest.ts';
import { createSeededRandom } from './testing/seeded-random.ts';
import { verifyFile } from './verify-file.ts';

const FRAMES = 4;

let folder: string;
let signer: Signer;
let sidecar: string;

function frameName(frame: number): string {
  return `composite/composite.${String(frame).padStart(4, '0')}.exr`;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-sequence-'));
  signer = await createDevelopmentSigner(join(folder, 'signer'), new Date());
  await mkdir(join(folder, 'composite'));
  const files = [];
  for (let frame = 1; frame <= FRAMES; frame += 1) {
    const path = join(folder, frameName(frame));
    await writeFile(path, Buffer.concat([Buffer.from([0x76, 0x2f, 0x31, 0x01]), Buffer.alloc(200, frame)]));
    files.push({ name: frameName(frame), path, frame });
  }
  sidecar = join(folder, 'composite.seal.json');
  await sealSequence({ files, targetPath: sidecar, manifest: { ...EXAMPLE_MANIFEST, title: 'composite' }, signer });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a sealed sequence', () => {
  it('says what was made, from what, by which recipe', async () => {
    expect(await verifyFile(sidecar)).toMatchObject({
      state: 'valid',
      kind: 'sidecar',
      manifest: {
        title: 'composite',
        recipeHash: EXAMPLE_MANIFEST.recipeHash,
        digitalSourceType: 'compositeSynthetic',
        actions: ['c2pa.created', 'c2pa.placed'],
        ingredients: [{ title: 'plate.png', licence: 'The crew: Made for this production.' }],
        signer: 'Backlot development signer',
        trainingAllowed: false,
      },
    });
  });

  it('is trusted once its root is declared an anchor, and not by another', async () => {
    const own = await readFile(join(folder, 'signer', 'development-root.pem'), 'utf8');
    await createDevelopmentSigner(join(folder, 'other'), new Date());
    const other = await readFile(join(folder, 'other', 'development-root.pem'), 'utf8');
    expect((await verifyFile(sidecar, { trustAnchorsPem: own })).state).toBe('trusted');
    expect((await verifyFile(sidecar, { trustAnchorsPem: other })).state).toBe('valid');
  });

  it('vouches for each frame on its own', async () => {
    expect(await verifyFile(join(folder, frameName(2)))).toMatchObject({ state: 'valid', kind: 'sidecar' });
  });

  it('names the frame that was changed, and leaves the others valid', async () => {
    const path = join(folder, frameName(3));
    const bytes = await readFile(path);
    bytes[100]! ^= 1;
    await writeFile(path, bytes);
    const reason = `file.mismatch: "${frameName(3)}" was changed after sealing`;
    expect(await verifyFile(sidecar)).toMatchObject({ state: 'invalid', reasons: [reason] });
    expect(await verifyFile(path)).toMatchObject({ state: 'invalid', reasons: [reason] });
    expect((await verifyFile(join(folder, frameName(1)))).state).toBe('valid');
  });

  it('sees frames swapped and missing', async () => {
    await rename(join(folder, frameName(1)), join(folder, 'kept'));
    expect(await verifyFile(sidecar)).toMatchObject({ reasons: [`file.missing: "${frameName(1)}" cannot be read`] });
    await rename(join(folder, frameName(2)), join(folder, frameName(1)));
    await rename(join(folder, 'kept'), join(folder, frameName(2)));
    expect((await verifyFile(join(folder, frameName(1)))).state).toBe('invalid');
    expect((await verifyFile(sidecar)).reasons).toHaveLength(2);
  });

  it('knows a frame under another name when told of the sidecar', async () => {
    const path = join(folder, 'stored');
    await copyFile(join(folder, frameName(1)), path);
    expect((await verifyFile(path, { sidecarPath: sidecar })).state).toBe('valid');
    await writeFile(path, 'another');
    expect((await verifyFile(path, { sidecarPath: sidecar })).state).toBe('invalid');
  });

  it('shows any flipped byte of the sidecar', async () => {
    const bytes = await readFile(sidecar);
    const random = createSeededRandom(3);
    for (let run = 0; run < 300; run += 1) {
      const at = run < 60 ? run : Math.floor(random() * bytes.byteLength);
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (run % 8);
      await writeFile(sidecar, changed);
      expect((await verifyFile(sidecar)).state, `byte ${at}`).toBe('invalid');
    }
  });

  it('does not pass with another one’s chain or signature', async () => {
    const other = await createDevelopmentSigner(join(folder, 'other'), new Date());
    const files = [{ name: frameName(1), path: join(folder, frameName(1)) }];
    const targetPath = join(folder, 'forged.seal.json');
    const mixed: Signer = { ...other, chain: signer.chain };
    await expect(sealSequence({ files, targetPath, manifest: EXAMPLE_MANIFEST, signer: mixed })).rejects.toMatchObject({
      code: 'SEAL_INVALID',
    });
    const badOrder: Signer = { ...signer, chain: [signer.chain[0]!, other.chain[1]!] };
    await expect(sealSequence({ files, targetPath, manifest: EXAMPLE_MANIFEST, signer: badOrder })).rejects.toThrow(
      /not issued by the next/,
    );
    expect((await readdir(folder)).filter((name) => name.includes('forged'))).toEqual([]);
  });

  it('is invalid once its certificates have run out', async () => {
    expect(await verifyFile(sidecar, { now: new Date('2090-01-01') })).toMatchObject({ state: 'invalid' });
  });

  it('refuses an empty sequence, two files of one name, and a name that nobody would look for', async () => {
    const file = { name: 'a.exr', path: join(folder, frameName(1)) };
    const base = { manifest: EXAMPLE_MANIFEST, signer, targetPath: join(folder, 'x.seal.json') };
    await expect(sealSequence({ ...base, files: [] })).rejects.toThrow(/no files/);
    await expect(sealSequence({ ...base, files: [file, file] })).rejects.toThrow(/one name/);
    await expect(sealSequence({ ...base, files: [file], targetPath: join(folder, 'x.json') })).rejects.toThrow(
      /must end/,
    );
  });

  it('says so where no sidecar speaks of a file', async () => {
    const path = join(folder, 'composite', 'stranger.exr');
    await writeFile(path, Buffer.from([0x76, 0x2f, 0x31, 0x01, 9]));
    const found = await verifyFile(path);
    expect(found).toMatchObject({ state: 'invalid', kind: 'none', sha256: sha256Hex(await readFile(path)) });
  });
});
