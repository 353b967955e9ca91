import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { openVideoWriter, writePng } from '@backlot/media';
import type { Chunk } from '../chunks/plan-chunks.ts';
import type { FrameCrew } from '../crew/frame-crew.ts';
import { runAhead } from '../crew/run-ahead.ts';
import { openNoiseFile } from '../noise/noise-file.ts';
import { LATENT_PX, NOISE_CHANNELS } from '../noise/warp-noise.ts';
import { warpShotNoise } from '../noise/warp-shot-noise.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import type { Plane } from '../shape/scale-planes.ts';
import { type ControlFile, nameControlFiles } from './control-files.ts';
import type { PictureContent } from './frame-pictures.ts';

/** x264's rate factor for data: nothing that an eye or a model would see is lost. */
const DATA_QUALITY = 6;

/** What the files of a chunk are made with. */
export interface ControlWork {
  readonly plan: ShotPlan;
  readonly chunk: Chunk;
  readonly crew: FrameCrew;
  readonly seed: number;
  readonly folder: string;
  /** Pictures of the frames that the call before has shown, from this chunk's first on. */
  readonly known: () => AsyncGenerator<Plane, void>;
  readonly signal: AbortSignal;
  readonly report: (done: number) => void;
}

/** Makes the files of a chunk that are not there yet, frame by frame. */
export async function writeControls(work: ControlWork): Promise<readonly ControlFile[]> {
  await mkdir(work.folder, { recursive: true });
  const files = nameControlFiles(work.plan.controls, work.folder);
  const missing = files.filter(({ path }) => !existsSync(path));
  const pictures = missing.filter(({ content }) => content !== 'warped-noise');
  if (pictures.length > 0) await writePictures(work, pictures);
  for (const { path } of missing.filter(({ content }) => content === 'warped-noise')) await writeNoise(work, path);
  return files;
}

/** Where the pictures of one file go. */
interface Sink {
  readonly content: PictureContent;
  readonly write: (picture: Plane) => Promise<void>;
  readonly close: () => Promise<unknown>;
  readonly abort: () => Promise<void>;
}

async function writePictures(work: ControlWork, files: readonly ControlFile[]): Promise<void> {
  const { chunk, crew, signal, report } = work;
  const sinks: Sink[] = [];
  const frames = framesWithKnown(work);
  const contents = files.map(({ content }) => content as PictureContent);
  try {
    for (const file of files) sinks.push(await openSink(work, file));
    let index = 0;
    const write = async (pictures: readonly Plane[]): Promise<void> => {
      signal.throwIfAborted();
      for (const [at, sink] of sinks.entries()) {
        const picture = pictures[at];
        if (picture && isWanted(sink.content, index, chunk)) await sink.write(picture);
      }
      index += 1;
      report(index / chunk.modelFrames);
    };
    let latest: readonly Plane[] = [];
    for await (latest of runAhead(frames, crew.inFlight, (frame) => crew.paint({ ...frame, contents }))) {
      await write(latest);
    }
    // Beyond the shot its last frame is repeated.
    while (index < chunk.modelFrames) await write(latest);
    for (const sink of sinks) await sink.close();
  } finally {
    await frames.return();
    for (const sink of sinks) await sink.abort();
  }
}

/** The shot's frames of a chunk, with what is known of them. */
async function* framesWithKnown({
  chunk,
  plan,
  known,
}: ControlWork): AsyncGenerator<{ readonly frame: number; readonly known?: Plane }, void> {
  const pictures = known();
  try {
    for (let index = 0; index < chunk.shotFrames; index++) {
      const isShared = index < chunk.sharedFrames && plan.preset.continuity !== 'none';
      const next = isShared ? await pictures.next() : undefined;
      yield { frame: chunk.firstFrame + index, ...(next && !next.done ? { known: next.value } : {}) };
    }
  } finally {
    await pictures.return();
  }
}

function isWanted(content: PictureContent, index: number, { shotFrames }: Chunk): boolean {
  if (content === 'first-frame') return index === 0;
  return content !== 'last-frame' || index === shotFrames - 1;
}

async function openSink({ plan, signal }: ControlWork, file: ControlFile): Promise<Sink> {
  const content = file.content as PictureContent;
  const { widthPx, heightPx } = plan.frame.model;
  if (file.mediaType === 'image/png') {
    const write = ({ data }: Plane): Promise<void> => writePng(file.path, { widthPx, heightPx, channels: 3, data });
    return { content, write, close: async () => {}, abort: async () => {} };
  }
  const writer = await openVideoWriter({
    path: file.path,
    codec: 'h264',
    widthPx,
    heightPx,
    frameRate: plan.clipRate,
    quality: DATA_QUALITY,
    signal,
  });
  let isClosed = false;
  return {
    content,
    write: ({ data }) => writer.writeFrame(data),
    close: async () => {
      await writer.close();
      isClosed = true;
    },
    abort: async () => {
      if (!isClosed) await writer.abort();
    },
  };
}

async function writeNoise({ plan, chunk, crew, seed }: ControlWork, path: string): Promise<void> {
  const { widthPx, heightPx } = plan.frame.model;
  const shape = [chunk.modelFrames, Math.floor(heightPx / LATENT_PX), Math.floor(widthPx / LATENT_PX), NOISE_CHANNELS];
  const file = await openNoiseFile(path, shape);
  try {
    for await (const noise of warpShotNoise({ chunk, model: plan.frame.model, crew, seed }))
      await file.writeFrame(noise);
    await file.close();
  } catch (error) {
    await file.abort();
    throw error;
  }
}
