import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from './hash.ts';
import { createDevelopmentSigner } from './open-signer.ts';
import { type SealedFile, sealFile } from './seal-file.ts';
import type { SealManifest } from './seal-manifest.ts';
import { sealSequence } from './seal-sequence.ts';
import type { Signer } from './signer.ts';
import { EXAMPLE_MANIFEST } from './testing/example-manifest.ts';
import { makePng } from './testing/make-png.ts';
import { createSeededRandom } from './testing/seeded-random.ts';
import { verifyFile } from './verify-file.ts';

const MP4_FIXTURE = fileURLToPath(new URL('../fixtures/test-pattern.mp4', import.meta.url));
const APPROVALS = [
  { role: 'supervisor', at: '2026-11-24T09:00:00.000Z' },
  { role: 'producer', at: '2026-11-24T10:00:00.000Z' },
];

let folder: string;
let signer: Signer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-approval-'));
  signer = await createDevelopmentSigner(join(folder, 'signer'), new Date());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function approvedManifest(earlierSha256: string): SealManifest {
  return {
    ...EXAMPLE_MANIFEST,
    at: '2026-11-24T10:00:01.000Z',
    humanOversightLevel: 'human_validated',
    approval: { approvals: APPROVALS, earlierSha256 },
  };
}

function sealAs(name: string, mediaType: string, manifest: SealManifest): Promise<SealedFile> {
  const paths = { sourcePath: join(folder, name), targetPath: join(folder, `sealed-${name}`) };
  return sealFile({ ...paths, mediaType, manifest, signer });
}

describe.each(['mp4', 'png'])('a sealed %s that was approved', (kind) => {
  const mediaType = kind === 'mp4' ? 'video/mp4' : 'image/png';
  let sealed: SealedFile;
  let approved: SealedFile;
  beforeAll(async () => {
    await writeFile(join(folder, `shot.${kind}`), kind === 'mp4' ? await readFile(MP4_FIXTURE) : makePng(16, 9));
    sealed = await sealAs(`shot.${kind}`, mediaType, { ...EXAMPLE_MANIFEST, humanOversightLevel: 'prompt_guided' });
    approved = await sealAs(`sealed-shot.${kind}`, mediaType, approvedManifest(sealed.sha256));
  });

  it('says that people validated it, in which roles and when, and still what went into it', async () => {
    const { state, manifest } = await verifyFile(approved.path);
    expect(state).toBe('valid');
    expect(manifest).toMatchObject({
      humanOversightLevel: 'human_validated',
      approvals: APPROVALS,
      earlierSha256: sealed.sha256,
      recipeHash: EXAMPLE_MANIFEST.recipeHash,
      takeId: 'take-1',
      digitalSourceType: 'compositeSynthetic',
      actions: ['c2pa.opened', 'org.backlot.approved', 'org.backlot.approved'],
      trainingAllowed: false,
    });
    expect(manifest?.ingredients.map(({ title, relationship }) => [title, relationship])).toEqual([
      ['shot.mp4, before its approval', 'parentOf'],
      ['plate.png', 'componentOf'],
    ]);
  });

  it('is another file than before, which still says that nobody had looked at it', async () => {
    expect(approved.sha256).not.toBe(sealed.sha256);
    expect(approved.unsealedSha256).toBe(sealed.sha256);
    const { state, manifest } = await verifyFile(sealed.path);
    expect(state).toBe('valid');
    expect(manifest?.humanOversightLevel).toBe('prompt_guided');
    expect(manifest?.approvals).toBeUndefined();
  });

  it('shows any flipped byte', async () => {
    const bytes = await readFile(approved.path);
    const random = createSeededRandom(3);
    const unnoticed: number[] = [];
    for (let at = 0; at < bytes.byteLength; at += 1 + Math.floor(random() * 150)) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 + Math.floor(random() * 255);
      await writeFile(join(folder, `flipped.${kind}`), changed);
      if ((await verifyFile(join(folder, `flipped.${kind}`))).state !== 'invalid') unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
  });

  it('is sealed from no other file than the one that was approved', async () => {
    const unsealed = sealAs(`shot.${kind}`, mediaType, approvedManifest(sealed.sha256));
    await expect(unsealed).rejects.toMatchObject({ code: 'SEAL_INVALID' });
    const otherTake = { ...approvedManifest(sealed.sha256), takeId: 'take-2' };
    await expect(sealAs(`sealed-shot.${kind}`, mediaType, otherTake)).rejects.toMatchObject({ code: 'SEAL_INVALID' });
    const nobody = { ...EXAMPLE_MANIFEST, approval: { approvals: [], earlierSha256: sealed.sha256 } };
    await expect(sealAs(`sealed-shot.${kind}`, mediaType, nobody)).rejects.toThrow(/by nobody/);
  });
});

describe('what the credentials say of models', () => {
  const models = [
    { type: 'image-to-image', name: 'Re-age', identifier: 'studio-model:re-age@2.1' },
    { type: 'segmentation', name: 'Cut-out', identifier: 'studio-model:cut-out@1.0' },
  ];
  const trained = { ...EXAMPLE_MANIFEST, digitalSourceType: 'compositeWithTrainedAlgorithmicMedia' as const };

  it('is nothing where none was used, and each by name where some were', async () => {
    await writeFile(join(folder, 'plain.png'), makePng(8, 8));
    const plain = await sealAs('plain.png', 'image/png', EXAMPLE_MANIFEST);
    expect(plain.verification.manifest).not.toHaveProperty('models');
    expect((await readFile(plain.path)).includes('modelName')).toBe(false);
    const made = await sealAs('plain.png', 'image/png', { ...trained, models, humanOversightLevel: 'prompt_guided' });
    expect(made.verification.manifest).toMatchObject({
      models: ['Re-age', 'Cut-out'],
      humanOversightLevel: 'prompt_guided',
    });
  });

  it('is refused where the source type denies it, or where a model has no name', async () => {
    const [model] = models;
    await expect(sealAs('plain.png', 'image/png', { ...EXAMPLE_MANIFEST, models })).rejects.toThrow(/trained model/);
    const unnamed = { ...trained, models: [{ ...model!, identifier: ' ' }] };
    await expect(sealAs('plain.png', 'image/png', unnamed)).rejects.toThrow(/an identifier/);
  });
});

describe('a sidecar of an approved sequence', () => {
  it('says so, over the same files', async () => {
    const path = join(folder, 'composite.0001.exr');
    await writeFile(path, 'a frame');
    const files = [{ name: 'composite.0001.exr', path }];
    const targetPath = join(folder, 'composite.seal.json');
    const first = await sealSequence({ files, targetPath, manifest: EXAMPLE_MANIFEST, signer });
    const manifest = approvedManifest(first.sha256);
    const second = await sealSequence({ files, targetPath, manifest, signer });
    expect(second.verification.manifest).toMatchObject({
      humanOversightLevel: 'human_validated',
      approvals: APPROVALS,
      earlierSha256: first.sha256,
    });
    expect(await verifyFile(path)).toMatchObject({ state: 'valid', sha256: sha256Hex('a frame') });
  });
});
