import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineInput, ModelCaller, ModelJob } from '@backlot/engine';
import { describeEngineConformance } from '@backlot/engine/conformance';
import {
  inspectTakeOutputs,
  openVideoWriter,
  readSound,
  readVideoFrames,
  readVideoInfo,
  secondsOf,
  writePng,
  writeWav,
} from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { videoEngine } from './video-engine.ts';

const size = { widthPx: 96, heightPx: 64 };
const film = { numerator: 24, denominator: 1 };
const words = { model: 'card-1', prompt: 'rain on a street', ...size, durationFrames: 12 };
type Job = Omit<ModelJob, 'model'>;

interface Clip {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameRate: { readonly numerator: number; readonly denominator: number };
  readonly count: number;
  readonly soundFrom?: string;
}

/** A bright bar that moves from left to right once over the clip, over a colour of the seed. */
async function writeClip(path: string, seed: number, { count, ...about }: Clip): Promise<void> {
  const writer = await openVideoWriter({ path, codec: 'h264', ...about });
  for (let index = 0; index < count; index++) {
    const rgb = new Float32Array(about.widthPx * about.heightPx * 3);
    for (let at = 0; at < rgb.length; at++) {
      const x = Math.floor(at / 3) % about.widthPx;
      const isBar = Math.abs(x - (index / count) * about.widthPx) < 4;
      rgb[at] = isBar ? 0.9 : 0.1 + ((seed >>> ((at % 3) * 8)) & 255) / 600;
    }
    await writer.writeFrame(rgb);
  }
  await writer.close();
}

let answers = 0;
const answersFolder = mkdtemp(join(tmpdir(), 'backlot-clip-'));
afterAll(async () => rm(await answersFolder, { recursive: true, force: true }));

/** Answers with a real film of what is asked for, or of `change`. */
function answerWith(change: Partial<Clip> = {}) {
  const jobs: Job[] = [];
  const caller: ModelCaller = {
    call: async ({ name, job, report }) => {
      jobs.push(job);
      const folder = await mkdtemp(join(await answersFolder, 'call-'));
      for (const fraction of [0.3, 0.6]) {
        await sleep(5);
        report?.({ stage: 'running', fraction });
      }
      answers += 1;
      const path = join(folder, `${name}-${answers}.mp4`);
      await writeClip(path, job.seed, { ...size, frameRate: film, count: job.durationFrames ?? 0, ...change });
      return { outputs: [{ name: 'clip.mp4', path, mediaType: 'video/mp4' }] };
    },
  };
  return { caller, jobs };
}

describeEngineConformance(videoEngine, {
  parameters: words,
  seed: 7,
  writeInputs: async () => [],
  outputNames: ['originals/clip.mp4', 'poster.png', 'video.mp4'],
  models: answerWith({ frameRate: { numerator: 16, denominator: 1 } }).caller,
  abortAtFraction: 0.3,
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-video-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let runs = 0;
async function run(
  parameters: Record<string, unknown>,
  models: ModelCaller,
  inputs: readonly EngineInput[] = [],
  signal = new AbortController().signal,
) {
  runs += 1;
  const outDir = join(folder, `run-${runs}`, 'out');
  const parsed = videoEngine.parametersSchema.parse({ ...words, ...parameters });
  const workDir = join(folder, `run-${runs}`, 'work');
  const context = {
    parameters: parsed,
    seed: 7,
    inputs,
    workDir,
    outDir,
    threads: 1,
    signal,
    report: () => {},
    models,
  };
  const result = await videoEngine.run(context);
  const files = result.outputs.map(({ role, name }) => ({ role, path: join(outDir, name) }));
  return { ...result, outDir, findings: await inspectTakeOutputs(videoEngine.expect(parsed), files) };
}

async function barPlaces(path: string): Promise<number[]> {
  const places: number[] = [];
  for await (const { rgb, widthPx } of readVideoFrames(path)) {
    const row = Array.from({ length: widthPx }, (_, x) => rgb[(30 * widthPx + x) * 3 + 1] as number);
    places.push(row.indexOf(Math.max(...row)));
  }
  return places;
}

describe('a clip', () => {
  it('is brought to the rate and length of the shot by time, and passes inspection', async () => {
    const ntsc = { numerator: 24_000, denominator: 1001 };
    const { caller } = answerWith({ frameRate: { numerator: 16, denominator: 1 }, count: 17 });
    const { outDir, findings, digitalSourceType } = await run({ frameRate: '24000/1001', durationFrames: 24 }, caller);
    expect(findings).toEqual([]);
    expect(digitalSourceType).toBe('trainedAlgorithmicMedia');
    expect(await readVideoInfo(join(outDir, 'video.mp4'))).toMatchObject({
      ...size,
      durationFrames: 24,
      frameRate: ntsc,
    });
    const [made, came] = await Promise.all(
      ['video.mp4', 'originals/clip.mp4'].map((name) => barPlaces(join(outDir, name))),
    );
    // At a second and a half of a frame the sixteenth frame is on screen.
    expect(Math.abs((made?.[23] ?? 0) - (came?.[15] ?? 0))).toBeLessThan(4);
  });

  it('that is fitted only where its size was rounded', async () => {
    const { findings } = await run({}, answerWith({ widthPx: 100, heightPx: 66 }).caller);
    expect(findings).toEqual([]);
    const other = run({}, answerWith({ widthPx: 128, heightPx: 128 }).caller);
    await expect(other).rejects.toMatchObject({
      code: 'MODEL_OUTPUT_UNFIT',
      message: expect.stringMatching(/got 128 × 128/),
    });
  });

  it('keeps its sound in the film and on its own, as long as the picture', async () => {
    const soundFrom = join(folder, 'tone.wav');
    const tone = Float32Array.from({ length: 96_000 }, (_, i) => ((i * 440) % 48_000) / 96_000);
    await writeWav(soundFrom, { sampleRateHz: 48_000, channels: [tone] }, { bitsPerSample: 16 });
    const { caller, jobs } = answerWith({ soundFrom });
    const { outDir, outputs } = await run({ withSound: true }, caller);
    expect(jobs[0]?.withSound).toBe(true);
    expect(outputs.map(({ role }) => role)).toEqual(['video', 'poster', 'sound', 'original']);
    const alone = await readSound(join(outDir, 'sound.wav'));
    expect(alone && secondsOf(alone)).toBe(0.5);
    expect(alone?.channels[0]?.slice(0, 100)).toEqual(
      Float32Array.from(tone.slice(0, 100), (v) => Math.round(v * 32_768) / 32_768),
    );
    expect(await readSound(join(outDir, 'video.mp4'))).toBeDefined();
    const silent = await run({}, answerWith({ soundFrom }).caller);
    expect(await readSound(join(silent.outDir, 'video.mp4'))).toBeUndefined();
  });

  it('is fine without sound where the model makes none', async () => {
    expect((await run({ withSound: true }, answerWith().caller)).outputs.map(({ role }) => role)).toEqual([
      'video',
      'poster',
      'original',
    ]);
  });

  it('is refused too short, unreadable or of another kind, and nothing of it is left', async () => {
    const unfit = (pattern: RegExp) => ({
      code: 'MODEL_OUTPUT_UNFIT',
      message: expect.stringMatching(pattern),
      hint: expect.any(String),
    });
    await expect(run({}, answerWith({ count: 9 }).caller)).rejects.toMatchObject(unfit(/expected 12 frames.* 9 /));
    expect(await readdir(join(folder, `run-${runs}`, 'out'))).toEqual([]);
    const text = join(folder, 'text.mp4');
    await writeFile(text, 'not a film '.repeat(99));
    const answer = (mediaType: string) => ({ call: async () => ({ outputs: [{ name: 'a', path: text, mediaType }] }) });
    await expect(run({}, answer('video/mp4'))).rejects.toMatchObject(unfit(/cannot be read|text.mp4/));
    await expect(run({}, answer('image/png'))).rejects.toMatchObject(unfit(/expected a film, got image\/png/));
  });

  it('stops while it is encoded, with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const { caller } = answerWith({ count: 400 });
    const models: ModelCaller = {
      call: async (request) => {
        const answer = await caller.call(request);
        setTimeout(() => controller.abort(reason), 150);
        return answer;
      },
    };
    await expect(run({ durationFrames: 400 }, models, [], controller.signal)).rejects.toBe(reason);
    expect(await readdir(join(folder, `run-${runs}`, 'out'))).toEqual([]);
  });
});

describe('video check and plan', () => {
  const parse = (change: Record<string, unknown> = {}) => videoEngine.parametersSchema.parse({ ...words, ...change });
  const input = (role: string, path: string, mediaType: string): EngineInput => ({
    role,
    name: role,
    path,
    sha256: 'a'.repeat(64),
    mediaType,
  });

  it('refuses films that end before the clip, two films, and a mask of nothing', async () => {
    await mkdir(join(folder, 'in'), { recursive: true });
    const path = join(folder, 'in/depth.mp4');
    await writeClip(path, 3, { ...size, frameRate: film, count: 12 });
    const depth = input('depth', path, 'video/mp4');
    await videoEngine.check(parse(), [depth]);
    await expect(videoEngine.check(parse({ durationFrames: 24 }), [depth])).rejects.toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
    });
    const both = [input('plate', path, 'video/mp4'), input('video', path, 'video/mp4')];
    await expect(videoEngine.check(parse(), both)).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
    await expect(videoEngine.check(parse(), [input('video-mask', path, 'video/mp4')])).rejects.toMatchObject({
      code: 'INPUT_MISSING',
    });
    await expect(videoEngine.check(parse(), [input('first-frame', path, 'video/mp4')])).rejects.toMatchObject({
      code: 'PICTURE_UNREADABLE',
    });
  });

  it('sends first and last frame, passes and references in their slots', async () => {
    const picture = join(folder, 'frame.png');
    await writePng(picture, { ...size, channels: 3, data: new Float32Array(96 * 64 * 3).fill(0.3) });
    const inputs = [
      input('last-frame', picture, 'image/png'),
      input('reference', picture, 'image/png'),
      input('first-frame', picture, 'image/png'),
    ];
    const { caller, jobs } = answerWith();
    await run({ settings: { motion: 0.5 } }, caller, inputs);
    expect(jobs[0]).toMatchObject({
      task: 'video',
      durationFrames: 12,
      frameRate: film,
      settings: { motion: 0.5 },
      ...size,
    });
    expect(jobs[0]?.files.map(({ slot }) => slot)).toEqual(['image', 'last-image', 'reference']);
    expect(jobs[0]?.files[0]?.byteLength).toBe((await readFile(picture)).byteLength);
    expect(videoEngine.planCalls?.(parse({ negativePrompt: 'snow' }), inputs)).toMatchObject([
      {
        name: 'clip',
        card: 'card-1',
        task: 'video',
        words: [{ text: words.prompt }, { where: 'negative prompt', text: 'snow' }],
        sources: [{ role: 'first-frame' }, { role: 'last-frame' }, { role: 'reference' }],
        durationFrames: 12,
        frameRate: film,
      },
    ]);
  });

  it('asks in the model’s own rate and counts, for enough to show every frame', () => {
    const asked = (change: Record<string, unknown>) => {
      const [plan] = videoEngine.planCalls?.(parse(change), []) ?? [];
      return [plan?.durationFrames, plan?.frameRate?.numerator];
    };
    expect(asked({ durationFrames: 96 })).toEqual([96, 24]);
    expect(asked({ durationFrames: 96, frameStep: 4 })).toEqual([97, 24]);
    expect(asked({ durationFrames: 97, frameStep: 8 })).toEqual([97, 24]);
    expect(asked({ durationFrames: 120, modelFrameRate: 16, frameStep: 4 })).toEqual([81, 16]);
    expect(asked({ durationFrames: 24, frameRate: '24000/1001', modelFrameRate: 25 })).toEqual([26, 25]);
  });

  it('knows even sides and rates as fractions only', () => {
    expect(() => parse({ widthPx: 97 })).toThrow();
    expect(() => parse({ frameRate: '24.5' })).toThrow();
    expect(parse({ frameRate: 23.976 }).frameRate).toEqual({ numerator: 24_000, denominator: 1001 });
  });
});

it('refuses settings that decide what people have decided, before anything is asked', async () => {
  const parameters = videoEngine.parametersSchema.parse({ ...words, settings: { num_images: 50 } });
  await expect(videoEngine.check(parameters, [])).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
});
