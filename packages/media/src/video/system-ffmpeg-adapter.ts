import { type ChildProcess, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { formatFrameRate, parseFrameRate } from '@backlot/film';
import { partialPathFor } from '../files/write-file-atomically.ts';
import { decodeWav } from '../sound/read-wav.ts';
import { soundUnreadable } from '../sound/sound-unreadable.ts';
import { AAC_BITS_PER_SECOND, containerOf, MOVIE_TIMESCALE, runAddSound, type SoundProcess } from './add-sound.ts';
import { readExactly } from './child-messages.ts';
import { createChildVideoWriter } from './child-video-writer.ts';
import type { AddSoundOptions, VideoAdapter, VideoWriterOptions } from './video.ts';
import { type RawVideoInfo, toVideoInfo, videoUnreadable } from './video-info.ts';
import { settingsFor } from './video-settings.ts';
import { findX264Version } from './x264-version.ts';

const QUIET = ['-hide_banner', '-loglevel', 'error', '-nostdin'];

const NO_SOUND = { input: [], copy: [] } as const;

/** The `ffmpeg` and `ffprobe` on the PATH. */
export const systemFfmpegAdapter: VideoAdapter = {
  id: 'system-ffmpeg',
  async build() {
    const grey = ['-f', 'lavfi', '-i', 'color=gray:s=64x64:r=24', '-frames:v', '1'];
    const [about, sample] = await Promise.all([
      collect('ffmpeg', ['-version']),
      collect('ffmpeg', [...QUIET, ...grey, '-c:v', 'libx264', '-f', 'h264', 'pipe:1']),
    ]);
    const version = /ffmpeg version (\S+)/.exec(about.stdout.toString())?.[1];
    const x264 = findX264Version(sample.stdout);
    return version && x264 ? `system ffmpeg, FFmpeg ${version}, x264 ${x264}` : undefined;
  },
  async openWriter(options) {
    const partialPath = partialPathFor(options.path);
    const child = spawn('ffmpeg', encodeArguments(options, partialPath), { stdio: ['pipe', 'ignore', 'pipe'] });
    return createChildVideoWriter(options, {
      child,
      partialPath,
      frameMark: new Uint8Array(0),
      endMark: new Uint8Array(0),
      complaint: listenForComplaint(child),
      readInfo: systemFfmpegAdapter.readInfo,
    });
  },
  async addSound(options) {
    const run = (partialPath: string): SoundProcess => {
      const child = spawn('ffmpeg', addSoundArguments(options, partialPath), { stdio: ['ignore', 'ignore', 'pipe'] });
      return { child, complaint: listenForComplaint(child) };
    };
    return runAddSound(options, run, systemFfmpegAdapter.readInfo);
  },
  async readInfo(path) {
    const { size } = await stat(path).catch((error: unknown) => {
      throw videoUnreadable(path, 'there is no such file', error);
    });
    const shown = ['-of', 'json', '-count_packets', '-show_streams', '-select_streams', 'v:0'];
    const { stdout, stderr, code } = await collect('ffprobe', ['-hide_banner', '-loglevel', 'error', ...shown, path]);
    const stream =
      code === 0 ? (JSON.parse(stdout.toString()) as { streams?: ProbedStream[] }).streams?.[0] : undefined;
    if (!stream) throw videoUnreadable(path, stderr.toString().trim().split('\n').at(-1) || 'it has no video stream');
    return toVideoInfo(path, toRawInfo(stream), size);
  },
  async *readPlanes(path) {
    const info = await systemFfmpegAdapter.readInfo(path);
    const { widthPx, heightPx, frameRate } = info;
    const pixelFormat = info.pixelFormat === 'yuv422p10le' ? 'yuv422p10le' : 'yuv420p';
    const output = ['-map', '0:v:0', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', pixelFormat, 'pipe:1'];
    const child = spawn('ffmpeg', [...QUIET, '-threads', '1', '-i', path, ...output], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const take = readExactly(child.stdout);
      const frameBytes = planeBytes(widthPx, heightPx, pixelFormat);
      for (let index = 0; ; index++) {
        const planes = await take(frameBytes);
        if (!planes) return;
        const timeS = (index * frameRate.denominator) / frameRate.numerator;
        yield { index, timeS, widthPx, heightPx, pixelFormat, planes };
      }
    } finally {
      child.kill('SIGKILL');
    }
  },
  async readSound(path) {
    const output = ['-map', '0:a:0?', '-c:a', 'pcm_f32le', '-fflags', '+bitexact', '-f', 'wav', 'pipe:1'];
    const { stdout, stderr } = await collect('ffmpeg', [...QUIET, '-threads', '1', '-i', path, ...output]);
    if (stdout.length > 0) return decodeWav(stdout, path);
    const complaint = stderr.toString().trim().split('\n').at(-1) ?? '';
    if (/does not contain any stream/.test(complaint)) return undefined;
    throw soundUnreadable(path, complaint || 'it has no sound');
  },
};

/** An odd side has a chroma sample of its own for its last pixel. */
function planeBytes(widthPx: number, heightPx: number, pixelFormat: 'yuv420p' | 'yuv422p10le'): number {
  const chromaWidth = (widthPx + 1) >> 1;
  if (pixelFormat === 'yuv420p') return widthPx * heightPx + 2 * chromaWidth * ((heightPx + 1) >> 1);
  return 2 * heightPx * (widthPx + 2 * chromaWidth);
}

function encodeArguments(options: VideoWriterOptions, partialPath: string): string[] {
  const { widthPx, heightPx } = options;
  const { encoder, container, pixelFormat, options: encoding } = settingsFor(options.codec, options.quality);
  const rate = formatFrameRate(options.frameRate);
  const { soundFrom, soundUntilS } = options;
  const until = soundUntilS === undefined ? [] : ['-t', String(soundUntilS)];
  const sound =
    soundFrom === undefined
      ? NO_SOUND
      : { input: [...until, '-i', soundFrom], copy: ['-map', '1:a:0?', '-c:a', 'copy'] };
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'rawvideo', '-pix_fmt', pixelFormat, '-s', `${widthPx}x${heightPx}`, '-framerate', rate],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-i', 'pipe:0', ...sound.input, '-map', '0:v:0', ...sound.copy, '-c:v', encoder, '-threads', '1'],
    ...Object.entries(encoding).flatMap(([name, value]) => [`-${name}:v`, value]),
    ...['-flags:v', '+bitexact+cgop', '-fflags', '+bitexact', '-map_metadata', '-1'],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-chroma_sample_location', 'left', '-movflags', '+faststart', '-f', container, partialPath],
  ];
}

function addSoundArguments({ videoPath, soundPath, path }: AddSoundOptions, partialPath: string): string[] {
  const container = containerOf(path);
  const sound = container === 'mp4' ? ['aac', '-b:a', String(AAC_BITS_PER_SECOND)] : ['copy'];
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-threads', '1', '-i', videoPath, '-i', soundPath],
    ...['-map', '0:v:0', '-map', '1:a:0', '-c:v', 'copy', '-c:a', ...sound, '-flags:a', '+bitexact'],
    // Edit lists count in the film's own time scale: at the default of a millisecond the sound's end would be rounded off.
    ...['-movie_timescale', String(MOVIE_TIMESCALE), '-fflags', '+bitexact', '-map_metadata', '-1'],
    ...['-movflags', '+faststart', '-f', container, partialPath],
  ];
}

function listenForComplaint(child: ChildProcess): () => { message: string; isDiskFull: boolean } {
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk}`.slice(-2000);
  });
  return () => ({
    message: stderr.trim().split('\n').at(-1) ?? '',
    isDiskFull: /No space left on device/.test(stderr),
  });
}

interface ProbedStream {
  readonly codec_name?: string;
  readonly pix_fmt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly nb_frames?: string;
  readonly nb_read_packets?: string;
  readonly avg_frame_rate?: string;
  readonly duration_ts?: number;
  readonly time_base?: string;
  readonly color_primaries?: string;
  readonly color_transfer?: string;
  readonly color_space?: string;
  readonly color_range?: string;
}

function toRawInfo(stream: ProbedStream): RawVideoInfo {
  const [numerator = 0, denominator = 1] = (stream.time_base ?? '0/1').split('/').map(Number);
  return {
    codec: stream.codec_name ?? 'unknown',
    pixelFormat: stream.pix_fmt ?? 'unknown',
    widthPx: stream.width ?? 0,
    heightPx: stream.height ?? 0,
    packets: Number(stream.nb_read_packets ?? 0),
    declaredFrames: Number(stream.nb_frames ?? 0),
    frameRate: parseFrameRate(stream.avg_frame_rate ?? '0'),
    durationTicks: stream.duration_ts ?? 0,
    timeBase: { numerator, denominator },
    primaries: stream.color_primaries ?? 'unspecified',
    transfer: stream.color_transfer ?? 'unspecified',
    matrix: stream.color_space ?? 'unspecified',
    range: stream.color_range ?? 'unspecified',
  };
}

interface Collected {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly code: number;
}

async function collect(command: string, args: string[]): Promise<Collected> {
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', (status) => resolve(status ?? -1));
  });
  return { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), code };
}
