import type { BackEndAdapter, BackEndConnection, ModelJob, OfferedModel } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { explainSdkError } from '../errors/explain-sdk-error.ts';
import { askVendor } from './shared/ask-vendor.ts';
import { baseUrlOf, urlOf } from './shared/base-url.ts';
import { checkJob } from './shared/check-job.ts';
import { secondsOf } from './shared/job-values.ts';
import { keepOutput } from './shared/keep-output.ts';
import { synchronous } from './shared/synchronous.ts';
import { withSettings } from './shared/with-settings.ts';

const ADDRESS = 'https://api.elevenlabs.io';
const SHORTEST_SOUND_S = 0.5;
const LONGEST_SOUND_S = 30;
const VOICE_SETTINGS: ReadonlySet<string> = new Set(['stability', 'similarityBoost', 'style', 'useSpeakerBoost']);

/** No prices: ElevenLabs sells credits by plan, and what one is worth depends on it. */
const MODELS: readonly OfferedModel[] = [
  { name: 'eleven_v3', title: 'Eleven v3', task: 'speech', slots: [], needsVoice: true },
  { name: 'eleven_multilingual_v2', title: 'Eleven Multilingual v2', task: 'speech', slots: [], needsVoice: true },
  { name: 'eleven_flash_v2_5', title: 'Eleven Flash v2.5', task: 'speech', slots: [], needsVoice: true },
  { name: 'eleven_text_to_sound_v2', title: 'Sound effects v2', task: 'sound', slots: [] },
];

/** ElevenLabs' speech, by AI SDK, and its sound effects (elevenlabs.io/docs/api-reference), which AI SDK does not know. */
export const elevenlabs: BackEndAdapter = {
  ...synchronous,
  kind: 'elevenlabs',
  title: 'ElevenLabs',
  tasks: ['speech', 'sound'],
  needsAddress: false,
  needsKey: true,
  models: MODELS,
  headers: authorize,
  billedSeconds: (job) => (job.task === 'sound' ? soundSeconds(job) : undefined),
  leavesOut: ({ task }) => (task === 'sound' ? ['negativePrompt', 'seed'] : ['negativePrompt']),

  async inspect(connection, signal) {
    const url = urlOf(connection, ADDRESS, '/v1/models');
    await askVendor({ connection, url, headers: authorize(connection), signal });
    return { about: `ElevenLabs at ${url.host}`, models: MODELS, missing: [] };
  },

  check(job) {
    checkJob(elevenlabs, job);
    if (job.task === 'speech' && !job.voice) throw voiceMissing(job);
  },

  async start(connection, job, { workDir, signal }) {
    const { host } = urlOf(connection, ADDRESS, '/');
    const bytes = await (job.task === 'speech' ? speak(connection, job, signal) : makeSound(connection, job, signal));
    const outputs = [await keepOutput(bytes, { host, stem: job.task, workDir })];
    return { state: 'done', handle: {}, remote: [], outputs };
  },
};

async function speak(connection: BackEndConnection, job: ModelJob, abortSignal: AbortSignal): Promise<Uint8Array> {
  const { key = '', outbound } = connection;
  const base = baseUrlOf(connection, ADDRESS);
  // Loaded when it is used: SDKs take long, and most commands need none.
  const { createElevenLabs } = await import('@ai-sdk/elevenlabs');
  const provider = createElevenLabs({
    apiKey: key,
    // AI SDK knows one address only.
    fetch: (input, init) => outbound.fetch(String(input).replace(ADDRESS, base), init),
  });
  const { outputFormat, speed, ...settings } = job.settings;
  const isOfVoice = ([name]: readonly [string, unknown]): boolean => VOICE_SETTINGS.has(name);
  const all = Object.entries(settings);
  try {
    const { audio } = await provider.speech(job.model).doGenerate({
      text: job.prompt,
      voice: job.voice ?? '',
      outputFormat: String(outputFormat ?? 'mp3_44100_192'),
      ...(typeof speed === 'number' && { speed }),
      ...(job.language && { language: job.language.split('-')[0] ?? job.language }),
      providerOptions: {
        elevenlabs: withSettings(Object.fromEntries(all.filter((setting) => !isOfVoice(setting))), {
          seed: job.seed,
          voiceSettings: Object.fromEntries(all.filter(isOfVoice)),
        }),
      },
      abortSignal,
    });
    return typeof audio === 'string' ? Buffer.from(audio, 'base64') : audio;
  } catch (error) {
    throw explainSdkError(error, { host: new URL(base).host, key, signal: abortSignal });
  }
}

async function makeSound(connection: BackEndConnection, job: ModelJob, signal: AbortSignal): Promise<Uint8Array> {
  const seconds = soundSeconds(job);
  const json = withSettings(job.settings, {
    text: job.prompt,
    model_id: job.model,
    ...(seconds !== undefined && { duration_seconds: seconds }),
  });
  const url = urlOf(connection, ADDRESS, '/v1/sound-generation');
  const response = await askVendor({ connection, url, headers: authorize(connection), json, signal });
  return new Uint8Array(await response.arrayBuffer());
}

function soundSeconds(job: ModelJob): number | undefined {
  const seconds = secondsOf(job);
  return seconds === undefined ? undefined : Math.min(LONGEST_SOUND_S, Math.max(SHORTEST_SOUND_S, seconds));
}

function authorize({ key = '' }: BackEndConnection): Readonly<Record<string, string>> {
  return { 'xi-api-key': key };
}

function voiceMissing({ model }: ModelJob): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', 'Speech needs a voice, and none is named', {
    hint: 'Name a voice of your account at ElevenLabs by its id; a voice belongs to somebody, so none is taken by default.',
    details: { model },
  });
}
