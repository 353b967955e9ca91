import { elevenlabs as protocol, startVendorServer } from '@backlot/testkit';
import { expect, it } from 'vitest';
import { describeBackEndConformance } from '../conformance/describe-back-end-conformance.ts';
import { describeRequest } from '../conformance/describe-request.ts';
import { openBench, TEST_KEY } from '../conformance/open-bench.ts';
import { testJob } from '../testing/test-job.ts';
import { elevenlabs } from './elevenlabs.ts';

const fixture = {
  adapter: elevenlabs,
  startServer: () => startVendorServer({ protocol, key: TEST_KEY }),
  job: () => testJob({ task: 'speech', model: 'eleven_multilingual_v2', voice: 'voice-of-the-crew' }),
  canCancel: false,
  isSynchronous: true,
};

const sounds = {
  ...fixture,
  job: () => testJob({ task: 'sound', model: 'eleven_text_to_sound_v2' }),
  secondsIn: (body: Readonly<Record<string, unknown>>) => body.duration_seconds,
};

describeBackEndConformance(fixture);
describeRequest(sounds);

it('makes a sound as long as the shot, within what it can', async () => {
  const bench = await openBench({
    ...fixture,
    job: () =>
      testJob({
        task: 'sound',
        model: 'eleven_text_to_sound_v2',
        durationFrames: 36,
        frameRate: { numerator: 24, denominator: 1 },
        settings: { prompt_influence: 0.7 },
      }),
  });
  const [output] = await bench.run();
  expect(output).toMatchObject({ name: 'sound.wav', mediaType: 'audio/wav' });
  expect(JSON.parse(bench.server.requests[0]!.body.toString())).toEqual({
    text: 'a street at dusk',
    model_id: 'eleven_text_to_sound_v2',
    duration_seconds: 1.5,
    prompt_influence: 0.7,
  });
  await bench.close();
});

it('gives nobody’s voice by default', async () => {
  const bench = await openBench({ ...fixture, job: () => testJob({ task: 'speech', model: 'eleven_v3' }) });
  const { job } = bench;
  expect(() => elevenlabs.check(job)).toThrow(
    expect.objectContaining({
      code: 'MODEL_REQUEST_INVALID',
    }),
  );
  await bench.close();
});

it('sends voice, language, seed and settings where ElevenLabs looks for them', async () => {
  const bench = await openBench({
    ...fixture,
    job: () =>
      testJob({
        task: 'speech',
        model: 'eleven_v3',
        voice: 'v1',
        language: 'de-CH',
        settings: { stability: 0.4, previousText: 'And then' },
      }),
  });
  await bench.run();
  const { path, body } = bench.server.requests[0]!;
  expect(path).toBe('/v1/text-to-speech/v1');
  expect(JSON.parse(body.toString())).toMatchObject({
    language_code: 'de',
    seed: 7,
    voice_settings: { stability: 0.4 },
    previous_text: 'And then',
  });
  await bench.close();
});
