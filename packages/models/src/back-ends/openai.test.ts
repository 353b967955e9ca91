import { makePicture, openai as protocol, startVendorServer } from '@backlot/testkit';
import { expect, it } from 'vitest';
import { describeBackEndConformance } from '../conformance/describe-back-end-conformance.ts';
import { openBench, TEST_KEY } from '../conformance/open-bench.ts';
import { testFile, testJob } from '../testing/test-job.ts';
import { openai } from './openai.ts';

const fixture = {
  adapter: openai,
  startServer: () => startVendorServer({ protocol, key: TEST_KEY }),
  job: () => testJob({ task: 'image', model: 'gpt-image-2.6-flare', widthPx: 64, heightPx: 32 }),
  canCancel: false,
  isSynchronous: true,
};

describeBackEndConformance(fixture);

it('sends a picture to start from as a form, and asks the older models for a size that they make', async () => {
  const bytes = makePicture({ prompt: 'plate', widthPx: 8, heightPx: 8 });
  const bench = await openBench({
    ...fixture,
    job: async (folder) =>
      testJob({
        task: 'image',
        model: 'gpt-image-2',
        widthPx: 1920,
        heightPx: 1080,
        files: [await testFile(folder, { slot: 'image', name: 'plate.png', mediaType: 'image/png', bytes })],
        settings: { quality: 'low' },
      }),
  });
  const [output] = await bench.run();
  expect(output).toMatchObject({ name: 'picture-1.png', mediaType: 'image/png' });
  const sent = bench.server.requests[0]!;
  expect(sent.path).toBe('/v1/images/edits');
  expect(sent.body.includes(bytes)).toBe(true);
  for (const part of ['1536x1024', 'low', 'a street at dusk']) expect(sent.body.toString()).toContain(part);
  await bench.close();
});
