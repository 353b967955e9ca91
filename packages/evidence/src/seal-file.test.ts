import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BacklotError } from '@backlot/film';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startC2paEngine } from './c2pa-engine.ts';
import { sha256Hex } from './hash.ts';
import { createDevelopmentSigner } from './open-signer.ts';
import { type SealedFile, sealFile } from './seal-file.ts';
import type { Signer } from './signer.ts';
import { EXAMPLE_MANIFEST } from './testing/example-manifest.ts';
import { makePng } from './testing/make-png.ts';
import { createSeededRandom } from './testing/seeded-random.ts';
import { OFFLINE_SETTINGS } from './verify-bytes.ts';
import { verifyFile } from './verify-file.ts';

const MP4_FIXTURE = fileURLToPath(new URL('../fixtures/test-pattern.mp4', import.meta.url));

let folder: string;
let signer: Signer;
const sources: { name: string; mediaType: string; bytes: Buffer }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-seal-'));
  signer = await createDevelopmentSigner(join(folder, 'signer'), new Date());
  sources.push({ name: 'shot.mp4', mediaType: 'video/mp4', bytes: await readFile(MP4_FIXTURE) });
  sources.push({ name: 'poster.png', mediaType: 'image/png', bytes: makePng(16, 9) });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function seal(index: number, target: string, changes = {}): Promise<SealedFile> {
  const source = sources[index]!;
  const sourcePath = join(folder, `unsealed-${source.name}`);
  await writeFile(sourcePath, source.bytes);
  const manifest = { ...EXAMPLE_MANIFEST, title: source.name, ...changes };
  return sealFile({ sourcePath, targetPath: join(folder, target), mediaType: source.mediaType, manifest, signer });
}

describe.each([
  [0, 'mp4'],
  [1, 'png'],
])('sealing %i: %s', (index, kind) => {
  it('says what was made, from what, by which recipe, and that training is not allowed', async () => {
    const sealed = await seal(index, `says.${kind}`);
    const found = await verifyFile(sealed.path);
    expect(found).toMatchObject({ state: 'valid', kind: 'embedded', sha256: sealed.sha256 });
    expect(found.reasons).toEqual(['no declared trust anchor vouches for the signer']);
    expect(found.manifest).toEqual({
      title: sources[index]!.name,
      recipeHash: EXAMPLE_MANIFEST.recipeHash,
      engine: { id: 'collapse', version: '1.0.0' },
      takeId: 'take-1',
      digitalSourceType: 'compositeSynthetic',
      actions: ['c2pa.created', 'c2pa.placed'],
      ingredients: [
        {
          title: 'plate.png',
          relationship: 'componentOf',
          sha256: 'ab'.repeat(32),
          licence: 'The crew: Made for this production.',
        },
      ],
      signer: 'Backlot development signer',
      at: '2026-11-22T10:00:00.000Z',
      trainingAllowed: false,
    });
  });

  it('keeps the hash of the bytes before sealing', async () => {
    const sealed = await seal(index, `hash.${kind}`);
    expect(sealed.unsealedSha256).toBe(sha256Hex(sources[index]!.bytes));
    expect(sealed.sha256).toBe(sha256Hex(await readFile(sealed.path)));
  });

  it('is trusted once its root is declared an anchor', async () => {
    const sealed = await seal(index, `trusted.${kind}`);
    const trustAnchorsPem = await readFile(join(folder, 'signer', 'development-root.pem'), 'utf8');
    expect(await verifyFile(sealed.path, { trustAnchorsPem })).toMatchObject({ state: 'trusted', reasons: [] });
  });

  it('validates for a plain C2PA reader, byte seal and all', async () => {
    const sealed = await seal(index, `plain.${kind}`);
    const { Reader } = await startC2paEngine();
    const bytes = await readFile(sealed.path);
    const reader = await Reader.fromBytes(sources[index]!.mediaType, bytes, JSON.stringify(OFFLINE_SETTINGS));
    const report = JSON.parse(reader.json());
    expect(report.validation_state).toBe('Valid');
    expect(report.validation_results.activeManifest.failure.map((status: { code: string }) => status.code)).toEqual([
      'signingCredential.untrusted',
    ]);
  });

  it('shows any flipped byte, in content, metadata, manifest, padding or seal', async () => {
    const sealed = await seal(index, `flip.${kind}`);
    const bytes = await readFile(sealed.path);
    const random = createSeededRandom(index + 1);
    const path = join(folder, `flipped.${kind}`);
    const places = Array.from({ length: 150 }, () => Math.floor(random() * bytes.byteLength));
    // The first bytes (magic, ftyp) and a sweep over the whole file, so that no region is missed by chance.
    places.push(...Array.from({ length: 40 }, (_, at) => at));
    for (let at = 0; at < bytes.byteLength; at += 97) places.push(at);
    const unnoticed: number[] = [];
    for (const at of places) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 + Math.floor(random() * 255));
      await writeFile(path, changed);
      if ((await verifyFile(path)).state !== 'invalid') unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
  });

  it('shows bytes added, cut off or swapped', async () => {
    const bytes = await readFile((await seal(index, `cut.${kind}`)).path);
    const swapped = Buffer.from(bytes);
    swapped.subarray(-40, -20).reverse();
    for (const changed of [
      Buffer.concat([bytes, Buffer.of(0)]),
      bytes.subarray(0, -1),
      bytes.subarray(0, 20),
      swapped,
    ]) {
      const path = join(folder, `changed.${kind}`);
      await writeFile(path, changed);
      expect((await verifyFile(path)).state).toBe('invalid');
    }
  });

  it('tells a seal that cannot be read any more from no seal', async () => {
    const bytes = await readFile((await seal(index, `unread.${kind}`)).path);
    const boxHead = bytes.indexOf(kind === 'png' ? 'caBX' : 'uuid');
    for (const at of [0, 4, boxHead, boxHead + 2, bytes.indexOf('jumb')]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 0x20;
      const path = join(folder, `unread-changed.${kind}`);
      await writeFile(path, changed);
      expect(await verifyFile(path), `byte ${at}`).toMatchObject({ state: 'invalid', kind: 'embedded' });
    }
  });

  it('still verifies good files after reading broken ones', async () => {
    const sealed = await seal(index, `after.${kind}`);
    expect((await verifyFile(sealed.path)).state).toBe('valid');
  });

  it('says so where a file was never sealed', async () => {
    const path = join(folder, `never.${kind}`);
    await writeFile(path, sources[index]!.bytes);
    const found = await verifyFile(path);
    expect(found).toMatchObject({ state: 'invalid', kind: 'none', reasons: ['no Content Credentials in this file'] });
  });

  it('can seal a file in its own place', async () => {
    const path = join(folder, `same.${kind}`);
    await writeFile(path, sources[index]!.bytes);
    const { mediaType } = sources[index]!;
    await sealFile({ sourcePath: path, targetPath: path, mediaType, manifest: EXAMPLE_MANIFEST, signer });
    expect((await verifyFile(path)).state).toBe('valid');
  });
});

describe('what is refused', () => {
  it('opens with a parent, edits it, and states human oversight', async () => {
    const ingredients = [{ ...EXAMPLE_MANIFEST.ingredients[0]!, relationship: 'parentOf' as const }];
    const sealed = await seal(1, 'parent.png', { ingredients, humanOversightLevel: 'human_validated' });
    expect(sealed.verification.manifest).toMatchObject({
      actions: ['c2pa.opened', 'c2pa.edited'],
      humanOversightLevel: 'human_validated',
    });
  });

  it('feeds a generation with an input', async () => {
    const ingredients = [{ ...EXAMPLE_MANIFEST.ingredients[0]!, relationship: 'inputTo' as const }];
    const sealed = await seal(1, 'input.png', { ingredients, digitalSourceType: 'algorithmicMedia' });
    expect(sealed.verification.manifest).toMatchObject({ actions: ['c2pa.created'] });
  });

  it.each(['digitalArt', 'minorHumanEdits', 'painting'])('refuses the source type %s', async (digitalSourceType) => {
    await expect(seal(0, 'wrong-type.mp4', { digitalSourceType })).rejects.toThrow(/no IPTC digital source type/);
  });

  it('leaves nothing behind when signing or verifying fails', async () => {
    const target = join(folder, 'never-there');
    const wrongHash = { ...EXAMPLE_MANIFEST, recipeHash: 'f'.repeat(64) };
    const sourcePath = join(folder, 'unsealed-poster.png');
    await writeFile(sourcePath, makePng(4, 4));
    const forger: Signer = { ...signer, sign: () => new Uint8Array(64).fill(9) };
    const attempts = [
      { manifest: wrongHash, signer, mediaType: 'image/png' },
      { manifest: EXAMPLE_MANIFEST, signer: forger, mediaType: 'image/png' },
      { manifest: EXAMPLE_MANIFEST, signer, mediaType: 'video/mp4' },
      { manifest: EXAMPLE_MANIFEST, signer, mediaType: 'image/x-exr' },
    ];
    for (const attempt of attempts) {
      const targetPath = join(target, 'poster.png');
      const failure = await sealFile({ sourcePath, targetPath, ...attempt }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(BacklotError);
      expect(failure).toMatchObject({ code: 'SEAL_INVALID' });
      expect(await readdir(target).catch(() => [])).toEqual([]);
    }
  });

  it('says that a missing file is missing', async () => {
    await expect(verifyFile(join(folder, 'no-such.mp4'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
