import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVideoWriter } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswer } from './read-answer.ts';

const size = { widthPx: 64, heightPx: 32 };
const wanted = { ...size, call: 'chunk-001', durationFrames: 24, frameRate: { numerator: 24, denominator: 1 } };

describe('openAnswer', () => {
  let root = '';

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'backlot-answer-test-'));
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  /** A clip that grows brighter evenly from its start to its end, so that brightness is time. */
  const writeClip = async (numerator: number, frames: number, lengthS = 1) => {
    const path = join(root, `${numerator}-${frames}.mp4`);
    const frameRate = { numerator, denominator: 1 };
    const writer = await openVideoWriter({ path, codec: 'h264', ...size, frameRate, quality: 4 });
    for (let frame = 0; frame < frames; frame++) {
      await writer.writeFrame(new Float32Array(64 * 32 * 3).fill(0.1 + (0.6 * frame) / numerator / lengthS));
    }
    await writer.close();
    return { outputs: [{ name: 'clip.mp4', path, mediaType: 'video/mp4' }] };
  };
  const brightness = async (answer: Parameters<typeof openAnswer>[0], firstFrame = 0): Promise<number[]> => {
    const values: number[] = [];
    for await (const { data } of (await openAnswer(answer, wanted)).frames(firstFrame)) {
      values.push(data.reduce((sum, value) => sum + value, 0) / data.length);
    }
    return values;
  };

  it.each([
    [24, 24],
    [30, 30],
    [16, 16],
    [48, 48],
    [25, 25],
  ])('gives frames at their time from an answer of %i fps', async (rate, frames) => {
    const values = await brightness(await writeClip(rate, frames));
    expect(values).toHaveLength(24);
    for (const [frame, value] of values.entries()) {
      const timeS = Math.min(frame / 24, (frames - 1) / rate);
      expect(Math.abs(value - (0.1 + 0.6 * timeS))).toBeLessThan(0.012);
    }
  });

  it('starts wherever it is asked to', async () => {
    const values = await brightness(await writeClip(30, 30), 12);
    expect(values).toHaveLength(12);
    expect(Math.abs((values[0] ?? 0) - 0.4)).toBeLessThan(0.012);
  });

  it('refuses what is no video, or none that can be read, as unfit', async () => {
    const path = join(root, 'broken.mp4');
    await writeFile(path, 'no film at all');
    const picture = { name: 'a.png', path, mediaType: 'image/png' };
    await expect(openAnswer({ outputs: [picture] }, wanted)).rejects.toMatchObject({
      code: 'MODEL_OUTPUT_UNFIT',
      message: 'Answer of chunk-001: expected a video, got image/png',
    });
    const broken = { name: 'a.mp4', path, mediaType: 'video/mp4' };
    await expect(openAnswer({ outputs: [broken] }, wanted)).rejects.toMatchObject({ code: 'MODEL_OUTPUT_UNFIT' });
    await expect(openAnswer(await writeClip(24, 12), wanted)).rejects.toMatchObject({ code: 'MODEL_OUTPUT_UNFIT' });
  });
});
