import type { ModelFile, ModelJob } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import type { ComfyuiRoute, ComfyuiServerOptions, RouteFault, RunFault } from '@backlot/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { promptIdOf } from './prompt-id.ts';
import { queuePrompt } from './queue-prompt.ts';
import { readWorkflows, SHIPPED_WORKFLOWS } from './read-workflows.ts';
import { checkAll, openTrial, PICTURE, runToEnd, type Trial } from './testing/open-trial.ts';

const PICTURE_FILE: ModelFile = {
  slot: 'image',
  name: 'first.png',
  path: '/nowhere/first.png',
  mediaType: 'image/png',
  sha256: '0'.repeat(64),
  byteLength: 1,
};

const Z_IMAGE = {
  diffusion_models: ['z_image_turbo_bf16.safetensors'],
  text_encoders: ['qwen_3_4b.safetensors'],
  vae: ['ae.safetensors'],
};
const VACE = {
  diffusion_models: ['wan2.1_vace_14B_fp16.safetensors'],
  text_encoders: ['umt5_xxl_fp8_e4m3fn_scaled.safetensors'],
  vae: ['wan_2.1_vae.safetensors'],
};

const opened: Trial[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function trial(options: ComfyuiServerOptions = {}): Promise<Trial> {
  const made = await openTrial(options);
  opened.push(made);
  return made;
}

async function failureOf(work: Promise<unknown>): Promise<BacklotError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BacklotError)) throw new Error(`Expected a failure in our words, got ${String(error)}`);
  return error;
}

describe('work that fails at the server', () => {
  it.each<[RunFault, string, Record<string, unknown>, RegExp]>([
    [
      'out-of-memory',
      'MODEL_FAILED',
      { reason: 'out-of-memory', nodeType: 'KSampler' },
      /smaller size or fewer frames/,
    ],
    ['job-failed', 'MODEL_FAILED', { nodeType: 'KSampler', exceptionType: 'RuntimeError' }, /log/],
    ['missing-model', 'MODEL_PARTS_MISSING', { missing: [expect.stringContaining('ae.safetensors')] }, /missing/],
    ['no-file', 'MODEL_ANSWER_INVALID', {}, /SaveImage/],
  ])('by %s is %s', async (fault, code, details, hint) => {
    const at = await trial();
    at.server.faults.failRuns(fault);
    const error = await failureOf(runToEnd(at, PICTURE));
    expect(error.code).toBe(code);
    expect(error.hint).toMatch(hint);
    expect(error.details ?? {}).toMatchObject(details);
  });
});

describe('a server in trouble', () => {
  it.each<[ComfyuiRoute, RouteFault, string]>([
    ['prompt', { kind: 'status', status: 500 }, 'MODEL_FAILED'],
    ['prompt', { kind: 'status', status: 401 }, 'MODEL_KEY_REFUSED'],
    ['prompt', { kind: 'status', status: 402 }, 'MODEL_UNPAID'],
    ['prompt', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'MODEL_BUSY'],
    ['prompt', { kind: 'cut' }, 'MODEL_ANSWER_CUT'],
    ['prompt', { kind: 'wrong-type' }, 'MODEL_ANSWER_INVALID'],
    ['queue', { kind: 'wrong-type' }, 'MODEL_ANSWER_INVALID'],
    ['queue', { kind: 'status', status: 404 }, 'MODEL_ANSWER_INVALID'],
    ['queue', { kind: 'redirect', to: 'http://169.254.169.254/latest' }, 'OUTBOUND_ADDRESS_REFUSED'],
    ['history', { kind: 'status', status: 503 }, 'MODEL_BUSY'],
    ['history', { kind: 'long-body', byteLength: 4 * 2 ** 30, isAnnounced: false }, 'MODEL_ANSWER_TOO_LARGE'],
  ])('that answers /%s with %j fails as %s', async (route, fault, code) => {
    const at = await trial();
    at.server.faults.failRoute(route, fault);
    const error = await failureOf(runToEnd(at, PICTURE));
    expect(error.code).toBe(code);
    expect(error.hint).toBeTruthy();
  });

  it('says when to come back', async () => {
    const at = await trial();
    at.server.faults.failRoute('prompt', { kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    expect((await failureOf(runToEnd(at, PICTURE))).details).toMatchObject({ retryAfterMs: 7000 });
  });

  it('that takes no files of this size says what to change', async () => {
    const at = await trial();
    at.server.faults.failRoute('upload', { kind: 'status', status: 413 });
    const files = [await at.file('image', 'x'), await at.file('mask', 'y')];
    const error = await failureOf(runToEnd(at, { ...PICTURE, model: 'inpaint', files }));
    expect(error).toMatchObject({ code: 'MODEL_REQUEST_INVALID', hint: expect.stringContaining('--max-upload-size') });
  });

  it('that hangs is left as soon as the signal says so', async () => {
    const at = await trial();
    at.server.faults.failRoute('queue', { kind: 'hang' });
    const signal = AbortSignal.timeout(100);
    const start = at.backEnd.start(at.connection, PICTURE, { ...at.call, signal, key: 'k' });
    await expect(start).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('a server that lacks parts', () => {
  it('is refused beforehand, with what is missing and where it comes from', async () => {
    const at = await trial({ files: { vae: ['ae.safetensors'] }, without: ['ModelSamplingAuraFlow'] });
    const error = await failureOf(checkAll(at, PICTURE));
    expect(error.code).toBe('MODEL_PARTS_MISSING');
    expect(error.details?.missing).toEqual([
      'node ModelSamplingAuraFlow (update ComfyUI)',
      expect.stringMatching(
        /^file z_image_turbo_bf16\.safetensors \(from https:\/\/huggingface\.co\/.* into models\/diffusion_models\)$/,
      ),
      expect.stringMatching(/^file qwen_3_4b\.safetensors/),
    ]);
    expect(at.server.prompts).toEqual([]);
  });

  it('is told of a model file that only a setting names', async () => {
    const at = await trial();
    const job = { ...PICTURE, settings: { 'model-file': 'own.safetensors' } };
    const error = await failureOf(checkAll(at, job));
    expect(error.details?.missing).toEqual(['UNETLoader.unet_name "own.safetensors"']);
  });

  it('is refused all the same where nobody asked beforehand', async () => {
    const lacksFile = await trial({ files: {} });
    expect((await failureOf(runToEnd(lacksFile, PICTURE))).code).toBe('MODEL_PARTS_MISSING');
    const lacksNode = await trial({ without: ['KSampler'] });
    expect((await failureOf(runToEnd(lacksNode, PICTURE))).details?.missing).toEqual(['node KSampler']);
  });

  it('offers what it can run and lists what the rest lacks', async () => {
    const at = await trial({ files: {} });
    const report = await at.backEnd.inspect(at.connection, at.call.signal);
    expect(report.about).toBe('ComfyUI 0.3.76, NVIDIA GeForce RTX 4090, 24 GiB');
    expect(report.models).toEqual([]);
    expect(report.missing).toContainEqual(expect.stringMatching(/^image-to-video: file ltx-2-19b-distilled-fp8/));
  });

  it('that has all parts offers every shipped workflow', async () => {
    const at = await trial();
    const report = await at.backEnd.inspect(at.connection, at.call.signal);
    expect(report.missing).toEqual([]);
    expect(report.models.map(({ name }) => name)).toEqual([
      'control-to-video',
      'image-to-video',
      'inpaint',
      'text-to-image',
    ]);
    expect(report.models[0]).toMatchObject({ frameStep: 4, task: 'video' });
  });
});

describe('servers with models of their own', () => {
  it('are each asked for theirs, by one back end', async () => {
    const [pictures, clips] = [await trial({ files: Z_IMAGE }), await trial({ files: VACE })];
    const offers = await Promise.all(
      [pictures, clips].map(({ connection, call }) => pictures.backEnd.inspect(connection, call.signal)),
    );
    expect(offers.map(({ models }) => models.map(({ name }) => name))).toEqual([
      ['text-to-image'],
      ['control-to-video'],
    ]);
  });
});

describe('a server that would not do quite what was sent', () => {
  it('by giving ids of its own is refused, and the work taken back', async () => {
    const at = await trial({ isOld: true });
    at.server.hold();
    const error = await failureOf(runToEnd(at, PICTURE));
    expect(error).toMatchObject({ code: 'MODEL_REQUEST_INVALID', hint: expect.stringContaining('Update ComfyUI') });
    expect([...at.server.cancelled]).toEqual([at.server.prompts[0]?.id]);
  });

  it('by leaving out a part that is wrong is refused, and the rest taken back', async () => {
    const at = await trial();
    at.server.hold();
    const shipped = await readWorkflows([SHIPPED_WORKFLOWS]);
    const graph = shipped.find(({ name }) => name === 'text-to-image')!.graph;
    const second = { class_type: 'KSampler', inputs: { ...graph['8']?.inputs, steps: 0 } };
    const decoded = { class_type: 'VAEDecode', inputs: { samples: ['18', 0], vae: ['3', 0] } };
    const saved = { class_type: 'SaveImage', inputs: { images: ['19', 0], filename_prefix: 'other' } };
    const both = { ...graph, '18': second, '19': decoded, '20': saved };
    const queued = queuePrompt(at.connection, promptIdOf('both'), both, at.call.signal);
    expect(await failureOf(queued)).toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
      message: expect.stringContaining('node 18 (KSampler)'),
    });
    expect([...at.server.cancelled]).toEqual([promptIdOf('both')]);
  });
});

describe('a job that fits no workflow', () => {
  it.each<[string, Partial<ModelJob>, RegExp]>([
    ['another task', { task: 'video' }, /makes image, asked for video/],
    ['a size that it does not take', { widthPx: 100 }, /multiples of 16 px, got 100/],
    ['a setting that it does not know', { settings: { sharpness: 1 } }, /no setting "sharpness"/],
    ['a setting of another type', { settings: { steps: 'many' } }, /expects a number, got "many"/],
    ['no picture for inpainting', { model: 'inpaint' }, /needs a file in its slot "image"/],
    ['a picture that it has no place for', { files: [PICTURE_FILE] }, /has no slot "image"/],
    [
      'a length that it does not take',
      { model: 'image-to-video', task: 'video', durationFrames: 10, files: [PICTURE_FILE] },
      /8n \+ 1 frames, got 10/,
    ],
  ])('is refused: %s', async (_, change, message) => {
    const at = await trial();
    const error = await failureOf(checkAll(at, { ...PICTURE, ...change }));
    expect(error).toMatchObject({ code: 'MODEL_REQUEST_INVALID', message: expect.stringMatching(message) });
    expect(at.server.requests).toEqual([]);
  });

  it('is refused where two control clips come for one place', async () => {
    const at = await trial();
    const files = [await at.file('depth', 'd'), await at.file('normal', 'n')];
    const job: ModelJob = { ...PICTURE, task: 'video', model: 'control-to-video', files };
    const error = await failureOf(checkAll(at, job));
    expect(error.message).toMatch(/needs one of .*, got depth and normal/);
  });

  it('names the workflows that there are where it asks for another', async () => {
    const at = await trial();
    const error = await failureOf(checkAll(at, { ...PICTURE, model: 'x' }));
    expect(error).toMatchObject({ code: 'MODEL_NOT_FOUND', hint: expect.stringContaining('text-to-image') });
  });

  it('is refused by the server with the node and input that it names', async () => {
    const at = await trial();
    const error = await failureOf(runToEnd(at, { ...PICTURE, settings: { steps: 0 } }));
    expect(error).toMatchObject({
      code: 'MODEL_REQUEST_INVALID',
      message: 'ComfyUI refused the workflow: node 8 (KSampler): Value 0 smaller than min of 1: steps',
    });
  });
});
