import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackEndConnection, ModelJob, Outbound } from '@backlot/engine';
import { encodePng, type Picture, readPicture } from '@backlot/media';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testFile, testJob } from '../../testing/test-job.ts';
import { findOnnxRuntime } from './find-onnx-runtime.ts';
import { createOnnxBackEnd } from './onnx-back-end.ts';
import { readOnnxModels } from './read-onnx-models.ts';
import { encodeOnnx, type TestModel } from './testing/encode-onnx.ts';
import { averaging, blurring, dawdling, enlarging, multiplying } from './testing/test-models.ts';

/** Where the runtime is looked for besides: `npm install --prefix <folder> onnxruntime-node`. */
const MODEL_HOME = process.env.BACKLOT_TEST_ONNX_HOME ?? tmpdir();
const WHOLE = { kind: 'whole' };
const PICTURE = { name: 'output', meaning: 'picture' };
/** This back end is given no way out at all. */
const connection: BackEndConnection = { outbound: new Proxy({} as Outbound, { get: () => unreachable() }) };
const { signal } = new AbortController();

let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(join(MODEL_HOME, 'backlot-onnx-'));
  folder = join(home, 'models');
  await mkdir(folder);
});
afterEach(() => rm(home, { recursive: true }));

function unreachable(): never {
  throw new Error('a model on this machine asked for a way out');
}

interface Described {
  readonly model?: TestModel;
  readonly name?: string;
  readonly outputs?: readonly object[];
  readonly inputs?: readonly object[];
  readonly [field: string]: unknown;
}

async function put({ model, name = 'model', ...rest }: Described): Promise<Uint8Array> {
  const bytes = encodeOnnx(model ?? multiplying(1));
  const inputs = [{ name: 'input' }];
  const description = {
    name,
    title: name,
    file: `${name}.onnx`,
    task: 'image',
    inputs,
    outputs: [PICTURE],
    size: WHOLE,
    ...rest,
  };
  await writeFile(join(folder, `${name}.onnx`), bytes);
  await writeFile(join(folder, `${name}.json`), JSON.stringify(description));
  return bytes;
}

/** Not flat anywhere, so that a piece in the wrong place shows. */
function scene(widthPx: number, heightPx: number): Picture {
  const data = new Float32Array(widthPx * heightPx * 3);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [Math.floor(i / 3) % widthPx, Math.floor(i / 3 / widthPx)];
    data[i] = ((x * 7 + y * 13 + (i % 3) * 29) % 101) / 101;
  }
  return { widthPx, heightPx, channels: 3, data };
}

async function jobOn(picture: Picture, rest: Partial<ModelJob> = {}): Promise<ModelJob> {
  const bytes = encodePng(picture, { bitsPerSample: 16 });
  const file = await testFile(home, { slot: 'image', name: 'plate.png', mediaType: 'image/png', bytes });
  return testJob({ task: 'image', model: 'model', files: [file], ...rest });
}

async function start(job: ModelJob, stop: AbortSignal = signal) {
  const adapter = createOnnxBackEnd(await readOnnxModels(folder));
  adapter.check(job);
  await adapter.checkThere?.(connection, job, stop);
  const status = await adapter.start(connection, job, { workDir: home, signal: stop, key: 'call-1' });
  if (status.state !== 'done') throw new Error(status.state);
  const pictures = await Promise.all(status.outputs.map(({ path }) => readPicture(path)));
  return { ...status, pictures };
}

/** The largest difference of code values, 0..1. */
function farthest(one: Picture, other: Picture): number {
  const [a, b] = [one, other].map((picture) => codesOf(picture));
  return a!.reduce((most, code, i) => Math.max(most, Math.abs(code - b![i]!)), 0);
}

const codesOf = ({ data }: Picture): Float32Array =>
  data.map((v) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055));

describe('an ONNX back end without its runtime', () => {
  it.skipIf(isInstalled(tmpdir()))('says at every use what to type (skipped where it is installed)', async () => {
    const bare = join(tmpdir(), 'nowhere', 'models');
    const adapter = createOnnxBackEnd({ folder: bare, models: [], problems: [] });
    const job = testJob({ task: 'image', model: 'model' });
    await put({});
    const { models } = await readOnnxModels(folder);
    const withModel = createOnnxBackEnd({ folder: bare, models, problems: [] });
    const uses = [
      adapter.inspect(connection, signal),
      adapter.checkThere?.(connection, job, signal),
      withModel.start(connection, job, { workDir: home, signal, key: 'call-1' }),
    ];
    for (const use of uses) {
      await expect(use).rejects.toMatchObject({
        code: 'ONNX_NOT_INSTALLED',
        hint: expect.stringContaining(`npm install --prefix "${join(tmpdir(), 'nowhere')}" onnxruntime-node@`),
      });
    }
  });

  it('reads descriptions and says what is wrong with each', async () => {
    await put({ name: 'good' });
    await put({
      name: 'depth',
      outputs: [{ name: 'd', meaning: 'depth', near: 'large' }],
      size: { kind: 'tiles', tilePx: 64, overlapPx: 16 },
    });
    await put({ name: 'outside', file: '../other.onnx' });
    await writeFile(join(folder, 'poor.json'), '{"name":"x","title":"x","file":"x.onnx","task":"image","outputs":[]}');
    await writeFile(join(folder, 'torn.json'), '{');
    const { models, problems } = await readOnnxModels(folder);
    expect(models.map(({ name }) => name)).toEqual(['good']);
    expect(problems).toEqual([
      expect.stringMatching(/^depth\.json: size: expected "whole" or "fixed" for depth/),
      expect.stringMatching(/^outside\.json: file: expected the name of an \.onnx file/),
      expect.stringMatching(/^poor\.json: inputs: expected array, got nothing; outputs: .*; size: /),
      expect.stringMatching(/^torn\.json: /),
    ]);
    expect(await readOnnxModels(join(folder, 'none'))).toMatchObject({ models: [], problems: [] });
  });
});

function isInstalled(at: string): boolean {
  try {
    return findOnnxRuntime(join(at, 'models')) !== '';
  } catch {
    return false;
  }
}

const CHILD = new URL('../../../dist/back-ends/onnx/onnx-child.js', import.meta.url);
const canRun = isInstalled(MODEL_HOME) && existsSync(CHILD);
const why = 'needs onnxruntime-node above BACKLOT_TEST_ONNX_HOME, and: node scripts/build.mjs';

describe.skipIf(!canRun)(`an ONNX back end at work (${why})`, () => {
  it('tells what is there by hash, and what is missing', async () => {
    const bytes = await put({});
    await put({ name: 'gone', file: 'elsewhere.onnx' });
    await put({ name: 'other', sha256: '0'.repeat(64) });
    const adapter = createOnnxBackEnd(await readOnnxModels(folder));
    const { models, missing } = await adapter.inspect(connection, signal);
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(models).toMatchObject([{ name: 'model', about: expect.stringContaining(`SHA-256 ${hash}`) }]);
    expect(missing).toEqual([
      expect.stringContaining('elsewhere.onnx is not there'),
      expect.stringContaining('SHA-256'),
    ]);
    await expect(start(testJob({ task: 'image', model: 'gone' }))).rejects.toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
    });
    const job = await jobOn(scene(8, 8), { model: 'gone' });
    await expect(start(job)).rejects.toMatchObject({
      code: 'MODEL_PARTS_MISSING',
      details: { missing: ['elsewhere.onnx'] },
    });
    await expect(start({ ...job, model: 'other' })).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    await expect(start({ ...job, model: 'none' })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });

  it.each([
    ['NCHW', 'rgb'],
    ['NCHW', 'bgr'],
    ['NHWC', 'rgb'],
    ['NHWC', 'bgr'],
  ])('gives a picture back exactly through %s, %s, range, mean and deviation', async (layout, channels) => {
    const values = { layout, channels, range: [0, 255], mean: [103.5, 116.25, 123.75], std: [57, 58, 59] };
    await put({ inputs: [{ name: 'input', ...values }], outputs: [{ ...PICTURE, ...values }] });
    const picture = scene(40, 24);
    const { pictures, handle, outputs } = await start(await jobOn(picture));
    expect(farthest(pictures[0]!, picture)).toBeLessThan(2 / 65_535);
    expect(outputs).toMatchObject([{ name: 'picture-1.png', mediaType: 'image/png' }]);
    expect(handle).toEqual({
      modelSha256: createHash('sha256')
        .update(await readFile(join(folder, 'model.onnx')))
        .digest('hex'),
    });
  });

  it('blends pieces without a seam: the same as of the whole picture', async () => {
    const picture = scene(150, 97);
    await put({ model: blurring(4) });
    const whole = await start(await jobOn(picture));
    await put({ model: blurring(4), size: { kind: 'tiles', tilePx: 64, overlapPx: 16 } });
    const tiled = await start(await jobOn(picture));
    // The pieces reach beyond a picture only where it is smaller than one; its own edges are the model's.
    expect(farthest(tiled.pictures[0]!, whole.pictures[0]!)).toBeLessThan(2 / 65_535);
  });

  it.each([
    [64, 40],
    [20, 12],
  ])('enlarges a picture of %d × %d in pieces, and gives less where less is asked for', async (widthPx, heightPx) => {
    await put({ model: enlarging(3), scale: 3, size: { kind: 'tiles', tilePx: 24, overlapPx: 8 } });
    const picture = scene(widthPx, heightPx);
    const { pictures } = await start(await jobOn(picture));
    const made = pictures[0]!;
    expect(made).toMatchObject({ widthPx: 3 * widthPx, heightPx: 3 * heightPx });
    for (const [x, y] of [
      [0, 0],
      [1, 1],
      [widthPx - 1, heightPx - 1],
      [17, 9],
    ] as const) {
      const at = ((3 * y + 1) * made.widthPx + 3 * x + 1) * 3;
      expect(made.data[at + 1]).toBeCloseTo(picture.data[(y * widthPx + x) * 3 + 1]!, 4);
    }
    const less = { widthPx: 2 * widthPx, heightPx: 2 * heightPx };
    expect((await start(await jobOn(picture, less))).pictures).toMatchObject([less]);
    await expect(start(await jobOn(picture, { widthPx: 4 * widthPx, heightPx: 4 * heightPx }))).rejects.toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
      hint: `Ask for ${3 * widthPx} × ${3 * heightPx} px.`,
    });
  });

  it.each([
    ['large', 1],
    ['small', 0],
  ] as const)('spreads depth over black to white, near where values are %s', async (near, atBrightest) => {
    await put({
      model: averaging(),
      outputs: [{ name: 'output', meaning: 'depth', near }],
      size: { kind: 'fixed', widthPx: 64, heightPx: 32 },
    });
    const ramp = scene(64, 32);
    for (let i = 0; i < ramp.data.length; i++) ramp.data[i] = (Math.floor(i / 3) % 64) / 63;
    const { pictures, outputs } = await start(await jobOn(ramp));
    expect(outputs[0]?.name).toBe('depth-1.png');
    expect(pictures[0]!.data[63 * 3]).toBeCloseTo(atBrightest, 5);
    expect(pictures[0]!.data[0]).toBeCloseTo(1 - atBrightest, 5);
  });

  it('makes a mask of one channel, and pads a picture to the multiple that the model needs', async () => {
    const size = { kind: 'whole', multipleOfPx: 32 };
    await put({ model: averaging(), outputs: [{ name: 'output', meaning: 'mask', range: [5, 15] }], size });
    const { pictures } = await start(await jobOn(scene(50, 33)));
    expect(pictures).toMatchObject([{ widthPx: 50, heightPx: 33 }]);
    const [red, green, blue] = pictures[0]!.data;
    expect([green, blue]).toEqual([red, red]);
  });

  it('takes only the colour of a model and keeps the light and dark of the picture', async () => {
    await put({ model: multiplying(0.5), outputs: [{ ...PICTURE, lightness: 'input' }] });
    const grey: Picture = { widthPx: 8, heightPx: 8, channels: 3, data: new Float32Array(192).fill(0.4) };
    const { pictures } = await start(await jobOn(grey));
    expect(farthest(pictures[0]!, grey)).toBeLessThan(2 / 65_535);
  });

  it('says what a description and a file disagree on, and what a file is not', async () => {
    await put({ inputs: [{ name: 'pixels' }] });
    const job = await jobOn(scene(8, 8));
    await expect(start(job)).rejects.toMatchObject({
      code: 'SET_UP_INVALID',
      message: 'Model "model": expected the inputs "input" of model.onnx, got "pixels"',
    });
    await put({ scale: 2 });
    await expect(start(job)).rejects.toThrow('expected float32 of 1 × 3 × 16 × 16, got float32 of 1 × 3 × 8 × 8');
    await writeFile(join(folder, 'model.onnx'), 'no model');
    await expect(start(job)).rejects.toMatchObject({
      code: 'MODEL_FAILED',
      message: expect.stringContaining('cannot be loaded'),
    });
    await expect(start({ ...job, settings: { steps: 4 } })).rejects.toThrow('has no setting "steps"');
  });

  it('leaves the event loop free and ends within a second of a cancel, also what waits its turn', async () => {
    await put({ model: dawdling() });
    const adapter = createOnnxBackEnd(await readOnnxModels(folder));
    const job = await jobOn(scene(512, 512));
    const stop = new AbortController();
    const call = { workDir: home, signal: stop.signal, key: 'call-1' };
    const ended = Promise.allSettled([adapter.start(connection, job, call), adapter.start(connection, job, call)]);
    let longestMs = 0;
    for (let last = performance.now(), i = 0; i < 150; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }
    const reason = new Error('cancelled by a person');
    const before = performance.now();
    stop.abort(reason);
    expect(await ended).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    expect(performance.now() - before).toBeLessThan(1000);
    // The model alone takes many seconds; what is measured here is the rest of the machine.
    expect(longestMs).toBeLessThan(1500);
    // The next one gets its turn.
    await put({});
    await start(await jobOn(scene(8, 8)));
  }, 60_000);
});
