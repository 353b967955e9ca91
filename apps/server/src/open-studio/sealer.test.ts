import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashRecipe, sha256Hex, verifyFile } from '@backlot/evidence';
import { type Recipe, UNDECLARED_USE } from '@backlot/film';
import type { LocatedFile, TakeRecord } from '@backlot/studio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSealer } from './sealer.ts';

const recipe: Recipe = {
  schema: 1,
  engine: { id: 'gradient', version: '1' },
  shot: 'sq010/sh0010',
  purpose: 'ideation',
  parameters: {},
  inputs: [],
  seed: 7,
  builds: {},
};
const by = { name: 'Ada', role: 'artist' } as const;
const at = '2026-01-01T00:00:00.000Z';
const take: TakeRecord = {
  id: 'take-1',
  production: 'example',
  shot: recipe.shot,
  version: 1,
  engine: 'gradient',
  purpose: 'ideation',
  state: 'sealing',
  recipe,
  recipeHash: hashRecipe(recipe),
  licences: {},
  use: UNDECLARED_USE,
  words: [],
  faces: [],
  likenesses: [],
  picture: { widthPx: 4, heightPx: 4, durationFrames: 1, frameRate: { numerator: 24, denominator: 1 } },
  requestedBy: by,
  requestedAt: at,
  updatedAt: at,
  approvals: [],
  reviewCount: 0,
  outputs: [],
  files: [],
  findings: [],
  figures: {},
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-sealer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function openSealer() {
  const nowMs = () => Date.now();
  return createSealer({ folder: join(folder, 'signing'), environment: {}, studioVersion: '0', nowMs });
}

async function seal(file: Partial<LocatedFile['file']>) {
  const name = file.name ?? 'frame.exr';
  const path = join(folder, name);
  await writeFile(path, 'picture');
  const output = {
    file: { role: 'composite', name, mediaType: 'image/x-exr', sha256: sha256Hex('picture'), byteLength: 7, ...file },
    path,
  };
  const sealer = openSealer();
  const { files } = await sealer.seal({
    take,
    digitalSourceType: 'algorithmicMedia',
    outputs: [output],
    inputs: [],
    models: [],
    answers: [],
    outDir: folder,
    signal: new AbortController().signal,
  });
  return { sealer, files };
}

describe('the sealer', () => {
  it('says of a seal whose take it names and who signed it', async () => {
    const { sealer, files } = await seal({});
    expect(await sealer.check(join(folder, files[0]!.name), 'application/json')).toMatchObject({
      state: 'valid',
      takeId: 'take-1',
      recipeHash: take.recipeHash,
      signer: expect.stringMatching(/./),
    });
  });

  it('gives a master above 400 MiB a sidecar', async () => {
    const { files } = await seal({ name: 'master.mp4', mediaType: 'video/mp4', byteLength: 400 * 1024 * 1024 + 1 });
    expect(files).toMatchObject([{ kind: 'sidecar' }]);
  });

  it('leaves a vendor’s original as it came, and seals beside it', async () => {
    const original = { ...(await writeOutput('originals/a.png', 'image/png', TINY_PNG)), role: 'original' };
    const variant = { ...(await writeOutput('variants/a.png', 'image/png', TINY_PNG)), role: 'variant' };
    const outputs = [original, variant].map(({ role, file, path }) => ({ file: { ...file, role }, path }));
    const outDir = join(folder, 'sealed');
    const { files } = await openSealer().seal({
      take,
      digitalSourceType: 'trainedAlgorithmicMedia',
      outputs,
      inputs: [],
      models: [],
      answers: [],
      outDir,
      signal: new AbortController().signal,
    });
    expect(files.map(({ name, kind }) => [name, kind])).toEqual([
      ['variants/a.png', 'embedded'],
      ['original.seal.json', 'sidecar'],
    ]);
  });
});

describe('the sealer, of what a model made', () => {
  const job = { take, inputs: [], signal: new AbortController().signal };
  const model = { type: 'image', name: 'Clay', identifier: 'Clay & Co 1' };

  it('names the model, and keeps the credentials that its answer brought', async () => {
    const sealer = openSealer();
    const [vendors, ours] = [join(folder, 'vendors'), join(folder, 'ours')];
    const source = { ...(await writeOutput('answer.png', 'image/png', TINY_PNG)), role: 'poster' };
    const outputs = [{ ...source, file: { ...source.file, role: 'poster' } }];
    const made = { ...job, digitalSourceType: 'trainedAlgorithmicMedia', models: [model] } as const;
    await sealer.seal({ ...made, outputs, answers: [], outDir: vendors });
    const path = join(vendors, 'answer.png');
    const bytes = await readFile(path);
    const { byteLength } = bytes;
    const answer = { name: 'vendor.png', mediaType: 'image/png', sha256: sha256Hex(bytes), byteLength, path };
    await sealer.seal({ ...made, outputs, answers: [{ ...answer, hasCredentials: true }], outDir: ours });
    const found = await verifyFile(join(ours, 'answer.png'));
    expect(found).toMatchObject({ state: 'valid', manifest: { models: [model.name] } });
    const sealed = await readFile(join(ours, 'answer.png'));
    // The vendor's own claim is carried whole: its manifest is as long as ours is without it.
    expect(sealed.byteLength).toBeGreaterThan(1.8 * byteLength);
    expect(found.manifest?.ingredients).toContainEqual(expect.objectContaining({ title: 'vendor.png' }));
  });
});

describe('the sealer, upon an approval', () => {
  const approvals = [{ role: 'supervisor', at: '2026-01-02T00:00:00.000Z' }];
  const noticed = {
    digitalSourceType: 'algorithmicMedia',
    models: [],
    answers: [],
    signal: new AbortController().signal,
  } as const;

  it('seals each file again by the kind of seal that it has, and names the role, not the person', async () => {
    const [first, again] = [join(folder, 'first'), join(folder, 'again')];
    const sealer = openSealer();
    const outputs = [
      await writeOutput('composite/composite.0001.exr', 'image/x-exr', Buffer.from('a frame')),
      { ...(await writeOutput('poster.png', 'image/png', TINY_PNG)), role: 'poster' },
    ].map(({ role, file, path }) => ({ file: { ...file, role }, path }));
    const sealed = await sealer.seal({ take, ...noticed, outputs, inputs: [], outDir: first });
    const hashed = await Promise.all(
      sealed.files.map(async ({ kind, ...file }) => {
        const bytes = await readFile(join(first, file.name));
        return {
          kind,
          file: { ...file, sha256: sha256Hex(bytes), byteLength: bytes.byteLength },
          path: join(first, file.name),
        };
      }),
    );
    const seal = {
      state: 'valid' as const,
      signer: 'us',
      sealedAt: at,
      files: hashed.map(({ kind, file }) => ({ kind, name: file.name, sha256: file.sha256 })),
      ledgerIndex: 0,
      ledgerHash: 'a'.repeat(64),
    };
    const files = [...outputs.filter(({ file }) => file.role === 'composite'), ...hashed];
    const job = { take: { ...take, seal }, ...noticed, files, approvals, outDir: again };
    const approved = await sealer.sealApproval(job);
    expect(approved.files.map(({ name, kind }) => [name, kind]).sort()).toEqual([
      ['composite.seal.json', 'sidecar'],
      ['poster.png', 'embedded'],
    ]);
    for (const { name } of approved.files) {
      const found = await verifyFile(join(again, name)).then(({ manifest }) => manifest);
      expect(found).toMatchObject({ humanOversightLevel: 'human_validated', approvals });
      const before = seal.files.find((file) => file.name === name);
      expect(found?.earlierSha256).toBe(before?.sha256);
      expect((await readFile(join(again, name))).includes('Grace')).toBe(false);
    }
    const poster = await verifyFile(join(first, 'poster.png'));
    expect(poster.manifest).toMatchObject({ humanOversightLevel: 'prompt_guided' });
  });
});

/** One pixel. */
const TINY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function writeOutput(name: string, mediaType: string, bytes: Buffer) {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  const role = 'composite';
  return { role, file: { role, name, mediaType, sha256: sha256Hex(bytes), byteLength: bytes.byteLength }, path };
}
