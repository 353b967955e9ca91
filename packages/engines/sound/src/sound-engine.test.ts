import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelCaller, ModelJob } from '@backlot/engine';
import { describeEngineConformance } from '@backlot/engine/conformance';
import { inspectTakeOutputs, readSound, type Sound, sampleCountOf, writeWav } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soundEngine } from './sound-engine.ts';

type Job = Omit<ModelJob, 'model'>;
const words = { model: 'card-1', prompt: 'wind in dry grass', durationS: 1.5 };
const RATE_HZ = 8000;

/** A slow slope over all that was asked for, with a tone of the seed: a seam shows as a step. */
function slope({ durationFrames = 0, seed }: Job, seconds = durationFrames / 100): Sound {
  const length = Math.round(seconds * RATE_HZ);
  const period = 2 + (seed % 5000);
  const data = Float32Array.from({ length }, (_, i) => (i / length) * 0.8 - 0.4 + (Math.floor(i / period) % 2) / 100);
  return { sampleRateHz: RATE_HZ, channels: [data] };
}

const answersFolder = mkdtemp(join(tmpdir(), 'backlot-sound-'));
afterAll(async () => rm(await answersFolder, { recursive: true, force: true }));

function answerWith(make = (job: Job): Sound => slope(job)) {
  const jobs: Job[] = [];
  const caller: ModelCaller = {
    call: async ({ name, job, report }) => {
      jobs.push(job);
      const path = join(await mkdtemp(join(await answersFolder, 'call-')), `${name}.wav`);
      for (const fraction of [0.3, 0.6]) {
        await sleep(5);
        report?.({ stage: 'running', fraction });
      }
      await writeWav(path, make(job));
      return { outputs: [{ name: `${name}.wav`, path, mediaType: 'audio/wav' }] };
    },
  };
  return { caller, jobs };
}

describeEngineConformance(soundEngine, {
  parameters: { ...words, variants: 2, isLoopable: true },
  seed: 7,
  writeInputs: async () => [],
  outputNames: [
    'poster.png',
    ...['variant-1', 'variant-2'].flatMap((name) => [
      `originals/${name}.wav`,
      `sounds/${name}.wav`,
      `waveforms/${name}.png`,
    ]),
  ],
  models: answerWith().caller,
  abortAtFraction: 0.3,
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-sounds-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let runs = 0;
async function run(parameters: Record<string, unknown>, models: ModelCaller) {
  runs += 1;
  const [outDir, workDir] = [join(folder, `run-${runs}`, 'out'), join(folder, `run-${runs}`, 'work')];
  const parsed = soundEngine.parametersSchema.parse({ ...words, ...parameters });
  const { signal } = new AbortController();
  const context = {
    parameters: parsed,
    seed: 7,
    inputs: [],
    workDir,
    outDir,
    threads: 1,
    signal,
    report: () => {},
    models,
  };
  const result = await soundEngine.run(context);
  const files = result.outputs.map(({ role, name, frame = 0 }) => ({ role, path: join(outDir, name), frame }));
  const findings = await inspectTakeOutputs(soundEngine.expect(parsed), files);
  const first = (await readSound(join(outDir, 'sounds/variant-1.wav')))?.channels[0] ?? new Float32Array();
  return { ...result, outDir, findings, first };
}

const unfit = (pattern: RegExp) => ({
  code: 'MODEL_OUTPUT_UNFIT',
  message: expect.stringMatching(pattern),
  hint: expect.any(String),
});

describe('a sound take', () => {
  it('has each variant to the sample as long as it was asked for, and passes inspection', async () => {
    const { caller, jobs } = answerWith((job) => slope(job, 1.7 + (job.seed % 2)));
    const { findings, outDir } = await run({ variants: 3 }, caller);
    expect(findings).toEqual([]);
    expect(new Set(jobs.map(({ seed }) => seed)).size).toBe(3);
    expect(jobs[0]).toMatchObject({
      task: 'sound',
      durationFrames: 150,
      frameRate: { numerator: 100, denominator: 1 },
    });
    for (const place of [1, 2, 3]) {
      const sound = await readSound(join(outDir, `sounds/variant-${place}.wav`));
      expect(sampleCountOf(sound!)).toBe(12_000);
    }
  });

  it('is cut without a click, and filled up where a hair is missing', async () => {
    const steady = (seconds: number) =>
      answerWith(() => ({ sampleRateHz: RATE_HZ, channels: [new Float32Array(seconds * RATE_HZ).fill(0.5)] })).caller;
    const cut = await run({}, steady(2));
    expect(cut.first.at(-1)).toBe(0);
    expect(cut.first.at(-81)).toBeCloseTo(0.5, 3);
    const filled = await run({}, steady(1.45));
    expect(filled.first.at(-1)).toBe(0);
    expect(filled.first[11_599]).toBeCloseTo(0.5, 5);
    await expect(run({}, steady(1))).rejects.toMatchObject(unfit(/expected 1.5 s, got 1.00 s/));
  });

  it('loops without a seam: what follows the last sample is the first', async () => {
    const { caller, jobs } = answerWith();
    const { first } = await run({ isLoopable: true }, caller);
    // A quarter of its length is asked for beyond, to lay over the beginning.
    expect(jobs[0]?.durationFrames).toBe(188);
    const steps = Array.from(first, (value, i) => Math.abs(value - (first[(i + 1) % first.length] as number)));
    expect(steps.at(-1)).toBeLessThan(0.02);
    const plain = (await run({}, answerWith().caller)).first;
    expect(Math.abs((plain[0] as number) - (plain[11_900] as number))).toBeGreaterThan(0.5);
    const short = answerWith((job) => slope(job, 1.5)).caller;
    await expect(run({ isLoopable: true }, short)).rejects.toMatchObject(unfit(/a little more, to close the loop/));
  });

  it('refuses silence', async () => {
    const { caller } = answerWith(() => ({ sampleRateHz: RATE_HZ, channels: [new Float32Array(12_000)] }));
    await expect(run({}, caller)).rejects.toMatchObject(unfit(/silent/));
  });
});

describe('sound plan', () => {
  it('names each call and all words, and knows lengths to hundredths', () => {
    const parameters = soundEngine.parametersSchema.parse({ ...words, negativePrompt: 'birds', variants: 2 });
    expect(soundEngine.words?.(parameters).map(({ text }) => text)).toEqual([words.prompt, 'birds']);
    expect(soundEngine.planCalls?.(parameters, []).map(({ name, task }) => `${name} ${task}`)).toEqual([
      'variant-1 sound',
      'variant-2 sound',
    ]);
    const parses = (durationS: number) => soundEngine.parametersSchema.safeParse({ ...words, durationS }).success;
    expect([0.1, 0.5, 2.35, 2.355, 300, 301].map(parses)).toEqual([false, true, true, false, true, false]);
  });
});

it('makes five seconds where nobody says how long', () => {
  const parameters = soundEngine.parametersSchema.parse({ model: 'card-1', prompt: 'rain' });
  expect(soundEngine.planCalls?.(parameters, [])[0]).toMatchObject({ durationFrames: 500 });
});

it('refuses settings that decide what people have decided, before anything is asked', async () => {
  const parameters = soundEngine.parametersSchema.parse({ ...words, settings: { num_images: 50 } });
  await expect(soundEngine.check(parameters, [])).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
});
