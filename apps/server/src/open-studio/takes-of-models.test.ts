import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackEndAdapter, ModelJob, ModelOutput } from '@backlot/engine';
import type { Person } from '@backlot/film';
import { openVideoWriter, writePng, writeWav } from '@backlot/media';
import { createStudio, type Studio } from '@backlot/studio';
import { createInMemoryPorts, type InMemoryPorts } from '@backlot/studio/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngineRegistry } from './engines.ts';
import { createInspector } from './inspector.ts';

const PAT: Person = { name: 'Pat', role: 'producer' };
const ADA: Person = { name: 'Ada', role: 'artist' };

const CONSENT = {
  kind: 'voice',
  description: 'Says lines of the script that were not recorded on set, in her own voice and language.',
  scope: { shots: 'all', operations: [{ operation: 'voice-synthesis' }], languages: ['en-GB'] },
  term: { from: '2020-01-01', until: '2030-12-31' },
  territory: 'world',
  signature: { by: 'performer', name: 'Ines Duarte', signedOn: '2020-01-01', isSeparatelySigned: true },
  cover: { counsel: 'J. Ferreira' },
};

let folder: string;
let ports: InMemoryPorts;
let studio: Studio;
let card: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-models-'));
  const plain = createInMemoryPorts(folder);
  const adapter = makeVendor();
  const models = { ...plain.models, adapters: new Map([[adapter.kind, adapter]]) };
  ports = { ...plain, engines: createEngineRegistry(), inspector: createInspector(), models };
  studio = createStudio(ports);
  await studio.createProduction({ slug: 'example', title: 'Example', by: PAT });
  const request = { title: 'Vendor', kind: 'fal', isOwn: false, key: 'secret' };
  const backEnd = await studio.models.addBackEnd('example', request, PAT);
  const content = {
    ...{ name: 'All', vendor: 'Vendor', version: '1', licence: 'agreed', trainedOn: 'licensed' },
    ...{ retainsInputs: false, trainsOnInputs: false, environment: 'secured', backEnd: backEnd.id, model: 'all-1' },
  };
  card = (await studio.rights.registerModel('example', content, PAT)).id;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Answers each task with a real file of what was asked for. */
function makeVendor(): BackEndAdapter {
  const jobs = new Map<string, ModelJob>();
  const model = { name: 'all-1', title: 'All', task: 'image', slots: [] } as const;
  return {
    kind: 'fal',
    title: 'Vendor',
    tasks: ['image', 'video', 'speech', 'sound'],
    needsAddress: false,
    needsKey: true,
    // It makes whatever it is asked for, so none is known beforehand.
    models: [],
    restart: 'idempotent',
    inspect: async () => ({ about: 'Vendor', models: [model], missing: [] }),
    check: () => {},
    start: async (_, job, { key }) => {
      jobs.set(key, job);
      return { state: 'running', handle: { key } };
    },
    poll: async (_, { key }, { workDir }) => {
      const job = jobs.get(String(key));
      if (!job) throw new Error(`no call "${String(key)}"`);
      return { state: 'done', handle: { key }, remote: [], outputs: [await makeFile(job, workDir)] };
    },
    cancel: async () => {},
    headers: () => ({}),
    pollEveryMs: 1,
  };
}

async function makeFile(job: ModelJob, workDir: string): Promise<ModelOutput> {
  const { task, widthPx = 64, heightPx = 64, durationFrames = 1, frameRate = { numerator: 24, denominator: 1 } } = job;
  const paint = (level: number) => new Float32Array(widthPx * heightPx * 3).fill(level);
  const at = (name: string) => join(workDir, name);
  if (task === 'image') {
    await writePng(at('a.png'), { widthPx, heightPx, channels: 3, data: paint(0.2 + (job.seed % 50) / 100) });
    return { name: 'a.png', path: at('a.png'), mediaType: 'image/png' };
  }
  if (task === 'video') {
    const writer = await openVideoWriter({ path: at('a.mp4'), codec: 'h264', widthPx, heightPx, frameRate });
    for (let frame = 0; frame < durationFrames; frame++) await writer.writeFrame(paint(0.1 + frame / 50));
    await writer.close();
    return { name: 'a.mp4', path: at('a.mp4'), mediaType: 'video/mp4' };
  }
  const length = task === 'sound' ? (durationFrames * 8000) / (frameRate.numerator / frameRate.denominator) : 4000;
  await writeWav(at('a.wav'), { sampleRateHz: 8000, channels: [new Float32Array(length).fill(0.3)] });
  return { name: 'a.wav', path: at('a.wav'), mediaType: 'audio/wav' };
}

async function make(engine: string, parameters: object, more: object = {}) {
  const setUp = { production: 'example', shot: 'sq010/sh0040', purpose: 'ideation', seed: 7, inputs: {}, ...more };
  const { id } = await studio.requestTake({
    engine,
    setUp: { ...setUp, parameters: { model: card, ...parameters } },
    resolveFile: (file) => file,
    by: ADA,
  });
  const worker = await studio.startWorker();
  const take = await studio.waitForTake(id);
  await worker.stop();
  return take;
}

const size = { widthPx: 64, heightPx: 64 };

it.each([
  [
    'image',
    { prompt: 'a wet street', ...size, variants: 2 },
    ['variant', 'original', 'poster', 'variant', 'original', 'contact-sheet'],
  ],
  ['video', { prompt: 'rain on a street', ...size, durationFrames: 6 }, ['video', 'poster', 'original']],
  ['sound', { prompt: 'rain on a street', durationS: 1 }, ['poster', 'sound', 'waveform', 'original']],
])('%s goes from words through a model, inspection and seal to review', async (engine, parameters, roles) => {
  const take = await make(engine, parameters);
  expect(take.error).toBeUndefined();
  expect(take.state).toBe('in-review');
  expect(take.findings).toEqual([]);
  expect(take.outputs.map(({ role }) => role)).toEqual(roles);
  expect(take.digitalSourceType).toBe('trainedAlgorithmicMedia');
  const [call] = await studio.models.callsOfTake(take.id);
  const original = take.outputs.find(({ role }) => role === 'original');
  expect(original?.sha256).toBe(call?.received[0]?.sha256);
});

it('a variant is iterated from by its take and name, and it alone goes out', async () => {
  const first = await make('image', { prompt: 'a wet street', ...size, variants: 3 });
  const parent = { take: first.id, file: 'variants/variant-2.png' };
  const next = await make(
    'image',
    { prompt: 'a dry street', ...size, parent },
    { inputs: { variant: { take: first.id } } },
  );
  expect(next.state).toBe('in-review');
  const [call] = await studio.models.callsOfTake(next.id);
  const meant = first.outputs.find(({ name }) => name === parent.file)?.sha256;
  expect(call?.sent.files.map(({ slot, sha256 }) => [slot, sha256])).toEqual([['image', meant]]);
  const items = next.egress?.calls.flatMap(({ items }) => items.filter(({ kind }) => kind === 'file'));
  expect(items).toMatchObject([{ slot: 'image', role: 'variant', sha256: meant }]);
});

it('a voice is asked for only with its performer declared, and made only with their consent', async () => {
  const request = { name: 'Ines Duarte', status: { kind: 'living' } };
  const { id } = await studio.rights.registerPerformer('example', request, PAT);
  const parameters = { voice: 'v-1', lines: [{ performer: id, text: 'Is anybody there?', language: 'en-GB' }] };
  await expect(make('voice', parameters)).rejects.toMatchObject({ code: 'USE_INVALID' });
  const use = { people: [{ performer: id, operation: 'voice-synthesis', language: 'en-GB' }] };
  expect((await make('voice', parameters, { use })).state).toBe('refused');

  const consent = await studio.rights.recordConsent('example', { ...CONSENT, performer: id }, PAT);
  const path = join(folder, 'rider.txt');
  await writeFile(path, 'signed');
  await studio.rights.attachConsentDocument(consent.id, { path, by: PAT });
  await studio.rights.grantConsent(consent.id, { name: 'Lea', role: 'legal' });
  const take = await make('voice', parameters, { use });
  expect(take.error).toBeUndefined();
  expect(take.state).toBe('in-review');
  expect(take.outputs.map(({ role }) => role)).toEqual([
    'sound',
    'cue-sheet',
    'waveform',
    'poster',
    'line',
    'original',
  ]);
});
