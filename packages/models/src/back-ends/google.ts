import type { BackEndAdapter } from '@backlot/engine';
import { authorizeGoogle, GOOGLE_ADDRESS, GOOGLE_MODELS, openGoogle } from './google-models.ts';
import { checkGooglePicture, makeGooglePicture } from './google-picture.ts';
import { checkVeo, isListedVeo, pollVeo, startVeo, veoSeconds } from './google-veo.ts';
import { askVendor } from './shared/ask-vendor.ts';
import { urlOf } from './shared/base-url.ts';
import { checkJob } from './shared/check-job.ts';
import { readWords } from './shared/read-words.ts';

/** Google's Gemini API, by AI SDK but for the polls: pictures and words with the answer, Veo's films by start and poll. */
export const google: BackEndAdapter = {
  kind: 'google',
  title: 'Google',
  tasks: ['image', 'video', 'words'],
  needsAddress: false,
  needsKey: true,
  models: GOOGLE_MODELS,
  // Neither an idempotency key nor a list of operations is documented.
  restart: 'uncertain',
  pollEveryMs: 5000,
  headers: authorizeGoogle,

  async inspect(connection, signal) {
    const url = urlOf(connection, GOOGLE_ADDRESS, '/v1beta/models');
    await askVendor({ connection, url, headers: authorizeGoogle(connection), signal });
    return { about: `Google at ${url.host}`, models: GOOGLE_MODELS, missing: [] };
  },

  check(job) {
    checkJob(google, job);
    if (job.task === 'image') checkGooglePicture(job);
    if (job.task === 'video') checkVeo(job);
  },

  billedSeconds: (job) => (job.task === 'video' ? veoSeconds(job) : undefined),

  isAtListPrice: (job) => (job.task === 'video' ? isListedVeo(job) : job.settings.imageSize !== '4K'),

  leavesOut({ task }) {
    if (task === 'video') return [];
    return task === 'image' ? ['negativePrompt'] : ['negativePrompt', 'seed'];
  },

  async start(connection, job, { workDir, signal }) {
    if (job.task === 'image') return makeGooglePicture(connection, job, { workDir, signal });
    if (job.task === 'video') return startVeo(connection, job, { workDir, signal });
    const { host } = urlOf(connection, GOOGLE_ADDRESS, '/');
    const model = (await openGoogle(connection)).languageModel(job.model);
    return readWords({ model }, job, { host, key: connection.key, signal, workDir });
  },

  poll: pollVeo,

  async cancel() {
    // The Gemini API has no way to end an operation; whoever stops asking still pays for it.
  },
};
