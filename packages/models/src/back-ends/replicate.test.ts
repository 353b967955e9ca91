import { makePicture, replicate as protocol, startVendorServer } from '@backlot/testkit';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeBackEndConformance } from '../conformance/describe-back-end-conformance.ts';
import { describeRequest } from '../conformance/describe-request.ts';
import { openBench, TEST_KEY } from '../conformance/open-bench.ts';
import { testFile, testJob } from '../testing/test-job.ts';
import { replicate } from './replicate.ts';

const fixture = {
  adapter: replicate,
  startServer: () => startVendorServer({ protocol, key: TEST_KEY }),
  job: () => testJob({ task: 'image', model: 'black-forest-labs/flux-2-pro', widthPx: 64, heightPx: 32 }),
  canCancel: true,
  isSynchronous: false,
};

const films = {
  ...fixture,
  job: () => testJob({ task: 'video', model: 'minimax/video-01' }),
  secondsIn: ({ input }: Readonly<Record<string, unknown>>) => z.object({ duration: z.number() }).parse(input).duration,
};

describeBackEndConformance(fixture);
describeRequest(films);

it('sends small files within the request and large ones by the files interface', async () => {
  const small = makePicture({ prompt: 'mask', widthPx: 8, heightPx: 8 });
  const bench = await openBench({
    ...fixture,
    job: async (folder) =>
      testJob({
        task: 'image',
        model: 'black-forest-labs/flux-fill-pro',
        files: [
          await testFile(folder, { slot: 'mask', name: 'm.png', mediaType: 'image/png', bytes: small }),
          await testFile(folder, {
            slot: 'image',
            name: 'p.png',
            mediaType: 'image/png',
            bytes: Buffer.alloc(300_000),
          }),
        ],
      }),
  });
  await bench.run();
  expect(bench.server.requests[0]).toMatchObject({ path: '/v1/files' });
  const { input } = JSON.parse(bench.server.requests[1]!.body.toString());
  expect(input.image).toBe(`${bench.server.address}/v1/files/file-300000`);
  expect(input.mask).toBe(`data:image/png;base64,${small.toString('base64')}`);
  await bench.close();
});

it('starts a community model by its version', async () => {
  const bench = await openBench({ ...fixture, job: () => testJob({ task: 'image', model: 'someone/model:abc123' }) });
  await bench.start();
  expect(bench.server.requests[0]).toMatchObject({ path: '/v1/predictions' });
  expect(JSON.parse(bench.server.requests[0]!.body.toString())).toMatchObject({ version: 'abc123' });
  await bench.close();
});

it('keeps the vendor’s own id of a call beside the addresses', async () => {
  const bench = await openBench(fixture);
  const { handle } = await bench.start();
  expect(handle.id).toBe(String(handle.getUrl).split('/').at(-1));
  await bench.close();
});
