import { readVideoInfo } from '@backlot/media';
import { runway as protocol, startVendorServer } from '@backlot/testkit';
import { expect, it } from 'vitest';
import { describeBackEndConformance } from '../conformance/describe-back-end-conformance.ts';
import { describeRequest } from '../conformance/describe-request.ts';
import { openBench, TEST_KEY } from '../conformance/open-bench.ts';
import { testFile, testJob } from '../testing/test-job.ts';
import { runway } from './runway.ts';

const fixture = {
  adapter: runway,
  startServer: () => startVendorServer({ protocol, key: TEST_KEY }),
  job: () => testJob({ task: 'image', model: 'gen4_image', widthPx: 1920, heightPx: 1080 }),
  canCancel: true,
  isSynchronous: false,
};

const films = {
  ...fixture,
  job: () => testJob({ task: 'video', model: 'gen4.5', widthPx: 1280, heightPx: 720 }),
  secondsIn: ({ duration }: Readonly<Record<string, unknown>>) => duration,
};

describeBackEndConformance(fixture);
describeRequest(films);

it('tells what a task cost, in money', async () => {
  const bench = await openBench(fixture);
  expect(await bench.follow(await bench.start())).toMatchObject({ costUsdMicros: 50_000 });
  await bench.close();
});

it('starts a film from a picture, in whole seconds', async () => {
  const bench = await openBench({
    ...fixture,
    job: async (folder) =>
      testJob({
        task: 'video',
        model: 'gen4_turbo',
        widthPx: 1584,
        heightPx: 672,
        durationFrames: 49,
        frameRate: { numerator: 24, denominator: 1 },
        files: [
          await testFile(folder, { slot: 'image', name: 'p.png', mediaType: 'image/png', bytes: Buffer.from('x') }),
        ],
      }),
  });
  await bench.run();
  expect(bench.server.requests[0]).toMatchObject({ path: '/v1/image_to_video' });
  expect(JSON.parse(bench.server.requests[0]!.body.toString())).toMatchObject({
    duration: 3,
    ratio: '1584:672',
    promptImage: [{ uri: 'data:image/png;base64,eA==', position: 'first' }],
    seed: 7,
  });
  await bench.close();
});

it('gets a film of the size and length that it asks for', async () => {
  const frameRate = { numerator: 24, denominator: 1 };
  const bench = await openBench({ ...fixture, job: () => ({ ...films.job(), durationFrames: 25, frameRate }) });
  const [output] = await bench.run();
  expect(await readVideoInfo(output?.path ?? '')).toMatchObject({ widthPx: 1280, heightPx: 720, durationFrames: 48 });
  await bench.close();
});

it('starts a task once, whatever goes wrong: its SDK would try three times', async () => {
  const bench = await openBench(fixture);
  bench.server.fail('status-500', { times: Number.POSITIVE_INFINITY });
  await expect(bench.start()).rejects.toMatchObject({ code: 'MODEL_FAILED' });
  expect(bench.server.requests).toHaveLength(1);
  await bench.close();
});
