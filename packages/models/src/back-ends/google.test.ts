import { readVideoInfo, readVideoPlanes } from '@backlot/media';
import { google as protocol, startVendorServer } from '@backlot/testkit';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeBackEndConformance } from '../conformance/describe-back-end-conformance.ts';
import { openBench, TEST_KEY } from '../conformance/open-bench.ts';
import { testFile, testJob } from '../testing/test-job.ts';
import { google } from './google.ts';

const fixture = {
  adapter: google,
  startServer: () => startVendorServer({ protocol, key: TEST_KEY }),
  canCancel: false,
};
const pictures = {
  ...fixture,
  job: () => testJob({ task: 'image', model: 'gemini-3-pro-image-preview', widthPx: 1920, heightPx: 1080 }),
  isSynchronous: true,
};
const films = {
  ...fixture,
  job: () =>
    testJob({
      task: 'video',
      model: 'veo-3.1-generate-preview',
      widthPx: 1280,
      heightPx: 720,
      durationFrames: 110,
      frameRate: { numerator: 24, denominator: 1 },
    }),
  isSynchronous: false,
  secondsIn: (body: Readonly<Record<string, unknown>>) =>
    z.object({ durationSeconds: z.number() }).parse(body.parameters).durationSeconds,
};

const words = {
  ...fixture,
  job: () => testJob({ task: 'words', model: 'gemini-3.8-flash', prompt: 'Read this.\n-----\nA pier.' }),
  isSynchronous: true,
};

describeBackEndConformance(pictures);
describeBackEndConformance(words);
describeBackEndConformance(films);

it.each([
  [1280, 720, 25, 4, true],
  [1920, 1080, 25, 8, true],
  [3840, 2160, 25, 8, false],
])(
  'is paid at %i × %i for %i frames as for %i s, at list price: %s',
  (widthPx, heightPx, durationFrames, seconds, isListed) => {
    const job = { ...films.job(), widthPx, heightPx, durationFrames };
    expect([google.billedSeconds?.(job), google.isAtListPrice?.(job)]).toEqual([seconds, isListed]);
  },
);

it('lists prices of pictures up to 2K', () => {
  const job = { ...pictures.job(), settings: { imageSize: '4K' } };
  expect([google.isAtListPrice?.(job), google.isAtListPrice?.(pictures.job())]).toEqual([false, true]);
});

it('gets a film of the size and length that it asks for, which plays', async () => {
  const bench = await openBench(films);
  const [output] = await bench.run();
  const path = output?.path ?? '';
  expect(await readVideoInfo(path)).toMatchObject({ widthPx: 1280, heightPx: 720, durationFrames: 144 });
  const seen: number[] = [];
  for await (const { planes } of readVideoPlanes(path)) seen.push(planes[0] ?? 0);
  // It moves: no picture is the one before.
  expect(seen.filter((value, index) => value === seen[index - 1])).toEqual([]);
  await bench.close();
});

it('fetches a film with the key in a header, from Google’s own address only', async () => {
  const bench = await openBench(films);
  const { remote } = await bench.follow(await bench.start());
  expect(remote).toMatchObject([{ needsKey: true }]);
  expect(remote[0]!.url).not.toContain('key=');
  await bench.close();
});

it('asks for the shortest film that holds the shot, from the first picture on', async () => {
  const bench = await openBench({
    ...films,
    job: async (folder) => ({
      ...films.job(),
      files: [
        await testFile(folder, { slot: 'image', name: 'p.png', mediaType: 'image/png', bytes: Buffer.from('x') }),
      ],
    }),
  });
  await bench.start();
  const sent = JSON.parse(bench.server.requests[0]!.body.toString());
  expect(sent.parameters).toMatchObject({ durationSeconds: 6, aspectRatio: '16:9', resolution: '720p', seed: 7 });
  expect(JSON.stringify(sent.instances[0].image)).toContain('eA==');
  await bench.close();
});
