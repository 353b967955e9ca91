import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineOutput, EngineRunContext, ModelAnswer, ModelOutput } from '@backlot/engine';
import { isRounding, keepOriginal, modelOutputUnfit, type WorkTrack } from '@backlot/engine/model-work';
import { BacklotError } from '@backlot/film';
import {
  fitSound,
  pictureOfFrame,
  readSound,
  readVideoFrames,
  readVideoInfo,
  type VideoInfo,
  writePng,
  writeWav,
} from '@backlot/media';
import { CLIP } from './plan-calls.ts';
import type { VideoParameters } from './video-parameters.ts';
import { writeFilm } from './write-film.ts';

const filmOutput: EngineOutput = { role: 'video', name: 'video.mp4', mediaType: 'video/mp4' };
const posterOutput: EngineOutput = { role: 'poster', name: 'poster.png', mediaType: 'image/png' };
const soundOutput: EngineOutput = { role: 'sound', name: 'sound.wav', mediaType: 'audio/wav' };

/** Writes the film at the shot's rate and length, its poster, its sound where it has any, and what came as it came. */
export async function makeOutputs(
  context: EngineRunContext<VideoParameters>,
  { outputs }: ModelAnswer,
  track: Pick<WorkTrack, 'files'>,
): Promise<EngineOutput[]> {
  const { parameters, outDir, signal } = context;
  const original = outputs.find(({ mediaType }) => mediaType.startsWith('video/'));
  if (!original) {
    const got = outputs.map(({ mediaType }) => mediaType).join(', ') || 'nothing';
    throw modelOutputUnfit(CLIP, `expected a film, got ${got}`);
  }
  await mkdir(outDir, { recursive: true });
  const info = await asUnfit(() => readVideoInfo(original.path));
  demandSize(parameters, info);
  const sound = parameters.withSound ? await asUnfit(() => readSound(original.path)) : undefined;
  await writeClip(context, { original, info, hasSound: sound !== undefined }, track);
  await writePoster(outDir, parameters.durationFrames >> 1);
  signal.throwIfAborted();
  const kept = await keepOriginal(original, outDir, CLIP);
  if (!sound) return [filmOutput, posterOutput, kept];
  const { durationFrames, frameRate } = parameters;
  const seconds = (durationFrames * frameRate.denominator) / frameRate.numerator;
  await writeWav(join(outDir, soundOutput.name), fitSound(sound, Math.round(seconds * sound.sampleRateHz)));
  return [filmOutput, posterOutput, soundOutput, kept];
}

function demandSize({ widthPx, heightPx }: VideoParameters, info: VideoInfo): void {
  if (isRounding(info, { widthPx, heightPx })) return;
  throw modelOutputUnfit(CLIP, `expected ${widthPx} × ${heightPx} px, got ${info.widthPx} × ${info.heightPx}`, {
    hint: 'Ask for a size that this model makes.',
  });
}

async function writeClip(
  { parameters, outDir, signal }: EngineRunContext<VideoParameters>,
  source: { readonly original: ModelOutput; readonly info: VideoInfo; readonly hasSound: boolean },
  track: Pick<WorkTrack, 'files'>,
): Promise<void> {
  const { widthPx, heightPx, frameRate, durationFrames } = parameters;
  const { original, info } = source;
  const made = await asUnfit(() =>
    writeFilm({
      source: { path: original.path, info },
      path: join(outDir, filmOutput.name),
      ...{ widthPx, heightPx, frameRate, durationFrames, signal },
      withSound: source.hasSound,
      onFrame: (count) => track.files((count / durationFrames) * 0.9),
    }),
  );
  if (made === durationFrames) return;
  throw modelOutputUnfit(
    CLIP,
    `expected ${durationFrames} frames, got a film that lasts ${made} at the rate of the shot`,
    {
      hint: 'Ask for fewer frames, or choose a model that makes longer clips.',
    },
  );
}

async function writePoster(outDir: string, wanted: number): Promise<void> {
  for await (const frame of readVideoFrames(join(outDir, filmOutput.name))) {
    if (frame.index < wanted) continue;
    await writePng(join(outDir, posterOutput.name), pictureOfFrame(frame));
    return;
  }
}

const OF_THE_FILE: ReadonlySet<string> = new Set(['VIDEO_UNREADABLE', 'SOUND_UNREADABLE']);

/** What is wrong with a vendor's file is no fault of what the person sent. */
async function asUnfit<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof BacklotError) || !OF_THE_FILE.has(cause.code)) throw cause;
    throw modelOutputUnfit(CLIP, cause.message, { hint: 'Let the model answer with H.264 in mp4.', cause });
  }
}
