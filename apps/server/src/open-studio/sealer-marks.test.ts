import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashRecipe, sha256Hex, verifyFile } from '@backlot/evidence';
import { type Recipe, UNDECLARED_USE } from '@backlot/film';
import { detectInFile, formatMark, markPayloadOf, openVideoWriter, type VideoCodec } from '@backlot/media';
import type { LocatedFile, TakeRecord } from '@backlot/studio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSealer } from './sealer.ts';

const SIZE = { widthPx: 960, heightPx: 540 };
const FILM = { numerator: 24, denominator: 1 };
const AT = '2026-01-01T00:00:00.000Z';
const recipe: Recipe = {
  schema: 1,
  engine: { id: 'collapse', version: '1' },
  shot: 'sq010/sh0010',
  purpose: 'final',
  parameters: {},
  inputs: [],
  seed: 7,
  builds: {},
};
const take: TakeRecord = {
  id: '01m89hvgtxw0jmad',
  production: 'example',
  shot: recipe.shot,
  version: 1,
  engine: 'collapse',
  purpose: 'final',
  state: 'sealing',
  recipe,
  recipeHash: hashRecipe(recipe),
  licences: {},
  use: UNDECLARED_USE,
  words: [],
  faces: [],
  likenesses: [],
  picture: { ...SIZE, durationFrames: 3, frameRate: FILM },
  requestedBy: { name: 'Ada', role: 'artist' },
  requestedAt: AT,
  updatedAt: AT,
  approvals: [],
  reviewCount: 0,
  outputs: [],
  files: [],
  findings: [],
  figures: {},
};
const payload = markPayloadOf(take.id);
const job = {
  take,
  digitalSourceType: 'compositeSynthetic',
  models: [],
  answers: [],
  signal: new AbortController().signal,
} as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-marks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Three frames of blurred blocks: enough texture to hide a mark in. */
async function makeFilm(name: string, codec: VideoCodec, mediaType: string, role: string): Promise<LocatedFile> {
  const path = join(folder, name);
  const writer = await openVideoWriter({ path, codec, ...SIZE, frameRate: FILM });
  for (let frame = 0; frame < 3; frame += 1) {
    const values = Float32Array.from({ length: SIZE.widthPx * SIZE.heightPx * 3 }, (_, index) => {
      const [x, y] = [Math.floor(index / 3) % SIZE.widthPx, Math.floor(index / 3 / SIZE.widthPx)];
      return 0.2 + 0.15 * Math.sin(x / 7) * Math.cos(y / 11) + 0.05 * (((x >> 3) ^ (y >> 3)) & 1) + frame / 100;
    });
    await writer.writeFrame(values);
  }
  await writer.close();
  const bytes = await readFile(path);
  return { file: { role, name, mediaType, sha256: sha256Hex(bytes), byteLength: bytes.byteLength }, path };
}

function openSealer() {
  const nowMs = () => Date.now();
  return createSealer({ folder: join(folder, 'signing'), environment: {}, studioVersion: '0', nowMs });
}

it('puts the mark into the film for the screen and none into the master', async () => {
  const outputs = [
    await makeFilm('shot.mp4', 'h264', 'video/mp4', 'video'),
    await makeFilm('shot.mov', 'prores-422-hq', 'video/quicktime', 'prores'),
  ];
  const outDir = join(folder, 'sealed');
  const sealed = await openSealer().seal({ ...job, outputs, inputs: [], outDir });
  expect(sealed.mark).toBe(formatMark(payload));
  expect(await detectInFile(join(outDir, 'shot.mp4'))).toMatchObject({ payload });
  expect(await detectInFile(join(outDir, 'shot.mov'))).toBeUndefined();
  expect((await verifyFile(join(outDir, 'shot.mp4'))).state).toBe('valid');
});

it('marks a master when it is asked to, and seals it anew', async () => {
  const files = [await makeFilm('master.mov', 'prores-422-hq', 'video/quicktime', 'prores')];
  const outDir = join(folder, 'masters');
  await mkdir(outDir);
  const approvals = [{ role: 'supervisor', at: AT }];
  const result = await openSealer().sealMarkedMasters({ ...job, files, approvals, outDir });
  expect(result.files).toMatchObject([{ name: 'master.mov', kind: 'embedded' }]);
  expect(await detectInFile(join(outDir, 'master.mov'))).toMatchObject({ payload });
  expect((await verifyFile(join(outDir, 'master.mov'))).state).toBe('valid');
});
