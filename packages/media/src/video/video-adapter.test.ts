import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secondsOf } from '../sound/sound.ts';
import { writeWav } from '../sound/write-wav.ts';
import { nodeAvAdapter } from './node-av-adapter.ts';
import { toFrames } from './planes-to-rgb.ts';
import { systemFfmpegAdapter } from './system-ffmpeg-adapter.ts';
import type { VideoAdapter, VideoCodec, VideoWriterOptions } from './video.ts';

const size = { widthPx: 96, heightPx: 64 };
const film = { numerator: 24_000, denominator: 1001 };

/** A bright bar that moves 4 px a frame over a flat colour. */
function frame(index: number): Float32Array {
  const rgb = new Float32Array(96 * 64 * 3);
  for (let i = 0; i < rgb.length; i++) {
    const x = Math.floor(i / 3) % 96;
    rgb[i] = x >= index * 4 && x < index * 4 + 4 ? 0.9 : [0.3, 0.1, 0.02][i % 3]!;
  }
  return rgb;
}

async function skipReason(adapter: VideoAdapter): Promise<string | undefined> {
  return (await adapter.build()) ? undefined : `${adapter.id} does not run on this machine`;
}

describe.each([nodeAvAdapter, systemFfmpegAdapter])('video adapter $id', (adapter) => {
  let folder = '';
  let missing: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-video-'));
    missing = await skipReason(adapter);
    if (missing) process.stdout.write(`skipped: ${missing}\n`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const when = (name: string, test: () => Promise<void>) =>
    it(name, async (context) => {
      if (missing) context.skip(missing);
      await test();
    });
  const optionsFor = (name: string, codec: VideoCodec = 'h264'): VideoWriterOptions => ({
    path: join(folder, name),
    codec,
    ...size,
    frameRate: film,
  });
  const write = async (options: VideoWriterOptions, frames = 20) => {
    const writer = await adapter.openWriter(options);
    for (let i = 0; i < frames; i++) await writer.writeFrame(frame(i));
    return writer.close();
  };
  const sha256 = async (name: string) =>
    createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex');

  when('names itself, FFmpeg and x264', async () => {
    expect(await adapter.build()).toMatch(/FFmpeg \S+, x264 core \d+/);
  });

  when('writes H.264 in mp4 with an exact rate, count, duration and Rec.709 tags', async () => {
    const info = await write(optionsFor('a.mp4'));
    expect(info).toMatchObject({
      codec: 'h264',
      pixelFormat: 'yuv420p',
      ...size,
      durationFrames: 20,
      frameRate: film,
      duration: { numerator: 1001, denominator: 1200 },
      colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' },
    });
    expect(await adapter.readInfo(join(folder, 'a.mp4'))).toEqual(info);
  });

  when('puts the index before the pictures, so that a browser starts at once', async () => {
    await write(optionsFor('fast.mp4'));
    const bytes = await readFile(join(folder, 'fast.mp4'));
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  when('writes ProRes 422 HQ with ten bits in mov', async () => {
    expect(await write(optionsFor('a.mov', 'prores-422-hq'))).toMatchObject({
      codec: 'prores',
      pixelFormat: 'yuv422p10le',
      durationFrames: 20,
      frameRate: film,
    });
    expect((await readFile(join(folder, 'a.mov'))).includes('apch')).toBe(true);
  });

  when('gives the same bytes for the same frames, each time in a new process', async () => {
    for (const [name, codec] of [
      ['h.mp4', 'h264'],
      ['p.mov', 'prores-422-hq'],
    ] as const) {
      await write(optionsFor(`1${name}`, codec));
      await write(optionsFor(`2${name}`, codec));
      expect(await sha256(`1${name}`)).toBe(await sha256(`2${name}`));
    }
  });

  when('shows each frame at its time, in its place and colour', async () => {
    for (const [name, codec] of [
      ['r.mp4', 'h264'],
      ['r.mov', 'prores-422-hq'],
    ] as const) {
      await write(optionsFor(name, codec));
      let count = 0;
      const path = join(folder, name);
      for await (const decoded of toFrames(path, adapter.readPlanes(path))) {
        expect(decoded.index).toBe(count);
        expect(decoded.timeS).toBeCloseTo((count * 1001) / 24_000, 9);
        const bar = (30 * 96 + count * 4 + 1) * 3;
        expect(decoded.rgb[bar]).toBeGreaterThan(200);
        const [r, g, b] = decoded.rgb.slice((60 * 96 + 92) * 3);
        // sRGB code values of 0.3, 0.1, 0.02, within the coding loss.
        expect(Math.abs(r! - 149) + Math.abs(g! - 89) + Math.abs(b! - 39)).toBeLessThan(15);
        count += 1;
      }
      expect(count).toBe(20);
    }
  });

  when('decodes sound as it was, in films and on its own', async () => {
    const channels = [220, 330].map((pitchHz) =>
      Float32Array.from({ length: 12_000 }, (_, i) => Math.round(((i * pitchHz) % 48_000) / 3) / 32_768),
    );
    const sound = { sampleRateHz: 48_000, channels };
    await writeWav(join(folder, 'tone.wav'), sound, { bitsPerSample: 16 });
    await write({ ...optionsFor('tone.mov', 'prores-422-hq'), soundFrom: join(folder, 'tone.wav') });
    expect(await adapter.readSound(join(folder, 'tone.mov'))).toEqual(sound);
    expect(await adapter.readSound(join(folder, 'tone.wav'))).toEqual(sound);
  });

  when('gives a film sound whose samples keep their place, and leaves its pictures as they are', async () => {
    const click = 17_017;
    const channels = [0, 1].map(() =>
      Float32Array.from({ length: 40_040 }, (_, n) => (n >= click && n < click + 960 ? 0.5 : 0)),
    );
    await writeWav(join(folder, 'click.wav'), { sampleRateHz: 48_000, channels });
    for (const [name, codec] of [
      ['click.mov', 'prores-422-hq'],
      ['click.mp4', 'h264'],
    ] as const) {
      const mute = await write(optionsFor(`mute-${name}`, codec));
      const paths = { videoPath: join(folder, `mute-${name}`), soundPath: join(folder, 'click.wav') };
      const info = await adapter.addSound({ ...paths, path: join(folder, name) });
      const { byteLength: _, ...about } = mute;
      expect(info).toMatchObject(about);
      const sound = await adapter.readSound(join(folder, name));
      // FFmpeg below 7 plays the last frame of AAC to its end, beyond the length that the file states.
      const rest = codec === 'h264' && adapter.id === 'system-ffmpeg' ? 1023 : 0;
      expect(sound!.channels[1]!.length).toBeGreaterThanOrEqual(40_040);
      expect(sound!.channels[1]!.length).toBeLessThanOrEqual(40_040 + rest);
      expect(Math.abs(halfWay(sound!.channels[0]!) - click)).toBeLessThanOrEqual(1);
      const pictures = async (path: string) => {
        const seen: unknown[] = [];
        for await (const { timeS, planes } of adapter.readPlanes(path))
          seen.push([timeS, createHash('sha256').update(planes).digest('hex')]);
        return seen;
      };
      expect(await pictures(join(folder, name))).toEqual(await pictures(paths.videoPath));
      await adapter.addSound({ ...paths, path: join(folder, `again-${name}`) });
      expect(await sha256(`again-${name}`)).toBe(await sha256(name));
    }
  });

  when('leaves out sound that begins after the time it was given', async () => {
    const sound = { sampleRateHz: 8000, channels: [new Float32Array(16_000).fill(0.25)] };
    await writeWav(join(folder, 'long.wav'), sound, { bitsPerSample: 16 });
    const options = { ...optionsFor('cut.mov', 'prores-422-hq'), soundFrom: join(folder, 'long.wav') };
    await write({ ...options, soundUntilS: 0.8 });
    const cut = await adapter.readSound(join(folder, 'cut.mov'));
    expect(cut && secondsOf(cut)).toBeGreaterThanOrEqual(0.8);
    expect(cut && secondsOf(cut)).toBeLessThan(1.2);
  });

  when('finds no sound in a silent film, and refuses what holds none at all', async () => {
    await write(optionsFor('silent.mp4'), 3);
    expect(await adapter.readSound(join(folder, 'silent.mp4'))).toBeUndefined();
    await writeFile(join(folder, 'noise.mp3'), 'not a sound '.repeat(100));
    await expect(adapter.readSound(join(folder, 'noise.mp3'))).rejects.toMatchObject({ code: 'SOUND_UNREADABLE' });
  });

  when('keeps other rates exact too', async () => {
    for (const frameRate of [
      { numerator: 25, denominator: 1 },
      { numerator: 60_000, denominator: 1001 },
    ]) {
      const info = await write({ ...optionsFor('rate.mp4'), frameRate }, 5);
      expect(info.frameRate).toEqual(frameRate);
    }
  });

  when('leaves nothing behind when aborted or without frames', async () => {
    const before = await readdir(folder);
    const writer = await adapter.openWriter(optionsFor('gone.mp4'));
    await writer.writeFrame(frame(0));
    await writer.abort();
    await writer.abort();
    await expect(writer.writeFrame(frame(1))).rejects.toThrow();
    const empty = await adapter.openWriter(optionsFor('empty.mp4'));
    await expect(empty.close()).rejects.toMatchObject({ code: 'VIDEO_WRITE_FAILED' });
    expect(await readdir(folder)).toEqual(before);
  });

  when('stops with the reason of its signal', async () => {
    const abort = new AbortController();
    const writer = await adapter.openWriter({ ...optionsFor('signal.mp4'), signal: abort.signal });
    await writer.writeFrame(frame(0));
    abort.abort(new Error('cancelled by the user'));
    await expect(writer.writeFrame(frame(1))).rejects.toThrow('cancelled by the user');
    await writer.abort();
    expect((await readdir(folder)).filter((name) => name.includes('signal'))).toEqual([]);
  });

  when('says what is wrong with a folder that is not there', async () => {
    await expect(write({ ...optionsFor('x.mp4'), path: join(folder, 'no', 'x.mp4') })).rejects.toMatchObject({
      name: 'BacklotError',
    });
  });

  when('refuses a video that was cut off, is empty, no video or not there', async () => {
    await write(optionsFor('whole.mp4'));
    const bytes = await readFile(join(folder, 'whole.mp4'));
    await writeFile(join(folder, 'cut.mp4'), bytes.subarray(0, bytes.length * 0.6));
    await writeFile(join(folder, 'zero.mp4'), '');
    await writeFile(join(folder, 'text.mp4'), 'not a film '.repeat(100));
    for (const name of ['cut.mp4', 'zero.mp4', 'text.mp4', 'nowhere.mp4']) {
      await expect(adapter.readInfo(join(folder, name))).rejects.toMatchObject({ code: 'VIDEO_UNREADABLE' });
    }
  });
});

describe('the encoder process', () => {
  it('ends and removes its file when the parent is killed', async (context) => {
    const reason = process.platform === 'linux' ? await skipReason(nodeAvAdapter) : 'it needs /proc';
    if (reason) {
      process.stdout.write(`skipped: ${reason}\n`);
      context.skip(reason);
    }
    const folder = await mkdtemp(join(tmpdir(), 'backlot-orphan-'));
    const parent = startWriterProcess(join(folder, 'orphan.mp4'));
    const encoderPid = await new Promise<number>((resolve) =>
      parent.stdout?.once('data', (text: Buffer) => resolve(Number(text.toString()))),
    );
    expect((await readdir(folder)).length).toBe(1);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(encoderPid), { timeout: 10_000 }).toBe(false);
    await expect.poll(() => readdir(folder), { timeout: 10_000 }).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

/** Where a step up to 0.5 crosses its middle: a coder blurs it to both sides alike. */
function halfWay(samples: Float32Array): number {
  return samples.findIndex((value) => value >= 0.25);
}

function startWriterProcess(path: string): ChildProcess {
  const index = new URL('../../dist/index.js', import.meta.url).href;
  const script = `
    const { openVideoWriter } = await import(${JSON.stringify(index)});
    const { readFileSync } = await import('node:fs');
    const writer = await openVideoWriter({ path: ${JSON.stringify(path)}, codec: 'h264', widthPx: 64, heightPx: 64,
      frameRate: { numerator: 24, denominator: 1 } });
    for (let i = 0; i < 60; i++) await writer.writeFrame(new Float32Array(64 * 64 * 3));
    setTimeout(() => console.log(readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim()), 500);
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
