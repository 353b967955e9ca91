import type { ModelFile } from '@backlot/engine';
import { describe, expect, it } from 'vitest';
import { testJob } from '../../testing/test-job.ts';
import { lengthFor, ratioFor, readInline, secondsOf } from './job-values.ts';

const film = (durationFrames: number) =>
  testJob({ task: 'video', model: 'm', durationFrames, frameRate: { numerator: 24000, denominator: 1001 } });

describe('what a job is in a vendor’s units', () => {
  it('is as many seconds as its frames take', () => {
    expect(secondsOf(film(24))).toBeCloseTo(1.001, 10);
    expect(secondsOf(testJob({ task: 'video', model: 'm' }))).toBeUndefined();
  });

  it.each([
    [48, 4],
    [144, 8],
    [143, 6],
    [999, 8],
  ])('of %d frames is %d seconds of those on offer', (frames, seconds) => {
    expect(lengthFor(film(frames), [4, 6, 8])).toBe(seconds);
  });

  it.each([
    [1920, 1080, '16:9'],
    [1080, 1920, '9:16'],
    [2048, 858, '21:9'],
    [1000, 990, '1:1'],
  ])('of %d × %d has the ratio %s', (widthPx, heightPx, ratio) => {
    const job = testJob({ task: 'image', model: 'm', widthPx, heightPx });
    expect(ratioFor(job, ['1:1', '9:16', '16:9', '21:9'])).toBe(ratio);
  });

  it('does not put a huge file into a request', async () => {
    const file = { slot: 'video', name: 'a.mp4', path: '/none', mediaType: 'video/mp4', sha256: '', byteLength: 1e9 };
    await expect(readInline(file as ModelFile)).rejects.toMatchObject({ code: 'MODEL_REQUEST_INVALID' });
  });
});
