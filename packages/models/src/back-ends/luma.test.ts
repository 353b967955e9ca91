import { luma as protocol, startVendorServer } from '@backlot/testkit';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeBackEndConformance } from '../conformance/describe-back-end-conformance.ts';
import { describeRequest } from '../conformance/describe-request.ts';
import { openBench, TEST_KEY } from '../conformance/open-bench.ts';
import { testFile, testJob } from '../testing/test-job.ts';
import { luma } from './luma.ts';

const fixture = {
  adapter: luma,
  startServer: () => startVendorServer({ protocol, key: TEST_KEY }),
  job: () => testJob({ task: 'image', model: 'uni-1', widthPx: 1920, heightPx: 1080 }),
  canCancel: false,
  isSynchronous: false,
};

const films = {
  ...fixture,
  job: () => testJob({ task: 'video', model: 'ray-3.2', widthPx: 1280, heightPx: 720 }),
  secondsIn: ({ video }: Readonly<Record<string, unknown>>) =>
    Number.parseFloat(z.object({ duration: z.string().regex(/^\d+s$/) }).parse(video).duration),
};

describeBackEndConformance(fixture);
describeRequest(films);

it('sends first and last picture of a film, which then has five seconds', async () => {
  const picture = { name: 'p.png', mediaType: 'image/png', bytes: Buffer.from('pixels') };
  const bench = await openBench({
    ...fixture,
    job: async (folder) =>
      testJob({
        task: 'video',
        model: 'ray-3.2',
        widthPx: 1280,
        heightPx: 720,
        durationFrames: 240,
        frameRate: { numerator: 24, denominator: 1 },
        files: [
          await testFile(folder, { slot: 'image', ...picture }),
          await testFile(folder, { slot: 'last-image', ...picture }),
        ],
      }),
  });
  const [output] = await bench.run();
  expect(output).toMatchObject({ mediaType: 'video/mp4' });
  const frame = { data: Buffer.from('pixels').toString('base64'), media_type: 'image/png' };
  expect(JSON.parse(bench.server.requests[0]!.body.toString())).toEqual({
    model: 'ray-3.2',
    type: 'video',
    prompt: 'a street at dusk',
    aspect_ratio: '16:9',
    video: { resolution: '720p', duration: '5s', start_frame: frame, end_frame: frame },
  });
  await bench.close();
});
