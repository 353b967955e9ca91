import { BacklotError } from '@backlot/film';
import { readFileStart } from '../files/read-picture-file.ts';
import { isWav, readWav } from '../sound/read-wav.ts';
import type { Sound } from '../sound/sound.ts';
import { checkVideoSize } from './encode-video-planes.ts';
import { nodeAvAdapter } from './node-av-adapter.ts';
import { toFrames } from './planes-to-rgb.ts';
import { systemFfmpegAdapter } from './system-ffmpeg-adapter.ts';
import type {
  AddSoundOptions,
  DecodedVideoFrame,
  DecodedVideoPlanes,
  VideoAdapter,
  VideoInfo,
  VideoWriter,
  VideoWriterOptions,
} from './video.ts';

/**
 * Opens a video file for writing with the first adapter that runs here: node-av, then the system's ffmpeg.
 * @throws BacklotError `ENCODER_UNAVAILABLE`, `VIDEO_SIZE_ODD`
 */
export async function openVideoWriter(options: VideoWriterOptions): Promise<VideoWriter> {
  checkVideoSize(options, options.codec);
  return (await chooseAdapter()).adapter.openWriter(options);
}

/** Names adapter, FFmpeg and x264 for a recipe's `builds`. @throws BacklotError `ENCODER_UNAVAILABLE` */
export async function videoBuild(): Promise<string> {
  return (await chooseAdapter()).build;
}

/**
 * Gives a film sound: its pictures stay as they are, packet by packet; sample 0 sounds with picture 0. mp4 gets AAC, mov the WAV's PCM.
 * @throws BacklotError `ENCODER_UNAVAILABLE`, `VIDEO_UNREADABLE`, `VIDEO_WRITE_FAILED`, `DISK_FULL`, `FOLDER_READ_ONLY`
 */
export async function addSound(options: AddSoundOptions): Promise<VideoInfo> {
  return (await chooseAdapter()).adapter.addSound(options);
}

/** Reads every packet, so that a file that was cut off is noticed. @throws BacklotError `ENCODER_UNAVAILABLE`, `VIDEO_UNREADABLE` */
export async function readVideoInfo(path: string): Promise<VideoInfo> {
  return (await chooseAdapter()).adapter.readInfo(path);
}

/** Decodes in presentation order, one frame in memory at a time. @throws BacklotError `ENCODER_UNAVAILABLE`, `VIDEO_UNREADABLE` */
export async function* readVideoFrames(path: string): AsyncGenerator<DecodedVideoFrame> {
  yield* toFrames(path, readVideoPlanes(path));
}

/** Like `readVideoFrames`, but as the decoder's planes, in whatever pixel format the file has. */
export async function* readVideoPlanes(path: string): AsyncGenerator<DecodedVideoPlanes> {
  yield* (await chooseAdapter()).adapter.readPlanes(path);
}

/**
 * The sound of a file, decoded: WAV as it is written, anything else through FFmpeg; undefined where the file has none.
 * @throws BacklotError `SOUND_UNREADABLE`, `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `ENCODER_UNAVAILABLE`
 */
export async function readSound(path: string): Promise<Sound | undefined> {
  if (isWav(await readFileStart(path, 12))) return readWav(path);
  return (await chooseAdapter()).adapter.readSound(path);
}

let chosen: Promise<{ adapter: VideoAdapter; build: string }> | undefined;

function chooseAdapter(): Promise<{ adapter: VideoAdapter; build: string }> {
  chosen ??= findAdapter().catch((error: unknown) => {
    chosen = undefined;
    throw error;
  });
  return chosen;
}

async function findAdapter(): Promise<{ adapter: VideoAdapter; build: string }> {
  for (const adapter of [nodeAvAdapter, systemFfmpegAdapter]) {
    const build = await adapter.build();
    if (build) return { adapter, build };
  }
  throw new BacklotError('ENCODER_UNAVAILABLE', 'Video: neither node-av nor a system ffmpeg with libx264 runs here', {
    hint: 'Run npm install again with optional dependencies, or install ffmpeg.',
  });
}
