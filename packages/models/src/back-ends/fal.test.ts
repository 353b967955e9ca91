import { makeFilm, fal as protocol, startVendorServer } from '@backlot/testkit';
import { expect, it } from 'vitest';
import { describeBackEndConformance } from '../conformance/describe-back-end-conformance.ts';
import { describeRequest } from '../conformance/describe-request.ts';
import { openBench, TEST_KEY } from '../conformance/open-bench.ts';
import { testFile, testJob } from '../testing/test-job.ts';
import { fal } from './fal.ts';

const fixture = {
  adapter: fal,
  startServer: () => startVendorServer({ protocol, key: TEST_KEY }),
  job: () => testJob({ task: 'image', model: 'fal-ai/flux-1/dev', widthPx: 64, heightPx: 32 }),
  canCancel: true,
  isSynchronous: false,
};

const films = {
  ...fixture,
  job: () => testJob({ task: 'video', model: 'fal-ai/kling-video/v3/text-to-video' }),
  secondsIn: ({ duration }: Readonly<Record<string, unknown>>) => Number(duration),
};

describeBackEndConformance(fixture);
describeRequest(films);

it('sends a depth pass as the film that VACE follows, and its length in frames', async () => {
  const film = makeFilm({ prompt: 'depth', widthPx: 32, heightPx: 16, frames: 5, frameRate: [24, 1] });
  const bench = await openBench({
    ...fixture,
    job: async (folder) =>
      testJob({
        task: 'video',
        model: 'fal-ai/wan-22-vace-fun-a14b/depth',
        durationFrames: 17,
        frameRate: { numerator: 24000, denominator: 1001 },
        files: [await testFile(folder, { slot: 'depth', name: 'depth.mp4', mediaType: 'video/mp4', bytes: film })],
        settings: { num_inference_steps: 20 },
      }),
  });
  await bench.run();
  const sent = JSON.parse(bench.server.requests[0]!.body.toString());
  expect(sent).toMatchObject({ num_frames: 17, frames_per_second: 24, preprocess: false, num_inference_steps: 20 });
  expect(sent.video_url).toBe(`data:video/mp4;base64,${film.toString('base64')}`);
  await bench.close();
});

it('refuses files that its model does not take, before anything is sent', async () => {
  const bench = await openBench({
    ...fixture,
    job: async (folder) =>
      testJob({
        task: 'image',
        model: 'fal-ai/flux-1/dev',
        files: [
          await testFile(folder, { slot: 'mask', name: 'mask.png', mediaType: 'image/png', bytes: Buffer.from('x') }),
        ],
      }),
  });
  const { job, server } = bench;
  expect(() => fal.check(job)).toThrow(expect.objectContaining({ code: 'MODEL_REQUEST_INVALID' }));
  expect(server.connections()).toBe(0);
  await bench.close();
});

it('sends its key to no address but its own', async () => {
  const bench = await openBench(fixture);
  const handle = { statusUrl: 'http://evil.example/status', responseUrl: 'x', cancelUrl: 'x' };
  await expect(fal.poll(bench.connection, handle, bench.context)).rejects.toMatchObject({
    code: 'MODEL_ANSWER_INVALID',
  });
  expect(bench.server.connections()).toBe(0);
  await bench.close();
});

it('keeps the vendor’s own id of a call beside the addresses', async () => {
  const bench = await openBench(fixture);
  const { handle } = await bench.start();
  expect(handle.requestId).toBe(String(handle.statusUrl).split('/').at(-2));
  await bench.close();
});

it('has list prices of films up to 720p', () => {
  const job = (heightPx: number) =>
    testJob({ task: 'video', model: 'fal-ai/wan-22-vace-fun-a14b/depth', widthPx: 1920, heightPx });
  expect([720, 1080].map((heightPx) => fal.isAtListPrice?.(job(heightPx)))).toEqual([true, false]);
});

it('lists prices in the units that fal counts', () => {
  const prices = fal.models.flatMap(({ name, price }) => (price ? [[name, price.unit, price.usdMicros]] : []));
  expect(prices).toEqual([
    ['fal-ai/flux-1/dev', 'megapixel', 25_000],
    ['fal-ai/wan-22-vace-fun-a14b/depth', 'frame', 6250],
    ['fal-ai/wan-22-vace-fun-a14b/inpainting', 'frame', 6250],
  ]);
});
