import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RgbPicture } from '@backlot/media';
import { openVideoWriter, writePng } from '@backlot/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFaceReader } from '../face-reader.ts';
import {
  addGrain,
  drawWall,
  openSampleSheet,
  paste,
  readDustFrames,
  resize,
  samplePortrait,
  toLight,
} from '../testing/sample-pictures.ts';
import type { FaceReference } from './face-inspection-task.ts';
import { inspectFaces } from './inspect-faces.ts';

const SIDE_PX = 260;
const frameRate = { numerator: 24, denominator: 1 };

let home: string;
/** A wall with Ada on it; the same with Ben's face instead of hers, and with Ben beside her. */
let adaScene: RgbPicture;
let benScene: RgbPicture;
let bothScene: RgbPicture;
let ada: FaceReference;
let ben: FaceReference;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backlot-inspect-faces-'));
  const portrait = resize(await samplePortrait(), 112);
  const tile = await openSampleSheet();
  const man = resize(tile(0, 0), 120);
  const wall = drawWall(SIDE_PX, SIDE_PX);
  adaScene = paste(wall, portrait, 10, 10);
  benScene = paste(wall, man, 10, 10);
  bothScene = paste(adaScene, man, 136, 136);
  const reader = await openFaceReader();
  const describe = async (picture: RgbPicture): Promise<Float32Array[]> =>
    (await reader.find(picture)).map(({ descriptor }) => descriptor);
  ada = { performerId: 'ada', name: 'Ada', descriptors: await describe(await samplePortrait()), hasConsent: true };
  // Other pictures of him than the one that the scenes show.
  const descriptors = [...(await describe(tile(0, 1))), ...(await describe(tile(0, 3)))];
  ben = { performerId: 'ben', name: 'Ben', descriptors, hasConsent: false };
  await reader.close();
});
afterAll(() => rm(home, { recursive: true }));

/** Films frames with grain of their own, as a plate and a render have it. */
async function film(
  name: string,
  frames: readonly RgbPicture[],
  quality = 20,
): Promise<{ kind: 'video'; path: string }> {
  const path = join(home, `${name}.mp4`);
  const { widthPx, heightPx } = frames[0] as RgbPicture;
  const writer = await openVideoWriter({ path, codec: 'h264', widthPx, heightPx, frameRate, quality });
  let seed = name.length + 1;
  for (const frame of frames) await writer.writeFrame(toLight(addGrain(frame, 3, seed++)));
  await writer.close();
  return { kind: 'video', path };
}

async function still(name: string, picture: RgbPicture): Promise<{ kind: 'picture'; path: string }> {
  const path = join(home, `${name}.png`);
  const { widthPx, heightPx } = picture;
  await writePng(path, { widthPx, heightPx, channels: 3, data: toLight(picture) });
  return { kind: 'picture', path };
}

const repeat = (count: number, picture: RgbPicture): RgbPicture[] => Array.from({ length: count }, () => picture);

describe('the inspection of faces', () => {
  it('names who is in the plate and does not count her as generated where nothing changed', async () => {
    const before = await film('plate', repeat(4, adaScene));
    const output = await film('untouched', repeat(4, adaScene), 26);
    const report = await inspectFaces({ output, before, references: [{ ...ada, hasConsent: false }, ben] });
    expect(report).toMatchObject({ verdict: 'pass', frameCount: 4, framesLookedAt: [0], cuts: [0] });
    expect(report.plate).toMatchObject([{ frame: 0, match: { performerId: 'ada' } }]);
    expect(report.faces).toMatchObject([{ isChanged: false, reason: 'unchanged', match: { performerId: 'ada' } }]);
  });

  it('judges every face of work that alters by design, and still names who is in the plate', async () => {
    const before = await still('altered-plate', adaScene);
    const references = [{ ...ada, hasConsent: false }];
    const report = await inspectFaces({ output: before, before, isAlteredThroughout: true, references });
    expect(report).toMatchObject({
      verdict: 'refuse',
      plate: [{ match: { name: 'Ada' } }],
      faces: [{ isChanged: true }],
    });
  });

  it('refuses a face that was put into a still plate without consent, and passes it with', async () => {
    const before = await still('plate', adaScene);
    const output = await film('added', repeat(4, bothScene));
    const report = await inspectFaces({ output, before, references: [ada, ben] });
    expect(report.verdict).toBe('refuse');
    expect(report.plate).toMatchObject([{ match: { name: 'Ada' } }]);
    const [left, right] = [...report.faces].sort((a, b) => a.box.leftPx - b.box.leftPx);
    expect(left).toMatchObject({ verdict: 'pass', isChanged: false });
    expect(right).toMatchObject({ verdict: 'refuse', isChanged: true, reason: 'no-consent', match: { name: 'Ben' } });
    const licensed = await inspectFaces({ output, before, references: [ada, { ...ben, hasConsent: true }] });
    expect(licensed.verdict).toBe('pass');
  });

  it('sends a face that took the place of another to review when it is nobody on file', async () => {
    const before = await still('smaller-plate', resize(adaScene, 180));
    const output = await still('swapped', benScene);
    const report = await inspectFaces({ output, before, references: [ada] });
    expect(report).toMatchObject({ verdict: 'review', faces: [{ isChanged: true, reason: 'nobody' }] });
    expect(report.faces[0]?.match).toBeUndefined();
    expect(report.faces[0]?.nearest).toMatchObject({ name: 'Ada' });
  });

  it('takes everything as generated without a plate, and never passes a face too small to compare', async () => {
    const tiny = paste(drawWall(SIDE_PX, SIDE_PX), resize(await samplePortrait(), 48), 100, 90);
    const report = await inspectFaces({ output: await still('tiny', tiny), references: [ada, ben] });
    expect(report).toMatchObject({ verdict: 'review', faces: [{ isUsable: false, reason: 'not-comparable' }] });
    expect(report.faces[0]?.match).toBeUndefined();
  });

  it('looks at every cut, so that a shot of six frames between two looks is not missed', async () => {
    const wall = drawWall(SIDE_PX, SIDE_PX, 40);
    const output = await film('cuts', [...repeat(14, wall), ...repeat(6, benScene), ...repeat(4, wall)]);
    const doneFrames: number[] = [];
    const onProgress = ({ framesDone }: { framesDone: number }): void => void doneFrames.push(framesDone);
    const report = await inspectFaces({ output, references: [ben], onProgress });
    expect(report).toMatchObject({ cuts: [0, 14, 20], framesLookedAt: [0, 12, 14, 20], verdict: 'refuse' });
    expect(report.faces.map(({ frame }) => frame)).toEqual([14]);
    expect(doneFrames).toEqual(Array.from({ length: 24 }, (_, frame) => frame + 1));
  });

  it('does not take dust for a face: what no mesh lies on and is gone in the frames beside it holds nothing', async () => {
    const frames = await readDustFrames();
    const paths = await Promise.all(frames.map(async (frame, index) => (await still(`dust-${index}`, frame)).path));
    const [a, b, c, d, e] = paths as [string, string, string, string, string];
    // The second look falls on frame 45, and the looks beside it on the others.
    const film = [...Array<string>(8).fill(d), a, a, b, b, c, c, d, d, e];
    const report = await inspectFaces({ output: { kind: 'pictures', paths: film, frameRate }, references: [ada] });
    expect(report).toMatchObject({ verdict: 'pass', framesLookedAt: [0, 12] });
    expect(report.faces).toMatchObject([{ frame: 12, isUsable: false, verdict: 'pass', reason: 'fleeting' }]);
  });

  it('asks about what looks like a face for as long as it is there, and in a still', async () => {
    const dust = await still('dust', (await readDustFrames())[2] as RgbPicture);
    const paths = Array<string>(6).fill(dust.path);
    const stays = await inspectFaces({ output: { kind: 'pictures', paths, frameRate }, references: [ada] });
    expect(stays).toMatchObject({ verdict: 'review', framesLookedAt: [0], faces: [{ reason: 'not-comparable' }] });
    const { faces } = await inspectFaces({ output: dust, references: [ada] });
    expect(faces).toMatchObject([{ reason: 'not-comparable' }]);
    const wall = await still('dusty-wall', drawWall(640, 360));
    const variants = { kind: 'pictures', paths: [wall.path, dust.path, wall.path], frameRate } as const;
    const one = await inspectFaces({ output: variants, references: [], everyFrame: true });
    expect(one.verdict).toBe('review');
  });

  it('asks about a small or dim face however short it is seen: a mesh lies on it', async () => {
    const wall = drawWall(SIDE_PX, SIDE_PX);
    const tiny = paste(wall, resize(await samplePortrait(), 48), 100, 90);
    const output = await film('blink', [...repeat(12, wall), tiny, ...repeat(5, wall)]);
    const report = await inspectFaces({ output, references: [ada] });
    expect(report).toMatchObject({ verdict: 'review', faces: [{ frame: 12, reason: 'not-comparable' }] });
  });

  it('looks at every frame when asked, also of numbered pictures', async () => {
    const wall = await still('wall', drawWall(160, 90));
    const output = { kind: 'pictures', paths: [wall.path, wall.path, wall.path], frameRate } as const;
    const report = await inspectFaces({ output, before: wall, references: [], everyFrame: true });
    expect(report).toMatchObject({ verdict: 'pass', framesLookedAt: [0, 1, 2], faces: [], plate: [] });
  });

  it('counts frames beyond the end of the plate as generated', async () => {
    const before = await film('short-plate', repeat(2, adaScene));
    const output = await film('longer', repeat(3, adaScene));
    const report = await inspectFaces({ output, before, references: [ada], everyFrame: true });
    expect(report.faces.map(({ isChanged }) => isChanged)).toEqual([false, false, true]);
  });

  it('stops when asked, with the reason given', async () => {
    const output = await film('stopped', repeat(12, bothScene));
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error('withdrawn'));
    const { signal } = controller;
    const inspection = inspectFaces({ output, references: [], everyFrame: true, signal, onProgress });
    await expect(inspection).rejects.toThrow('withdrawn');
  });

  it('does not take an output without frames for one without faces', async () => {
    const output = { kind: 'pictures', paths: [], frameRate } as const;
    await expect(inspectFaces({ output, references: [] })).rejects.toThrow('no frames');
  });

  it('tells with the media room which file cannot be read', async () => {
    const missing = { kind: 'video', path: join(home, 'missing.mp4') } as const;
    await expect(inspectFaces({ output: missing, references: [] })).rejects.toMatchObject({
      name: 'BacklotError',
      code: 'VIDEO_UNREADABLE',
      message: expect.stringContaining('missing.mp4'),
    });
  });
});
