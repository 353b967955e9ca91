import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashRecipe, sha256Hex } from '@backlot/evidence';
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
});
