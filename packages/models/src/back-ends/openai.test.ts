import { readFile } from 'node:fs/promises';
import { briefReadingSchema } from '@backlot/film';
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

/** A language model answers in the form that it is given, or not at all. */
const words = {
  ...fixture,
  job: () => testJob({ task: 'words', model: 'gpt-6-sol', prompt: 'Read this.\n-----\nA pier.\nA lighthouse.' }),
};

describeBackEndConformance(fixture);
describeBackEndConformance(words);

it('reads a brief into the form, with no tools, and asks that nothing be kept', async () => {
  const bench = await openBench(words);
  const [output] = await bench.run();
  const reading = briefReadingSchema.parse(JSON.parse(await readFile(output!.path, 'utf8')));
  expect(reading.shots.map(({ description }) => description)).toEqual(['A pier.', 'A lighthouse.']);
  const sent = JSON.parse(bench.server.requests[0]!.body.toString());
  expect(sent).toMatchObject({ store: false, text: { format: { type: 'json_schema', name: 'brief' } } });
  expect(sent.tools).toBeUndefined();
  await bench.close();
});

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
