import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePng } from '../picture/write-png.ts';
import { writeWav } from '../sound/write-wav.ts';
import { openVideoWriter } from '../video/open-video-writer.ts';
import { inspectSamples } from './inspect-sounds.ts';
import { type ExpectedOutputs, inspectTakeOutputs } from './inspect-take-outputs.ts';

const size = { widthPx: 32, heightPx: 16 };
const frameRate = { numerator: 24, denominator: 1 };
const codes = (findings: readonly { code: string; severity: string; frame?: number }[]) =>
  findings.map(({ code, severity, frame }) => `${severity} ${code}${frame === undefined ? '' : ` ${frame}`}`);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-forms-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const flat = (value: number) => new Float32Array(32 * 16 * 3).fill(value);

describe('stills', () => {
  const expected: ExpectedOutputs = { ...size, frameRate, durationFrames: 2, form: 'stills' };
  const still = async (frame: number, value: number, measure = size) => {
    const path = at(`still-${frame}-${value}-${measure.widthPx}.png`);
    const data = new Float32Array(measure.widthPx * measure.heightPx * 3).fill(value);
    await writePng(path, { ...measure, channels: 3, data });
    return { role: 'variant', path, frame };
  };

  it('may be equal, and need no film', async () => {
    expect(await inspectTakeOutputs(expected, [await still(0, 0.4), await still(1, 0.4)])).toEqual([]);
  });

  it('have to be there, seen, and of their size', async () => {
    const wrong = await still(0, 0.4, { widthPx: 30, heightPx: 16 });
    expect(codes(await inspectTakeOutputs(expected, [wrong]))).toEqual([
      'error FRAME_SIZE_WRONG 0',
      'error FRAME_MISSING 1',
    ]);
    expect(codes(await inspectTakeOutputs(expected, [await still(0, 0.4), await still(1, 0)]))).toEqual([
      'error FRAME_BLACK 1',
    ]);
    const lost = { role: 'variant', path: at('nowhere.png'), frame: 1 };
    expect(codes(await inspectTakeOutputs(expected, [await still(0, 0.4), lost]))).toEqual([
      'error FRAME_UNREADABLE 1',
    ]);
    const three = [await still(0, 0.4), await still(1, 0.4), await still(2, 0.4)];
    expect(codes(await inspectTakeOutputs(expected, three))).toEqual(['error FRAME_COUNT_WRONG']);
  });
});

describe('a film alone', () => {
  const film = async (name: string, values: readonly number[]) => {
    const writer = await openVideoWriter({ path: at(name), codec: 'h264', ...size, frameRate });
    for (const value of values) await writer.writeFrame(flat(value));
    await writer.close();
    const expected: ExpectedOutputs = { ...size, frameRate, durationFrames: values.length, form: 'film' };
    return codes(await inspectTakeOutputs(expected, [{ role: 'video', path: at(name) }]));
  };

  it('passes where something moves', async () => {
    expect(await film('moves.mp4', [0.1, 0.3, 0.5, 0.7])).toEqual([]);
  });

  it('fails black or frozen throughout, and is looked at where it is in part', async () => {
    expect(await film('black.mp4', [0, 0, 0])).toEqual(['error FRAME_BLACK', 'error FRAMES_FROZEN 0']);
    expect(await film('fade.mp4', [0, 0.1, 0.3])).toEqual(['warning FRAME_BLACK']);
    const stands = [0.1, ...Array<number>(20).fill(0.5), 0.9];
    expect((await film('stands.mp4', stands)).every((code) => code.startsWith('warning FRAMES_FROZEN'))).toBe(true);
  });

  it('is missed', async () => {
    const expected: ExpectedOutputs = { ...size, frameRate, durationFrames: 2, form: 'film' };
    expect(codes(await inspectTakeOutputs(expected, []))).toEqual(['error FRAME_COUNT_WRONG']);
  });
});

describe('sounds', () => {
  const tone = (seconds: number, level = 0.5) => ({
    sampleRateHz: 8000,
    channels: [Float32Array.from({ length: seconds * 8000 }, (_, i) => (i % 2 ? level : -level))],
  });
  const expected: ExpectedOutputs = {
    ...size,
    frameRate,
    durationFrames: 1,
    form: 'stills',
    sounds: { count: 1, durationS: 2 },
  };
  const inspect = async (...files: readonly { role: string; path: string }[]) => {
    const path = at('waveform.png');
    await writePng(path, { ...size, channels: 3, data: flat(0.4) });
    return codes(await inspectTakeOutputs(expected, [{ role: 'waveform', path, frame: 0 }, ...files]));
  };

  it('pass as promised', async () => {
    await writeWav(at('good.wav'), tone(2));
    expect(await inspect({ role: 'sound', path: at('good.wav') })).toEqual([]);
  });

  it('have to be there, readable, audible and of their length', async () => {
    await writeWav(at('short.wav'), tone(1));
    await writeWav(at('silent.wav'), tone(2, 0));
    expect(await inspect()).toEqual(['error SOUND_COUNT_WRONG']);
    expect(await inspect({ role: 'sound', path: at('short.wav') })).toEqual(['error SOUND_LENGTH_WRONG']);
    expect(await inspect({ role: 'sound', path: at('silent.wav') })).toEqual(['error SOUND_SILENT']);
    expect(await inspect({ role: 'sound', path: at('waveform.png') })).toEqual(['error SOUND_UNREADABLE']);
  });

  it('may be silent where nothing has to be heard, which is still said', async () => {
    const expectedSounds = { ...expected, sounds: { count: 1, mayBeSilent: true } };
    const files = [
      { role: 'waveform', path: at('waveform.png'), frame: 0 },
      { role: 'sound', path: at('silent.wav') },
    ];
    expect(codes(await inspectTakeOutputs(expectedSounds, files))).toEqual(['warning SOUND_SILENT']);
  });

  it('are heard clipping, and never with a sample that is no number', () => {
    expect(codes(inspectSamples(tone(1, 1), 'Sound'))).toEqual(['warning SOUND_CLIPPED']);
    const broken = { sampleRateHz: 8000, channels: [Float32Array.of(0.5, Number.NaN)] };
    expect(codes(inspectSamples(broken, 'Sound'))).toEqual(['error SOUND_NOT_FINITE']);
  });
});
