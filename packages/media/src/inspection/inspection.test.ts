import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeExr } from '../exr/write-exr.ts';
import type { Picture } from '../picture/picture.ts';
import { openVideoWriter } from '../video/open-video-writer.ts';
import { inspectFrames } from './inspect-frames.ts';
import { inspectPicture } from './inspect-picture.ts';
import { type InspectableFile, inspectTakeOutputs } from './inspect-take-outputs.ts';

const size = { widthPx: 16, heightPx: 8 };
const frame = (value: number, change?: [index: number, value: number]): Picture => {
  const data = new Float32Array(16 * 8 * 3).fill(value);
  if (change) data[change[0]] = change[1];
  return { ...size, channels: 3, data };
};
const codes = (findings: readonly { code: string; frame?: number }[]) =>
  findings.map(({ code, frame: at }) => (at === undefined ? code : `${code} ${at}`));

describe('inspectPicture', () => {
  it('finds one NaN among many values', () => {
    for (const at of [0, 5, 200, 383]) {
      const [finding] = inspectPicture(frame(0.2, [at, Number.NaN]), 7);
      expect(finding).toMatchObject({ code: 'FRAME_NOT_FINITE', severity: 'error', frame: 7 });
    }
  });

  it('finds black and values out of range, and nothing else in a plain picture', () => {
    expect(codes(inspectPicture(frame(0)))).toEqual(['FRAME_BLACK']);
    expect(codes(inspectPicture(frame(0.2, [9, -3])))).toEqual(['FRAME_OUT_OF_RANGE']);
    expect(codes(inspectPicture(frame(0.2, [9, 60_000])))).toEqual(['FRAME_OUT_OF_RANGE']);
    expect(inspectPicture(frame(0, [9, 0.01]))).toEqual([]);
    expect(inspectPicture(frame(0.2))).toEqual([]);
  });
});

describe('inspectFrames', () => {
  const expected = { ...size, durationFrames: 5 };

  it('finds frozen runs and says where they start', async () => {
    expect(
      codes(
        await inspectFrames(
          expected,
          [1, 2, 2, 2, 3].map((v) => frame(v / 10)),
        ),
      ),
    ).toEqual(['FRAMES_FROZEN 1']);
    expect(
      codes(
        await inspectFrames(
          expected,
          [1, 2, 2, 3, 4].map((v) => frame(v / 10)),
        ),
      ),
    ).toEqual([]);
    const [all] = await inspectFrames(
      expected,
      [1, 1, 1, 1, 1].map((v) => frame(v / 10)),
    );
    expect(all).toMatchObject({ code: 'FRAMES_FROZEN', severity: 'error' });
  });

  it('lets the frames stand still that are meant to, and no frame more', async () => {
    const still = { ...expected, durationFrames: 6, stillFrames: 4 };
    const inspect = async (values: number[]) =>
      codes(
        await inspectFrames(
          still,
          values.map((v) => frame(v / 10)),
        ),
      );
    expect(await inspect([1, 1, 1, 1, 2, 3])).toEqual([]);
    expect(await inspect([1, 1, 1, 1, 1, 2])).toEqual(['FRAMES_FROZEN 0']);
    expect(await inspect([1, 2, 2, 2, 3, 4])).toEqual(['FRAMES_FROZEN 1']);
    expect(await inspect([1, 1, 1, 1, 1, 1])).toEqual(['FRAMES_FROZEN 0']);
  });

  it('finds a wrong number and a wrong size', async () => {
    expect(codes(await inspectFrames(expected, [frame(0.1), frame(0.2)]))).toEqual(['FRAME_COUNT_WRONG']);
    const other = { widthPx: 8, heightPx: 8, channels: 3 as const, data: new Float32Array(192).fill(1) };
    expect(codes(await inspectFrames({ ...size, durationFrames: 1 }, [other]))).toEqual(['FRAME_SIZE_WRONG 0']);
  });
});

describe('inspectTakeOutputs', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-inspect-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const frameRate = { numerator: 25, denominator: 1 };
  const expected = { ...size, durationFrames: 3, frameRate };

  async function makeTake(values: number[]): Promise<InspectableFile[]> {
    const composites = await Promise.all(
      values.map(async (value, i) => {
        const path = join(folder, `c.${i + 1}.exr`);
        const { data } = frame(value);
        const channels = ['R', 'G', 'B'].map((name, offset) => ({
          name,
          type: 'half' as const,
          data,
          offset,
          stride: 3,
        }));
        await writeExr(path, { ...size, channels });
        return { role: 'composite', path, frame: i + 1 };
      }),
    );
    const path = join(folder, 'v.mp4');
    const writer = await openVideoWriter({ path, codec: 'h264', ...size, frameRate });
    for (const value of values) await writer.writeFrame(frame(value).data);
    await writer.close();
    return [...composites, { role: 'video', path }, { role: 'poster', path: 'not read' }];
  }

  it('has nothing to say about a good take', async () => {
    expect(await inspectTakeOutputs(expected, await makeTake([0.1, 0.2, 0.3]))).toEqual([]);
  });

  it('finds a NaN, black, missing and unreadable frames', async () => {
    const files = await makeTake([0.1, Number.NaN, 0]);
    expect(codes(await inspectTakeOutputs(expected, files))).toEqual([
      'FRAME_NOT_FINITE 2',
      'FRAME_BLACK 2',
      'FRAME_BLACK 3',
    ]);
    expect(
      codes(
        await inspectTakeOutputs(
          expected,
          files.filter((file) => file.frame !== 2),
        ),
      ),
    ).toContain('FRAME_MISSING 2');
    await writeFile(files[0]!.path, 'nothing');
    expect(codes(await inspectTakeOutputs(expected, files))).toContain('FRAME_UNREADABLE 1');
  });

  it('holds the video against what was asked for', async () => {
    const files = await makeTake([0.1, 0.2, 0.3]);
    const wrong = { widthPx: 32, heightPx: 8, durationFrames: 4, frameRate: { numerator: 24, denominator: 1 } };
    const found = codes(
      await inspectTakeOutputs(
        wrong,
        files.filter(({ role }) => role === 'video'),
      ),
    );
    expect(found).toEqual(['FRAME_COUNT_WRONG', 'VIDEO_SIZE_WRONG', 'VIDEO_COUNT_WRONG', 'VIDEO_RATE_WRONG']);
    await writeFile(join(folder, 'v.mp4'), 'nothing');
    expect(codes(await inspectTakeOutputs(expected, files))).toContain('VIDEO_UNREADABLE');
  });

  /** Frames 1 to 3 of a sequence with depth and id, where `depth` may be anything. */
  async function makePasses(depths: readonly number[], widthPx = 16): Promise<InspectableFile[]> {
    return Promise.all(
      depths.map(async (depth, i) => {
        const path = join(folder, `p.${i + 1}.exr`);
        const data = new Float32Array(widthPx * 8);
        data[widthPx * 8 - 1] = depth;
        const [half, id] = [new Float32Array(widthPx * 8), new Uint32Array(widthPx * 8).fill(0xffff_ffff)];
        await writeExr(path, {
          widthPx,
          heightPx: 8,
          channels: [
            { name: 'depth.Z', type: 'float', data },
            { name: 'motion.X', type: 'half', data: half },
            { name: 'id', type: 'uint', data: id },
          ],
        });
        return { role: 'passes', path, frame: i + 1 };
      }),
    );
  }

  it('inspects passes: finite values, size, number; black and far are fine', async () => {
    const take = await makeTake([0.1, 0.2, 0.3]);
    expect(await inspectTakeOutputs(expected, [...take, ...(await makePasses([0, 1e9, -1]))])).toEqual([]);
    const bad = await inspectTakeOutputs(expected, [...take, ...(await makePasses([0, Number.POSITIVE_INFINITY]))]);
    expect(codes(bad)).toEqual(['FRAME_NOT_FINITE 2', 'FRAME_COUNT_WRONG']);
    expect(bad[0]?.message).toBe('Passes 2: 1 values of channel depth.Z are NaN or infinite');
    const [, second, third] = await makePasses([0, 0, 0], 8);
    expect(codes(await inspectTakeOutputs(expected, [...take, second!, third!]))).toEqual([
      'FRAME_SIZE_WRONG 2',
      'FRAME_SIZE_WRONG 3',
      'FRAME_COUNT_WRONG',
    ]);
    await writeFile(second!.path, (await readFile(second!.path)).subarray(0, -20));
    expect(codes(await inspectTakeOutputs(expected, [...take, second!]))).toContain('FRAME_UNREADABLE 2');
  });

  it('holds ProRes against what was asked for', async () => {
    const take = await makeTake([0.1, 0.2, 0.3]);
    const path = join(folder, 'v.mov');
    const writer = await openVideoWriter({ path, codec: 'prores-422-hq', ...size, frameRate });
    for (const value of [0.1, 0.2]) await writer.writeFrame(frame(value).data);
    await writer.close();
    const [finding, ...others] = await inspectTakeOutputs(expected, [...take, { role: 'prores', path }]);
    expect(finding).toMatchObject({ code: 'VIDEO_COUNT_WRONG', message: 'ProRes: expected 3 frames, got 2 frames' });
    expect(others).toEqual([]);
  });

  it('stops between two frames when it is aborted', async () => {
    const files = await makeTake([0.1, 0.2, 0.3]);
    const stopping = new AbortController();
    const reason = new Error('cancelled');
    const inspecting = inspectTakeOutputs(expected, files, stopping.signal);
    stopping.abort(reason);
    await expect(inspecting).rejects.toBe(reason);
  });
});
