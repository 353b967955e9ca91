import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineInput, ModelCaller, ModelJob } from '@backlot/engine';
import { describeEngineConformance } from '@backlot/engine/conformance';
import { inspectTakeOutputs, readSound, type Sound, sampleCountOf, writeWav } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { voiceEngine } from './voice-engine.ts';

type Job = Omit<ModelJob, 'model'>;
const lines = [
  { character: 'MARA', performer: 'ada', text: 'Is anybody there?', language: 'en-GB' },
  { performer: 'ben', text: 'Niemand.', language: 'de', voice: 'deep-2' },
];
const words = { model: 'card-1', voice: 'calm-1', lines };

/** A tenth of a second for each word, its pitch from the seed. */
function say({ prompt, seed }: Job, sampleRateHz = 24_000): Sound {
  const length = prompt.split(' ').length * (sampleRateHz / 10);
  const period = 40 + (seed % 400);
  return { sampleRateHz, channels: [Float32Array.from({ length }, (_, i) => (i % period) / period / 2)] };
}

const answersFolder = mkdtemp(join(tmpdir(), 'backlot-line-'));
afterAll(async () => rm(await answersFolder, { recursive: true, force: true }));

function answerWith(make = (job: Job): Sound => say(job)) {
  const jobs: Job[] = [];
  const caller: ModelCaller = {
    call: async ({ name, job, report }) => {
      jobs.push(job);
      const path = join(await mkdtemp(join(await answersFolder, 'call-')), `${name}.wav`);
      for (const fraction of [0.3, 0.6]) {
        await sleep(5);
        report?.({ stage: 'running', fraction });
      }
      await writeWav(path, make(job), { bitsPerSample: 16 });
      return { outputs: [{ name: `${name}.wav`, path, mediaType: 'audio/wav' }] };
    },
  };
  return { caller, jobs };
}

describeEngineConformance(voiceEngine, {
  parameters: words,
  seed: 7,
  writeInputs: async () => [],
  outputNames: [
    'cues.json',
    'poster.png',
    'voice.wav',
    'waveform.png',
    ...['line-001', 'line-002'].flatMap((name) => [`lines/${name}.wav`, `originals/${name}.wav`]),
  ],
  models: answerWith().caller,
  abortAtFraction: 0.3,
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-voice-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function withoutAbsent(fields: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

let runs = 0;
async function run(parameters: Record<string, unknown>, models: ModelCaller, inputs: readonly EngineInput[] = []) {
  runs += 1;
  const [outDir, workDir] = [join(folder, `run-${runs}`, 'out'), join(folder, `run-${runs}`, 'work')];
  const parsed = voiceEngine.parametersSchema.parse(withoutAbsent({ ...words, ...parameters }));
  const { signal } = new AbortController();
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
  const result = await voiceEngine.run(context);
  const files = result.outputs.map(({ role, name, frame = 0 }) => ({ role, path: join(outDir, name), frame }));
  return { ...result, outDir, findings: await inspectTakeOutputs(voiceEngine.expect(parsed), files) };
}

describe('a voice take', () => {
  it('passes inspection, though it has no picture but that of its sound', async () => {
    const { findings, digitalSourceType } = await run({}, answerWith().caller);
    expect(findings).toEqual([]);
    expect(digitalSourceType).toBe('trainedAlgorithmicMedia');
  });

  it('lays the lines one after another with pauses, and says where each lies', async () => {
    const { outDir } = await run({ pauseMs: 250 }, answerWith().caller);
    const [joined, first, second] = await Promise.all(
      ['voice.wav', 'lines/line-001.wav', 'lines/line-002.wav'].map((name) => readSound(join(outDir, name))),
    );
    const samples = joined?.channels[0] ?? new Float32Array();
    expect(sampleCountOf(joined!)).toBe(7200 + 6000 + 2400);
    expect(samples.slice(0, 7200)).toEqual(first?.channels[0]);
    expect(samples.slice(7200, 13_200).every((value) => value === 0)).toBe(true);
    expect(samples.slice(13_200)).toEqual(second?.channels[0]);
    expect(JSON.parse(await readFile(join(outDir, 'cues.json'), 'utf8'))).toEqual({
      sampleRateHz: 24_000,
      durationS: 0.65,
      cues: [
        { file: 'lines/line-001.wav', ...lines[0], startSample: 0, endSample: 7200, startS: 0, endS: 0.3 },
        { file: 'lines/line-002.wav', ...lines[1], startSample: 13_200, endSample: 15_600, startS: 0.55, endS: 0.65 },
      ],
    });
  });

  it('asks for each line with its text, voice and language, and keeps what came', async () => {
    const { caller, jobs } = answerWith();
    const { outDir } = await run({}, caller);
    expect(jobs).toMatchObject([
      { task: 'speech', prompt: 'Is anybody there?', voice: 'calm-1', language: 'en-GB' },
      { task: 'speech', prompt: 'Niemand.', voice: 'deep-2', language: 'de' },
    ]);
    expect((await readFile(join(outDir, 'originals/line-001.wav'))).readUInt16LE(34)).toBe(16);
  });

  it('puts a line of one channel on both where another has two', async () => {
    const stereo = (job: Job): Sound => {
      const sound = say(job);
      return job.language === 'de' ? { ...sound, channels: [...sound.channels, sound.channels[0]!] } : sound;
    };
    const { outDir } = await run({}, answerWith(stereo).caller);
    const joined = await readSound(join(outDir, 'voice.wav'));
    expect(joined?.channels).toHaveLength(2);
    expect(joined?.channels[1]).toEqual(joined?.channels[0]);
  });

  it('refuses silence, what is no sound, other kinds, and lines of two rates', async () => {
    const unfit = (pattern: RegExp) => ({
      code: 'MODEL_OUTPUT_UNFIT',
      message: expect.stringMatching(pattern),
      hint: expect.any(String),
    });
    const silence = answerWith((job) => ({
      sampleRateHz: 8000,
      channels: [new Float32Array(job.prompt.length * 100)],
    }));
    await expect(run({}, silence.caller)).rejects.toMatchObject(unfit(/silent/));
    const mixed = answerWith((job) => say(job, job.language === 'de' ? 16_000 : 24_000));
    await expect(run({}, mixed.caller)).rejects.toMatchObject(unfit(/"line-002": expected 24000 Hz.*16000/));
    const text = join(folder, 'text.mp3');
    await writeFile(text, 'not a sound '.repeat(99));
    const answer = (mediaType: string) => ({ call: async () => ({ outputs: [{ name: 'a', path: text, mediaType }] }) });
    await expect(run({}, answer('audio/mpeg'))).rejects.toMatchObject(unfit(/Sound .*text.mp3/));
    await expect(run({}, answer('text/html'))).rejects.toMatchObject(unfit(/expected sound, got text\/html/));
  });
});

describe('who and what a voice take uses', () => {
  const parse = (change: Record<string, unknown> = {}) => voiceEngine.parametersSchema.parse({ ...words, ...change });

  it('names each performer once for each language, to be declared', () => {
    const spoken = parse({ lines: [...lines, { ...lines[0], language: 'EN-gb' }, { ...lines[0], language: 'fr' }] });
    expect(
      voiceEngine.people?.(spoken)?.map(({ performer, language }) => `${performer} ${language}`.toLowerCase()),
    ).toEqual(['ada en-gb', 'ben de', 'ada fr']);
    expect(voiceEngine.people?.(spoken)?.[0]?.operations).toEqual(['voice-synthesis', 'dub']);
  });

  it('gives all words to the check of people, names of voices included', () => {
    const texts = voiceEngine.words?.(parse({ settings: { style: 'like a newsreader' } })).map(({ text }) => text);
    expect(texts).toEqual([
      'Is anybody there?',
      'MARA',
      'Niemand.',
      'calm-1',
      'deep-2',
      'en-GB',
      'de',
      'like a newsreader',
    ]);
  });

  it('plans one call a line, with the words of that line alone', () => {
    const [, second] = voiceEngine.planCalls?.(parse(), []) ?? [];
    expect(second).toMatchObject({ name: 'line-002', task: 'speech', card: 'card-1', sources: [] });
    expect(second?.words.map(({ text }) => text)).toEqual(['Niemand.', 'deep-2', 'de']);
    expect(second?.words[1]?.where).toBe('voice of ben');
  });

  it('takes no voice for two performers', async () => {
    const parameters = parse({ lines: [lines[0], { ...lines[1], voice: 'calm-1' }] });
    await expect(voiceEngine.check(parameters, [])).rejects.toThrow(
      '"calm-1" to be the voice of one performer, got ada',
    );
  });

  it('takes a recording for one performer only, and only one that can be heard', async () => {
    const path = join(folder, 'ada.wav');
    await writeWav(path, say({ prompt: 'one two', seed: 3 } as Job));
    const input: EngineInput = {
      role: 'voice-reference',
      name: 'ada.wav',
      path,
      sha256: 'a'.repeat(64),
      mediaType: 'audio/wav',
    };
    const alone = parse({ lines: [lines[0]] });
    await voiceEngine.check(alone, [input]);
    await expect(voiceEngine.check(parse(), [input])).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
    const { caller, jobs } = answerWith();
    await run({ lines: [lines[0]] }, caller, [input]);
    expect(jobs[0]?.files).toMatchObject([{ slot: 'sound', path }]);
    await writeFile(path, 'no sound');
    await expect(voiceEngine.check(alone, [input])).rejects.toMatchObject({ code: 'SOUND_UNREADABLE' });
  });

  it('knows languages by their tags, and no performer without one', () => {
    expect(() => parse({ lines: [{ ...lines[0], language: 'English!' }] })).toThrow();
    expect(() => parse({ lines: [{ text: 'Hello.', performer: 'ada' }] })).toThrow('language');
    expect(() => parse({ lines: [] })).toThrow();
  });

  it('says a prompt as its one line, in the default voice where none is named', async () => {
    const { caller, jobs } = answerWith();
    const words = { model: 'card-1', prompt: 'Is anybody there?' };
    const { findings } = await run({ ...words, voice: undefined, lines: undefined }, caller);
    expect(findings).toEqual([]);
    expect(jobs).toMatchObject([{ prompt: 'Is anybody there?' }]);
    expect(jobs[0]).not.toHaveProperty('voice');
    const ofAda = voiceEngine.parametersSchema.parse({ ...words, voice: 'calm-1', performer: 'ada', language: 'en' });
    expect(voiceEngine.people?.(ofAda)).toMatchObject([{ performer: 'ada', language: 'en' }]);
    expect(() => parse({ prompt: 'Both.' })).toThrow('or else lines');
    expect(() => voiceEngine.parametersSchema.parse({ model: 'card-1' })).toThrow('expected a line to say');
  });

  it('says whose a voice is that is nobody’s, and declares no person for it', async () => {
    const anybody = parse({ lines: [{ text: 'Hello.' }] });
    await voiceEngine.check(anybody, []);
    expect(voiceEngine.people?.(anybody)).toEqual([]);
    expect(voiceEngine.planCalls?.(anybody, [])[0]?.words).toContainEqual({
      where: 'voice, nobody’s as whoever asks says',
      text: 'calm-1',
    });
    const shared = parse({ lines: [lines[0], { text: 'Hello.' }] });
    await expect(voiceEngine.check(shared, [])).rejects.toThrow('got ada and nobody');
  });

  it('takes no model’s default voice for a performer’s', async () => {
    const { voice: _, ...unnamed } = words;
    const parameters = voiceEngine.parametersSchema.parse({ ...unnamed, lines: [lines[0]] });
    await expect(voiceEngine.check(parameters, [])).rejects.toThrow('expected a voice or a recording of ada');
  });
});

it('refuses settings that decide what people have decided, before anything is asked', async () => {
  const parameters = voiceEngine.parametersSchema.parse({ ...words, settings: { num_images: 50 } });
  await expect(voiceEngine.check(parameters, [])).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
});
