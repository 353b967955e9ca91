import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineInput, ModelCallRequest } from '@backlot/engine';
import { describeEngineConformance } from '@backlot/engine/conformance';
import { readExr, readVideoFrames } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishEngine } from './finish-engine.ts';
import type { FinishParametersInput } from './set-up/finish-parameters.ts';
import { createRerenderingModel, type Rerendering } from './testing/rerendering-model.ts';
import { smallFinishParameters, smallTake, writeSmallTake } from './testing/small-take.ts';

const numbers = Array.from({ length: smallTake.durationFrames }, (_, frame) => smallTake.firstFrame + frame);

describeEngineConformance(finishEngine, {
  parameters: smallFinishParameters,
  seed: 7,
  writeInputs: writeSmallTake,
  outputNames: [
    'finish.mp4',
    'poster.png',
    ...numbers.map((number) => `composite/composite.${number}.exr`),
    ...numbers.map((number) => `mask/mask.${number}.exr`),
  ],
  models: createRerenderingModel(),
  abortAtFraction: 0.8,
});

describe('a finished take', () => {
  let root = '';
  let inputs: readonly EngineInput[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'backlot-finish-'));
    inputs = await writeSmallTake(join(root, 'take'));
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  let runs = 0;
  const finish = async (change: Partial<FinishParametersInput>, rerendering: Rerendering = {}) => {
    const folder = join(root, `run-${++runs}`);
    const requests: ModelCallRequest[] = [];
    const parameters = finishEngine.parametersSchema.parse({ ...smallFinishParameters, ...change });
    await finishEngine.run({
      parameters,
      seed: 7,
      inputs,
      workDir: join(folder, 'work'),
      outDir: join(folder, 'out'),
      threads: 1,
      signal: new AbortController().signal,
      report: () => {},
      models: createRerenderingModel({ ...rerendering, onCall: (request) => requests.push(request) }),
    });
    return { outDir: join(folder, 'out'), requests, parameters };
  };
  const readChannels = async (path: string, channels: readonly string[]) => {
    const exr = await readExr(path, { channels });
    return channels.map((name) => exr.channels.find((channel) => channel.name === name)?.data ?? []);
  };
  const readResult = async (outDir: string, number: number) => ({
    now: await readChannels(join(outDir, `composite/composite.${number}.exr`), ['R', 'G', 'B']),
    before: await readChannels(join(root, `take/composite.${number}.exr`), ['R', 'G', 'B']),
    mask: (await readChannels(join(outDir, `mask/mask.${number}.exr`), ['Y']))[0] ?? [],
  });

  const brightnessOfBall = async (outDir: string, number: number): Promise<number> => {
    const { now, mask } = await readResult(outDir, number);
    const centreX = 20 + (number - smallTake.firstFrame) * 1.5;
    const values = Array.from(now[1] ?? []).filter((_, pixel) => {
      const [x, y] = [(pixel % 96) + 0.5 - centreX, Math.floor(pixel / 96) + 0.5 - 34];
      return x * x + y * y < 16 && (mask[pixel] ?? 0) > 0;
    });
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };

  it('differs by exactly 0 outside of the mask, in every frame, and is repainted inside', async () => {
    const { outDir } = await finish({ answer: { colourMatch: 0.5 } });
    for (const number of numbers) {
      const { now, before, mask } = await readResult(outDir, number);
      let outside = 0;
      let changed = 0;
      for (let pixel = 0; pixel < mask.length; pixel++) {
        const isEqual = [0, 1, 2].every((c) => Object.is(now[c]?.[pixel], before[c]?.[pixel]));
        if (mask[pixel] === 0) outside += isEqual ? 0 : 1;
        else changed += isEqual ? 0 : 1;
      }
      expect(outside).toBe(0);
      expect(changed).toBeGreaterThan(300);
    }
  });

  it('never lets the mask reach beyond what was grown', async () => {
    const { outDir } = await finish({ mask: { growPx: 3, featherPx: 4, dust: false } });
    const { mask } = await readResult(outDir, 1001);
    for (let pixel = 0; pixel < mask.length; pixel++) {
      const distance = Math.hypot((pixel % 96) + 0.5 - 20, Math.floor(pixel / 96) + 0.5 - 38);
      if (distance > 11 + 0.5 + 3 + 1) expect(mask[pixel]).toBe(0);
      if (distance < 5) expect(mask[pixel]).toBeGreaterThan(0.95);
    }
  });

  it('joins chunks that disagree without a visible seam', async () => {
    const answer = { grain: false, sharpenEdges: false, keepHighlights: false };
    const brightnessSteps = async (brighterBy: (name: string) => number) => {
      const { outDir, requests } = await finish({ guide: 'grey', answer }, { brighterBy });
      expect(requests.map(({ name }) => name)).toEqual(['chunk-001', 'chunk-002']);
      const means = await Promise.all(numbers.map((number) => brightnessOfBall(outDir, number)));
      return { steps: means.slice(1).map((mean, i) => mean - (means[i] ?? 0)), means };
    };
    const alike = await brightnessSteps(() => 0);
    const apart = await brightnessSteps((name) => (name === 'chunk-001' ? 0 : 0.3));
    expect((apart.means.at(-1) ?? 0) - (alike.means.at(-1) ?? 0)).toBeGreaterThan(0.25);
    const seam = apart.steps.map((step, i) => Math.abs(step - (alike.steps[i] ?? 0)));
    // Nine shared frames: a tenth of what the chunks disagree by from frame to frame, and no more.
    expect(Math.max(...seam)).toBeLessThan(0.3 / 10 + 0.01);
  });

  it('tells a later chunk what the earlier one answered', async () => {
    const { requests } = await finish({});
    const second = requests[1];
    expect(second?.job).toMatchObject({ widthPx: 96, heightPx: 64, durationFrames: 17, task: 'video' });
    expect(second?.job.files.map(({ slot }) => slot)).toEqual(['video', 'video-mask']);
    const [first, later] = await Promise.all(
      requests.map(async ({ job }) => {
        const mask = job.files.find(({ slot }) => slot === 'video-mask');
        const white: number[] = [];
        for await (const { rgb } of readVideoFrames(mask?.path ?? '')) white.push(rgb.filter((v) => v > 200).length);
        return white;
      }),
    );
    expect(first?.every((white) => white > 0)).toBe(true);
    expect(later?.map((white) => white > 0)).toEqual(Array.from({ length: 17 }, (_, frame) => frame >= 9));
  });

  it('takes an answer of another rate by time, and one of another size by shape', async () => {
    const { outDir } = await finish(
      { chunks: {}, preset: 'ltx-union' },
      { frameRate: { numerator: 30, denominator: 1 }, durationFrames: 31, widthPx: 192, heightPx: 128 },
    );
    expect((await readResult(outDir, 1025)).now[0]?.length).toBe(96 * 64);
  });

  it.each([
    ['length', { durationFrames: 40 }, /expected 25 frames \(1\.56 s\), got 40 at 16 fps \(2\.50 s\)/],
    ['shape', { widthPx: 64, heightPx: 96 }, /expected a picture of the shape of 96 × 64, got 64 × 96/],
  ])('refuses an answer of another %s', async (_, rerendering, message) => {
    await expect(finish({ chunks: {} }, rerendering)).rejects.toMatchObject({
      code: 'MODEL_OUTPUT_UNFIT',
      message: expect.stringMatching(message) as unknown,
    });
  });

  it('sends exactly what its plan says', async () => {
    const { requests, parameters } = await finish({ settings: { sampler: 'uni_pc', steps: 20 } });
    const plans = finishEngine.planCalls?.(parameters, inputs) ?? [];
    expect(requests.map(({ name, card }) => [name, card])).toEqual(plans.map(({ name, card }) => [name, card]));
    for (const [index, { job }] of requests.entries()) {
      const { widthPx, heightPx, durationFrames, frameRate, sources, words } = plans[index] ?? {};
      expect(job).toMatchObject({ widthPx, heightPx, durationFrames, frameRate });
      expect(new Set(job.files.map(({ slot }) => slot))).toEqual(new Set(sources?.map(({ slot }) => slot)));
      expect(job.files.every(({ byteLength, sha256 }) => byteLength > 0 && /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
      expect(words?.map(({ text }) => text)).toEqual([job.prompt, 'uni_pc', '20', '1']);
      expect(job.settings).toEqual({ strength: 1, sampler: 'uni_pc', steps: 20 });
    }
  });

  it.each(['prepare', 'model', 'place'] as const)('stops within a second at stage %s and carries on', async (stage) => {
    const folder = join(root, `stopped-${stage}`);
    const controller = new AbortController();
    const context = {
      parameters: finishEngine.parametersSchema.parse({ ...smallFinishParameters, chunks: {} }),
      seed: 7,
      inputs,
      workDir: join(folder, 'work'),
      outDir: join(folder, 'out'),
      threads: 1,
      models: createRerenderingModel(),
    };
    let abortedAtMs = 0;
    const stopped = finishEngine.run({
      ...context,
      signal: controller.signal,
      report: (progress) => {
        if (progress.stage !== stage || controller.signal.aborted) return;
        abortedAtMs = performance.now();
        controller.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(performance.now() - abortedAtMs).toBeLessThan(1000);
    const finished = await finishEngine.run({ ...context, signal: new AbortController().signal, report: () => {} });
    expect(finished.digitalSourceType).toBe('compositeWithTrainedAlgorithmicMedia');
    expect(finished.figures.calls).toBe(1);
  });
});

describe('finish check', () => {
  it('refuses a take of another length or size, with a hint', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-finish-check-'));
    const inputs = await writeSmallTake(folder, 3);
    const parse = (output: object) =>
      finishEngine.parametersSchema.parse({ ...smallFinishParameters, output: { ...smallTake, ...output } });
    await expect(finishEngine.check(parse({}), inputs)).rejects.toMatchObject({ code: 'INPUT_MISSING' });
    await expect(finishEngine.check(parse({ durationFrames: 3, widthPx: 98 }), inputs)).rejects.toMatchObject({
      code: 'SET_UP_INVALID',
    });
    await finishEngine.check(parse({ durationFrames: 3 }), inputs);
    await rm(folder, { recursive: true });
  });

  it.each([{ model: 'dearer' }, { strength: 0 }, { controlSpec: '{}' }])(
    'refuses settings that decide what is decided elsewhere: %j',
    async (settings) => {
      const parameters = { ...smallFinishParameters, preset: 'cosmos-transfer', chunks: {}, settings };
      const inputs = ['composite', 'passes'].map((role) => ({
        ...{ role, name: 'f.exr', path: '/none', sha256: 'a'.repeat(64), mediaType: 'image/x-exr' },
      }));
      const output = { ...smallTake, durationFrames: 1 };
      const parsed = finishEngine.parametersSchema.parse({ ...parameters, output });
      await expect(finishEngine.check(parsed, inputs)).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
    },
  );
});
