import type { OpenAIProvider } from '@ai-sdk/openai';
import type { BackEndAdapter, BackEndConnection, ModelJob, OfferedModel } from '@backlot/engine';
import { answerInvalid } from '../errors/answer-invalid.ts';
import { explainSdkError } from '../errors/explain-sdk-error.ts';
import { askVendor } from './shared/ask-vendor.ts';
import { baseUrlOf, urlOf } from './shared/base-url.ts';
import { checkJob } from './shared/check-job.ts';
import { demandSize } from './shared/demand-makeable.ts';
import { filesIn, ratioFor } from './shared/job-values.ts';
import { keepOutput } from './shared/keep-output.ts';
import { readWords } from './shared/read-words.ts';
import { sdkFile } from './shared/sdk-file.ts';
import { synchronous } from './shared/synchronous.ts';
import { withSettings } from './shared/with-settings.ts';

const ADDRESS = 'https://api.openai.com';

/** No prices: tokens are charged, whose number follows quality and size. A card says what the crew reckons with. */
const PICTURE_MODELS: readonly OfferedModel[] = ['gpt-image-2.6-flare', 'gpt-image-2.6-sunburst', 'gpt-image-2'].map(
  (name) => ({
    name,
    title: name.replace('gpt-image-', 'GPT Image ').replace('-', ' '),
    task: 'image',
    slots: [
      { slot: 'image', isRequired: false },
      { slot: 'reference', isRequired: false },
    ],
  }),
);

/** Readers of briefs; any other that answers in a given form can be named on a card. */
const WORDS_MODELS: readonly OfferedModel[] = ['gpt-6-sol', 'gpt-5.4-mini'].map((name) => ({
  name,
  title: name.replace('gpt-', 'GPT ').replace('-', ' '),
  task: 'words',
  slots: [],
}));
const MODELS = [...PICTURE_MODELS, ...WORDS_MODELS];

/** The models before 2.5 make these sizes only. */
const FIXED_SIZES = ['1024x1024', '1536x1024', '1024x1536'] as const;
const TAKES_ANY_SIZE = /^gpt-image-(2\.[5-9]|[3-9])/;

/**
 * OpenAI's pictures and words, by AI SDK. Its Videos API, and Sora with it, was shut down on 2026-09-24. A mask is not taken: OpenAI
 * reads it from transparency, which our masks do not have.
 */
export const openai: BackEndAdapter = {
  ...synchronous,
  kind: 'openai',
  title: 'OpenAI',
  tasks: ['image', 'words'],
  needsAddress: false,
  needsKey: true,
  models: MODELS,
  headers: authorize,
  leavesOut: () => ['negativePrompt', 'seed'],

  async inspect(connection, signal) {
    const url = urlOf(connection, ADDRESS, '/v1/models');
    await askVendor({ connection, url, headers: authorize(connection), signal });
    return { about: `OpenAI at ${url.host}`, models: MODELS, missing: [] };
  },

  check(job) {
    checkJob(openai, job);
    if (job.task === 'image' && !TAKES_ANY_SIZE.test(job.model)) demandSize(job, FIXED_SIZES);
  },

  async start(connection, job, { workDir, signal }) {
    const { host } = urlOf(connection, ADDRESS, '/');
    if (job.task === 'words') {
      const model = (await openSdk(connection)).responses(job.model);
      // Strict schemas know no field that may be left out; what comes is held against ours. `store` would keep it there.
      const providerOptions = { openai: { strictJsonSchema: false, store: false } };
      return readWords({ model, providerOptions }, job, { host, key: connection.key, signal, workDir });
    }
    const images = await generate(connection, job, signal).catch((error: unknown) => {
      throw explainSdkError(error, { host, key: connection.key, signal });
    });
    if (images.length === 0) throw answerInvalid(host, 'no picture');
    const outputs = await Promise.all(
      images.map((bytes, index) => keepOutput(bytes, { host, stem: `picture-${index + 1}`, workDir })),
    );
    return { state: 'done', handle: {}, remote: [], outputs };
  },
};

async function openSdk(connection: BackEndConnection): Promise<OpenAIProvider> {
  const { outbound, key = '' } = connection;
  // Loaded when it is used: SDKs take long, and most commands need none.
  const { createOpenAI } = await import('@ai-sdk/openai');
  return createOpenAI({ apiKey: key, baseURL: `${baseUrlOf(connection, ADDRESS)}/v1`, fetch: outbound.fetch });
}

async function generate(connection: BackEndConnection, job: ModelJob, abortSignal: AbortSignal): Promise<Uint8Array[]> {
  const provider = await openSdk(connection);
  const given = [...filesIn(job, 'image'), ...filesIn(job, 'reference')];
  const { images } = await provider.image(job.model).doGenerate({
    prompt: job.prompt,
    n: 1,
    size: sizeOf(job),
    aspectRatio: undefined,
    seed: undefined,
    files: given.length === 0 ? undefined : await Promise.all(given.map(sdkFile)),
    mask: undefined,
    providerOptions: { openai: withSettings(job.settings, { outputFormat: 'png' }) },
    abortSignal,
  });
  return images.map((image) => (typeof image === 'string' ? Buffer.from(image, 'base64') : image));
}

function sizeOf(job: ModelJob): `${number}x${number}` | undefined {
  const { widthPx, heightPx, model } = job;
  if (!widthPx || !heightPx) return undefined;
  return TAKES_ANY_SIZE.test(model) ? `${widthPx}x${heightPx}` : ratioFor(job, FIXED_SIZES);
}

function authorize({ key = '' }: BackEndConnection): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}
