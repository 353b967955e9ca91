import type { RgbPicture } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareFaces } from './compare-faces.ts';
import { type FaceReader, openFaceReader } from './face-reader.ts';
import { FACE_THRESHOLDS } from './face-thresholds.ts';
import type { FoundFace } from './found-face.ts';
import { blur, drawWall, openSampleSheet, paste, resize, samplePortrait } from './testing/sample-pictures.ts';
import { startFaceWorker } from './worker/start-face-worker.ts';

let reader: FaceReader;
let portrait: RgbPicture;
let tile: (row: number, column: number) => RgbPicture;

beforeAll(async () => {
  [reader, portrait, tile] = await Promise.all([openFaceReader(), samplePortrait(), openSampleSheet()]);
});
afterAll(() => reader.close());

const only = async (picture: RgbPicture): Promise<FoundFace> => {
  const faces = await reader.find(picture);
  expect(faces).toHaveLength(1);
  return faces[0] as FoundFace;
};

describe('a face reader', () => {
  it('finds a face where it is, tells how well it can be seen, and describes it', async () => {
    const { box, confidence, descriptor, quality, isUsable } = await only(portrait);
    // Read off the picture: ear to ear 45..210, hairline to chin 35..222.
    expect(Math.abs(box.leftPx - 45)).toBeLessThan(12);
    expect(Math.abs(box.leftPx + box.widthPx - 210)).toBeLessThan(12);
    expect(Math.abs(box.topPx - 35)).toBeLessThan(15);
    expect(Math.abs(box.topPx + box.heightPx - 222)).toBeLessThan(12);
    expect(confidence).toBeGreaterThan(0.8);
    expect(Math.abs(quality.yawDeg)).toBeLessThan(10);
    expect(isUsable).toBe(true);
    expect(descriptor).toHaveLength(1024);
    expect(compareFaces(descriptor, descriptor)).toBeCloseTo(1, 5);
  });

  it('finds the same face in another place and size, and the same twice', async () => {
    const large = await only(portrait);
    const scene = paste(drawWall(360, 340), resize(portrait, 128), 200, 180);
    const small = await only(scene);
    expect(Math.abs(small.box.leftPx - (200 + large.box.leftPx / 2))).toBeLessThan(6);
    expect(Math.abs(small.box.topPx - (180 + large.box.topPx / 2))).toBeLessThan(6);
    expect(compareFaces(large.descriptor, small.descriptor)).toBeGreaterThan(0.9);
    expect(await reader.find(scene)).toEqual([small]);
  });

  it('finds nothing on a wall, and every face of several', async () => {
    expect(await reader.find(drawWall(180, 180))).toEqual([]);
    const two = paste(paste(drawWall(270, 260), tile(0, 0), 10, 10), tile(5, 13), 150, 140);
    const boxes = (await reader.find(two)).map(({ box }) => box.leftPx);
    expect(boxes.sort((a, b) => a - b).map((left) => left > 130)).toEqual([false, true]);
  });

  it('sees small and blurred faces but calls them not usable', async () => {
    const small = await only(paste(drawWall(300, 280), resize(portrait, 48), 200, 100));
    expect(small).toMatchObject({ isUsable: false });
    expect(small.quality.sizePx).toBeLessThan(60);
    expect(await only(blur(portrait, 7))).toMatchObject({ isUsable: false });
  });

  it('tells one man in three pictures from three others', async () => {
    const describeAll = (places: readonly (readonly [number, number])[]): Promise<FoundFace[]> =>
      Promise.all(places.map(([row, column]) => only(tile(row, column))));
    const him = await describeAll([
      [0, 0],
      [0, 1],
      [0, 3],
    ]);
    const others = await describeAll([
      [2, 6],
      [4, 8],
      [5, 5],
    ]);
    for (const face of him) {
      const sameBest = Math.max(
        ...him.filter((one) => one !== face).map((one) => compareFaces(one.descriptor, face.descriptor)),
      );
      expect(sameBest).toBeGreaterThan(FACE_THRESHOLDS.same);
      for (const other of others)
        expect(compareFaces(face.descriptor, other.descriptor)).toBeLessThan(FACE_THRESHOLDS.same);
    }
  });

  it('refuses a picture whose bytes are not those of its size', async () => {
    const cutOff = { ...portrait, rgb: portrait.rgb.subarray(1) };
    await expect(reader.find(cutOff)).rejects.toThrow('expected 256 × 256 × 3 bytes, got 196607');
    await expect(reader.find({ widthPx: 0, heightPx: 0, rgb: new Uint8Array(0) })).rejects.toThrow('got 0');
  });

  it('leaves this thread free while it reads', async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    const startedMs = performance.now();
    await reader.find(drawWall(1280, 720));
    const tookMs = performance.now() - startedMs;
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(tookMs / 10 / 4);
  });

  it('stops at once when asked and goes on with the next picture', async () => {
    const controller = new AbortController();
    const found = reader.find(portrait, controller.signal);
    const waiting = reader.find(portrait, controller.signal);
    const startedMs = performance.now();
    controller.abort(new Error('no longer wanted'));
    await expect(found).rejects.toThrow('no longer wanted');
    await expect(waiting).rejects.toThrow('no longer wanted');
    await expect(reader.find(portrait, controller.signal)).rejects.toThrow('no longer wanted');
    expect(performance.now() - startedMs).toBeLessThan(100);
    await only(portrait);
  });

  it('rejects what is open when it is closed, and whatever comes after', async () => {
    const closing = await openFaceReader();
    const open = closing.find(portrait);
    await Promise.all([expect(open).rejects.toThrow('closed'), closing.close()]);
    await expect(closing.find(portrait)).rejects.toThrow('closed');
    await closing.close();
  });

  it('holds as many tensors after many pictures as before', async () => {
    const worker = startFaceWorker();
    try {
      const before = await worker.run({ kind: 'load' });
      for (let turn = 0; turn < 6; turn++) {
        await worker.run({ kind: 'find', picture: turn % 3 === 0 ? drawWall(90, 90) : tile(turn % 6, turn) });
        expect(await worker.run({ kind: 'load' })).toBe(before);
      }
    } finally {
      await worker.close();
    }
  });
});
