import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readPicture, writeExr, writePng } from '@backlot/media';
import type { KnownFace, LocatedFile } from '@backlot/studio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFaceCheck } from './face-check.ts';

const check = createFaceCheck();
const { signal } = new AbortController();
const frameRate = { numerator: 24, denominator: 1 };

let home: string;
let portrait: string;
let ada: KnownFace;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-face-check-'));
  portrait = join(home, 'portrait.jpg');
  await writeFile(portrait, await readPortrait());
  const descriptors = await check.describe(portrait);
  ada = { performer: 'ada', name: 'Ada', descriptors, isDeclared: false, isConsented: false, hasConsent: false };
});
afterAll(() => rm(home, { recursive: true }));

/** The face that @vladmandic/human warms its models up with, read where it lies. */
async function readPortrait(): Promise<Buffer> {
  const home = dirname(dirname(createRequire(import.meta.url).resolve('@vladmandic/human')));
  const source = await readFile(join(home, 'src', 'sample.ts'), 'utf8');
  return Buffer.from(/export const face: string = `([^`]+)`/.exec(source)?.[1] ?? '', 'base64');
}

interface Wish {
  readonly known?: KnownFace;
  readonly path?: string;
  readonly role?: string;
  readonly mediaType?: string;
  readonly altersFaces?: boolean;
  readonly mayShowPeople?: boolean;
  readonly plate?: string;
}

async function verdicts(wish: Wish) {
  const { path = portrait, known = ada, role = 'poster', mediaType = 'image/jpeg', plate } = wish;
  const { altersFaces = false, mayShowPeople = true } = wish;
  const file = { role, name: 'a', mediaType, sha256: 'a'.repeat(64), byteLength: 1 };
  const files: readonly LocatedFile[] = [{ file, path }];
  const expected = { widthPx: 256, heightPx: 256, durationFrames: 1, frameRate };
  const inputs = plate ? [{ role: 'plate', path: plate, mediaType: 'image/jpeg' }] : [];
  const job = { files, inputs, expected, known: [known], altersFaces, mayShowPeople, signal };
  return (await check.inspect(job)).map(({ verdict }) => verdict);
}

describe('the check of faces', () => {
  it('refuses somebody on file, asks about who is only declared, passes who consented', async () => {
    expect(await verdicts({})).toEqual(['refused']);
    expect(await verdicts({ known: { ...ada, isDeclared: true } })).toEqual(['question']);
    expect(await verdicts({ known: { ...ada, hasConsent: true } })).toEqual(['question']);
    expect(await verdicts({ known: { ...ada, isDeclared: true, isConsented: true } })).toEqual(['consented']);
  });

  it('lets nobody pass as unchanged where the use alters faces, and still tells who is in the plate', async () => {
    expect(await verdicts({ plate: portrait })).toEqual(['in-plate']);
    expect(await verdicts({ plate: portrait, altersFaces: true })).toEqual(['refused', 'in-plate']);
  });

  it('looks at finished frames that are EXR where there are no others', async () => {
    const path = join(home, 'composite.exr');
    const { widthPx, heightPx, channels: stride, data } = await readPicture(portrait);
    const channels = ['R', 'G', 'B'].map((name, offset) => ({ name, type: 'half' as const, data, offset, stride }));
    await writeExr(path, { widthPx, heightPx, channels });
    expect(await verdicts({ path, role: 'composite', mediaType: 'image/x-exr' })).toEqual(['refused']);
  });

  it('looks at each of several stills, whoever is in the others', async () => {
    const empty = join(home, 'empty.png');
    const { widthPx, heightPx } = await readPicture(portrait);
    const channels = 3 as const;
    await writePng(empty, { widthPx, heightPx, channels, data: new Float32Array(widthPx * heightPx * 3).fill(0.4) });
    const files = [empty, empty, empty, portrait].map((path, frame) => ({
      file: { role: 'variant', name: `${frame}`, mediaType: 'image/png', sha256: 'a'.repeat(64), byteLength: 1, frame },
      path,
    }));
    const expected = { widthPx, heightPx, durationFrames: 4, frameRate, form: 'stills' as const };
    const job = { files, inputs: [], expected, known: [ada], altersFaces: false, mayShowPeople: true, signal };
    const [found, ...others] = await check.inspect(job);
    expect(found).toMatchObject({ verdict: 'refused', frame: 3, file: '3' });
    expect(others).toEqual([]);
    // The portrait fills about half of its picture, in the middle.
    const { left = 0, top = 0, width = 0, height = 0 } = found?.area ?? {};
    expect(Math.min(left, top, 1 - left - width, 1 - top - height)).toBeGreaterThan(0);
    expect(Math.min(width, height)).toBeGreaterThan(0.3);
  });

  it('asks where people may be shown in pictures that it cannot look at', async () => {
    expect(await verdicts({ role: 'depth' })).toEqual(['question']);
    expect(await verdicts({ role: 'depth', mayShowPeople: false })).toEqual([]);
  });
});
