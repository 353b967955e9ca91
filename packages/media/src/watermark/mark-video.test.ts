import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeExr } from '../exr/write-exr.ts';
import { writeWav } from '../sound/write-wav.ts';
import { addSound, openVideoWriter, readSound } from '../video/open-video-writer.ts';
import type { VideoCodec } from '../video/video.ts';
import { detectInFile } from './detect-in-file.ts';
import { markPayloadOf } from './mark-payload.ts';
import { markPictureFile } from './mark-picture-file.ts';
import { markVideo } from './mark-video.ts';
import { soundMark } from './sound-mark.ts';
import { loadPicture, psnrDb, readFrames } from './testing/attacks.ts';
import { drawPicture } from './testing/generated-pictures.ts';

const PAYLOAD = markPayloadOf('01j9zk3v5wqg8t2n4m6p7r0sxy');
const SIZE = { widthPx: 960, heightPx: 540 };
const FILM = { numerator: 24_000, denominator: 1001 };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-mark-video-'));
  await writeStreet('plain.mp4', 'h264');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const sha256 = async (name: string) =>
  createHash('sha256')
    .update(await readFile(at(name)))
    .digest('hex');

/** Six frames of a street, each a little brighter. */
async function writeStreet(name: string, codec: VideoCodec, soundFrom?: string): Promise<void> {
  const { rgb } = drawPicture('street', SIZE.widthPx, SIZE.heightPx);
  const sound = soundFrom === undefined ? {} : { soundFrom };
  const writer = await openVideoWriter({ path: at(name), codec, ...SIZE, frameRate: FILM, ...sound });
  for (let i = 0; i < 6; i++)
    await writer.writeFrame(Float32Array.from(rgb, (code) => (code / 255) ** 2 * (1 + i / 20)));
  await writer.close();
}

describe('marking a video', () => {
  it('keeps rate, frames and colour tags, stays above 42 dB, and is read back', async () => {
    const seen: number[] = [];
    const info = await markVideo(at('plain.mp4'), at('marked.mp4'), PAYLOAD, {
      onProgress: ({ frames }) => seen.push(frames),
    });
    expect(info).toMatchObject({
      codec: 'h264',
      ...SIZE,
      durationFrames: 6,
      frameRate: FILM,
      colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' },
    });
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    const [before, after] = [await readFrames(at('plain.mp4')), await readFrames(at('marked.mp4'))];
    for (const [i, frame] of before.entries()) expect(psnrDb(frame, after[i]!)).toBeGreaterThan(42);
    expect(await detectInFile(at('marked.mp4'))).toMatchObject({ payload: PAYLOAD, frames: 1 });
  });

  it('is not seen in the video as it was', async () => {
    expect(await detectInFile(at('plain.mp4'))).toBeUndefined();
  });

  it('gives the same bytes each time', async () => {
    await markVideo(at('plain.mp4'), at('once.mp4'), PAYLOAD);
    await markVideo(at('plain.mp4'), at('twice.mp4'), PAYLOAD);
    expect(await sha256('twice.mp4')).toBe(await sha256('once.mp4'));
  });

  it('marks a ten-bit master and copies its sound packet by packet', async () => {
    await writeFile(at('tone.wav'), wav(4800));
    await writeStreet('plain.mov', 'prores-422-hq', at('tone.wav'));
    const info = await markVideo(at('plain.mov'), at('marked.mov'), PAYLOAD);
    expect(info).toMatchObject({ codec: 'prores', pixelFormat: 'yuv422p10le', durationFrames: 6 });
    expect(await detectInFile(at('marked.mov'))).toMatchObject({ payload: PAYLOAD });
    const samples = wav(4800).subarray(44);
    expect((await readFile(at('marked.mov'))).includes(samples.subarray(0, 512))).toBe(true);
    expect((await readFile(at('marked.mov'))).includes(samples.subarray(-512))).toBe(true);
  });

  it('keeps the sound of a viewing film at its samples', async () => {
    const channel = Float32Array.from({ length: 12_012 }, (_, n) => (n >= 5005 && n < 6000 ? 0.5 : 0));
    await writeWav(at('click.wav'), { sampleRateHz: 48_000, channels: [channel, channel] });
    await addSound({ videoPath: at('plain.mp4'), soundPath: at('click.wav'), path: at('sounding.mp4') });
    await markVideo(at('sounding.mp4'), at('marked-sounding.mp4'), PAYLOAD);
    const before = await readSound(at('sounding.mp4'));
    const after = await readSound(at('marked-sounding.mp4'));
    expect(before?.channels[0]).toHaveLength(12_012);
    expect(after).toEqual(before);
  });

  it('stops with the reason of its signal and leaves nothing', async () => {
    const abort = new AbortController();
    const marking = markVideo(at('plain.mp4'), at('gone.mp4'), PAYLOAD, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('cancelled by the user')),
    });
    await expect(marking).rejects.toThrow('cancelled by the user');
    expect((await readdir(folder)).filter((name) => name.includes('gone'))).toEqual([]);
  });

  it('refuses working EXR, what is no video, and what is not there', async () => {
    await writeExrFrame('frame.exr');
    await writeFile(at('text.mp4'), 'not a film '.repeat(100));
    await expect(markVideo(at('frame.exr'), at('x.mp4'), PAYLOAD)).rejects.toMatchObject({ code: 'MARK_REFUSED' });
    await expect(markVideo(at('text.mp4'), at('x.mp4'), PAYLOAD)).rejects.toMatchObject({ code: 'VIDEO_UNREADABLE' });
    await expect(markVideo(at('none.mp4'), at('x.mp4'), PAYLOAD)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect((await readdir(folder)).includes('x.mp4')).toBe(false);
  });
});

describe('marking a picture file', () => {
  it.each(['png', 'jpeg'] as const)('keeps it %s, above 42 dB, and is read back', async (format) => {
    const { default: sharp } = await import('sharp');
    const picture = drawPicture('street', SIZE.widthPx, SIZE.heightPx, 3);
    const source = sharp(picture.rgb, { raw: { width: SIZE.widthPx, height: SIZE.heightPx, channels: 3 } });
    await source.toFormat(format, { quality: 95 }).toFile(at(`still.${format}`));
    await markPictureFile(at(`still.${format}`), at(`marked-still.${format}`), PAYLOAD);
    const [before, after] = await Promise.all(
      [`still.${format}`, `marked-still.${format}`].map(async (name) => loadPicture(await readFile(at(name)))),
    );
    expect(psnrDb(before!, after!)).toBeGreaterThan(42);
    expect(await detectInFile(at(`marked-still.${format}`))).toMatchObject({ payload: PAYLOAD });
    expect(await detectInFile(at(`still.${format}`))).toBeUndefined();
  });

  it('keeps 16 bits and alpha of a PNG', async () => {
    const { default: sharp } = await import('sharp');
    const { rgb } = drawPicture('street', SIZE.widthPx, SIZE.heightPx, 4);
    const codes = Uint16Array.from({ length: SIZE.widthPx * SIZE.heightPx * 4 }, (_, i) =>
      i % 4 === 3 ? 65_535 : rgb[Math.floor(i / 4) * 3 + (i % 4)]! * 257,
    );
    const raw = { width: SIZE.widthPx, height: SIZE.heightPx, channels: 4 } as const;
    await sharp(codes, { raw }).toColourspace('rgb16').png().toFile(at('deep.png'));
    await markPictureFile(at('deep.png'), at('deep-marked.png'), PAYLOAD);
    expect(await sharp(at('deep-marked.png')).metadata()).toMatchObject({ depth: 'ushort', channels: 4 });
    expect(await detectInFile(at('deep-marked.png'))).toMatchObject({ payload: PAYLOAD });
  });

  it('never marks working EXR', async () => {
    await writeExrFrame('work.exr');
    await expect(markPictureFile(at('work.exr'), at('y.exr'), PAYLOAD)).rejects.toMatchObject({ code: 'MARK_REFUSED' });
    expect((await readdir(folder)).includes('y.exr')).toBe(false);
  });
});

describe('looking for a mark in a file', () => {
  it('says what is wrong with files that cannot be read', async () => {
    await writeFile(at('broken.png'), 'no picture');
    await writeFile(at('empty.mp4'), '');
    await expect(detectInFile(at('nowhere.png'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(detectInFile(folder)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(detectInFile(at('broken.png'))).rejects.toMatchObject({ name: 'BacklotError' });
    await expect(detectInFile(at('empty.mp4'))).rejects.toMatchObject({ code: 'VIDEO_UNREADABLE' });
  });

  it('stops with the reason of its signal', async () => {
    const signal = AbortSignal.abort(new Error('never mind'));
    await expect(detectInFile(at('plain.mp4'), { signal })).rejects.toThrow('never mind');
  });
});

describe('the place for a sound mark', () => {
  it('leaves sound as it is and claims nothing', () => {
    const channel = Float32Array.of(0.1, -0.2);
    const sound = { sampleRateHz: 48_000, channels: [channel] };
    expect(soundMark.mark(sound, PAYLOAD)).toBe(false);
    expect([...channel]).toEqual([...Float32Array.of(0.1, -0.2)]);
    expect(soundMark.detect(sound)).toBeUndefined();
  });
});

async function writeExrFrame(name: string): Promise<void> {
  const data = new Float32Array(64 * 64).fill(0.5);
  const channels = ['B', 'G', 'R'].map((channel) => ({
    name: channel,
    type: 'half' as const,
    data,
    offset: 0,
    stride: 1,
  }));
  await writeExr(at(name), { widthPx: 64, heightPx: 64, channels });
}

/** Mono, 48 kHz, 16 bits: a ramp, so that every packet is its own. */
function wav(samples: number): Buffer {
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.set([1, 0, 1, 0], 20);
  bytes.writeUInt32LE(48_000, 24);
  bytes.writeUInt32LE(96_000, 28);
  bytes.set([2, 0, 16, 0], 32);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) bytes.writeInt16LE(((i * 7919) % 65_536) - 32_768, 44 + i * 2);
  return bytes;
}
