import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackEndAdapter } from '@backlot/engine';
import type { Person, TakeFile } from '@backlot/film';
import { type Picture, readPicture, writeExr, writePng } from '@backlot/media';
import { createStudio, type KnownWork, type Studio } from '@backlot/studio';
import { createInMemoryPorts } from '@backlot/studio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngineRegistry } from './engines.ts';
import { createInspector } from './inspector.ts';
import { createLikenessCheck } from './likeness-check.ts';

const PLATE = fileURLToPath(new URL('../../../../examples/street-collapse/plate.png', import.meta.url));
const PAT: Person = { name: 'Pat', role: 'producer' };
const LEA: Person = { name: 'Lea', role: 'legal' };
const ADA: Person = { name: 'Ada', role: 'artist' };

const check = createLikenessCheck();
let home: string;
/** The example's photograph as the work on file, a wall that has nothing of it, and the wall with a part of it on it. */
let work: KnownWork;
let wall: Picture;
let quoting: Picture;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-likeness-check-'));
  const plate = shrink(await readPicture(PLATE), 640);
  const path = join(home, 'work.png');
  await writePng(path, plate);
  const picture = { sha256: 'c'.repeat(64), name: 'work.png', mediaType: 'image/png', byteLength: 1 } as const;
  const about = { title: 'A street', owner: 'Iva Berg', reason: 'She objected.' };
  work = {
    work: { id: 'w1', production: 'example', ...about, picture, createdAt: '2026-01-01T00:00:00.000Z' },
    path,
    likeness: await check.describe(path, 'work.png'),
  };
  wall = drawWall(960, 540);
  quoting = paste(wall, plate, 120, 60);
});
afterAll(() => rm(home, { recursive: true }));

/** Every n-th pixel of every n-th row, so that the longer side is no longer than `longPx`. */
function shrink({ widthPx, heightPx, channels, data }: Picture, longPx: number): Picture {
  const step = Math.ceil(Math.max(widthPx, heightPx) / longPx);
  const [columns, rows] = [Math.floor(widthPx / step), Math.floor(heightPx / step)];
  const at = (index: number) => {
    const [row, column, channel] = [Math.floor(index / 3 / columns), Math.floor(index / 3) % columns, index % 3];
    return data[(row * step * widthPx + column * step) * channels + channel] ?? 0;
  };
  return {
    widthPx: columns,
    heightPx: rows,
    channels: 3,
    data: Float32Array.from({ length: columns * rows * 3 }, (_, i) => at(i)),
  };
}

/** Plaster: blotches of three sizes. */
function drawWall(widthPx: number, heightPx: number): Picture {
  const blotch = (x: number, y: number, side: number) =>
    ((Math.imul(Math.floor(x / side), 73_856_093) ^ Math.imul(Math.floor(y / side), 19_349_663)) >>> 5) % 97;
  const data = Float32Array.from({ length: widthPx * heightPx * 3 }, (_, index) => {
    const [x, y] = [Math.floor(index / 3) % widthPx, Math.floor(index / 3 / widthPx)];
    return 0.1 + (blotch(x, y, 5) + 2 * blotch(x, y, 19) + 3 * blotch(x, y, 61)) / 1200;
  });
  return { widthPx, heightPx, channels: 3, data };
}

function paste(onto: Picture, piece: Picture, left: number, top: number): Picture {
  const data = onto.data.slice();
  for (let row = 0; row < Math.min(piece.heightPx, onto.heightPx - top); row++) {
    const line = piece.data.subarray(row * piece.widthPx * 3, (row + 1) * piece.widthPx * 3);
    data.set(line, ((top + row) * onto.widthPx + left) * 3);
  }
  return { ...onto, data };
}

interface Output {
  readonly picture: Picture;
  readonly role?: string;
  readonly mediaType?: string;
  readonly frame?: number;
}

async function inspect(outputs: readonly Output[], known: readonly KnownWork[] = [work]) {
  const files = await Promise.all(
    outputs.map(async ({ picture, role = 'poster', mediaType = 'image/png', frame }, index) => {
      const path = join(home, `${index}`);
      await write(path, picture, mediaType);
      const about = { role, name: `${index}`, mediaType, sha256: 'a'.repeat(64), byteLength: 1 };
      return { file: { ...about, ...(frame === undefined ? {} : { frame }) } satisfies TakeFile, path };
    }),
  );
  const expected = { widthPx: 960, heightPx: 540, durationFrames: 1, frameRate: { numerator: 24, denominator: 1 } };
  return check.inspect({ files, expected, works: known, signal: new AbortController().signal });
}

async function write(path: string, picture: Picture, mediaType: string): Promise<void> {
  if (mediaType === 'image/png') return writePng(path, picture);
  const { widthPx, heightPx, data } = picture;
  const channels = ['R', 'G', 'B'].map((name, offset) => ({ name, type: 'half' as const, data, offset, stride: 3 }));
  await writeExr(path, { widthPx, heightPx, channels });
}

describe('the check of likenesses', () => {
  it('tells which work is seen, in which file, and how', async () => {
    const [finding, ...more] = await inspect([{ picture: wall }, { picture: quoting }]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: 'part-of', file: '1', frame: 0, work: 'w1', title: 'A street' });
    expect(finding?.why).toMatch(/^The picture and the work have a part in common \(\d+ places agree, one look\)$/);
    expect(await inspect([{ picture: wall }])).toEqual([]);
  });

  it('names the number of a variant, and the frame of a sequence, also where there is only EXR', async () => {
    const variants = [
      { picture: wall, frame: 0 },
      { picture: quoting, frame: 1 },
    ];
    expect(await inspect(variants.map((each) => ({ ...each, role: 'variant' })))).toMatchObject([
      { file: '1', frame: 1 },
    ]);
    const frames = variants.map((each) => ({ ...each, role: 'composite', mediaType: 'image/x-exr' }));
    expect(await inspect(frames)).toMatchObject([{ file: '0', frame: 1 }]);
  });

  it('describes a work anew that another build described', async () => {
    expect(await inspect([{ picture: quoting }], [{ ...work, likeness: { version: 0 } }])).toMatchObject([
      { work: 'w1' },
    ]);
  });

  it('asks where there are pictures that it cannot look at, and not where there are none', async () => {
    const exr = { picture: wall, role: 'matte', mediaType: 'image/x-exr' };
    expect(await inspect([exr])).toMatchObject([{ kind: 'not-looked-at', file: '0' }]);
    expect(await inspect([{ picture: wall, role: 'waveform' }])).toEqual([]);
  });
});

describe('a take of a model', () => {
  it('that shows a part of a work on file is held until legal has looked, from words to review', async () => {
    const studio = await openStudioWith(quoting);
    const { title, owner, reason } = work.work;
    const request = { title, owner, reason };
    const onFile = await studio.rights.registerWork('example', request, { path: work.path, name: 'a.png', by: PAT });
    const take = await make(studio, 'a wet street');
    expect(take.state).toBe('held');
    expect(take.likenesses).toMatchObject([{ kind: 'part-of', work: onFile.id, owner: 'Iva Berg' }]);
    await studio.approveUse(take.id, { by: LEA });
    const worker = await studio.startWorker();
    expect((await studio.waitForTake(take.id)).state).toBe('in-review');
    await worker.stop();
  });
});

/** A studio whose only vendor answers every request with the same picture. */
async function openStudioWith(picture: Picture): Promise<Studio> {
  const model = { name: 'all-1', title: 'All', task: 'image', slots: [] } as const;
  const vendor: BackEndAdapter = {
    kind: 'fal',
    title: 'Vendor',
    tasks: ['image'],
    needsAddress: false,
    needsKey: true,
    models: [model],
    restart: 'idempotent',
    inspect: async () => ({ about: 'Vendor', models: [model], missing: [] }),
    check: () => {},
    start: async (_, __, { key }) => ({ state: 'running', handle: { key } }),
    poll: async (_, { key }, { workDir }) => {
      const path = join(workDir, 'a.png');
      await writePng(path, picture);
      const outputs = [{ name: 'a.png', path, mediaType: 'image/png' }];
      return { state: 'done', handle: { key }, remote: [], outputs };
    },
    cancel: async () => {},
    headers: () => ({}),
    pollEveryMs: 1,
  };
  const plain = createInMemoryPorts(join(home, 'studio'));
  const models = { ...plain.models, adapters: new Map([[vendor.kind, vendor]]) };
  const rooms = { engines: createEngineRegistry(), inspector: createInspector(), likenesses: check, models };
  const studio = createStudio({ ...plain, ...rooms });
  await studio.createProduction({ slug: 'example', title: 'Example', by: PAT });
  return studio;
}

async function make(studio: Studio, prompt: string) {
  const request = { title: 'Vendor', kind: 'fal', isOwn: false, key: 'secret' };
  const backEnd = await studio.models.addBackEnd('example', request, PAT);
  const content = {
    ...{ name: 'All', vendor: 'Vendor', version: '1', licence: 'agreed', trainedOn: 'licensed' },
    ...{ retainsInputs: false, trainsOnInputs: false, environment: 'secured', backEnd: backEnd.id, model: 'all-1' },
  };
  const { id: model } = await studio.rights.registerModel('example', content, PAT);
  const setUp = { production: 'example', shot: 'sq010/sh0040', purpose: 'ideation', seed: 7, inputs: {} };
  const parameters = { model, prompt, widthPx: 960, heightPx: 540, variants: 1 };
  const { id } = await studio.requestTake({
    engine: 'image',
    setUp: { ...setUp, parameters },
    resolveFile: (file) => file,
    by: ADA,
  });
  const worker = await studio.startWorker();
  const take = await studio.waitForTake(id);
  await worker.stop();
  return take;
}
