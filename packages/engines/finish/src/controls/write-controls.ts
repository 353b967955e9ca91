import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { openVideoWriter, writePng } from '@backlot/media';
import type { Chunk } from '../chunks/plan-chunks.ts';
import type { TakeReader } from '../frames/take-reader.ts';
import { openNoiseFile } from '../noise/noise-file.ts';
import { LATENT_PX, NOISE_CHANNELS } from '../noise/warp-noise.ts';
import { warpShotNoise } from '../noise/warp-shot-noise.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import type { Plane } from '../shape/scale-planes.ts';
import { type ControlFile, nameControlFiles } from './control-files.ts';
import type { FramePainter, PictureContent } from './frame-pictures.ts';

/** x264's rate factor for data: nothing that an eye or a model would see is lost. */
const DATA_QUALITY = 6;

/** What the files of a chunk are made with. */
export interface ControlWork {
  readonly plan: ShotPlan;
  readonly chunk: Chunk;
  readonly take: TakeReader;
  readonly paint: FramePainter;
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
  readonly write: (picture: Plane, frame: number) => Promise<void>;
  readonly close: () => Promise<unknown>;
  readonly abort: () => Promise<void>;
}

async function writePictures(work: ControlWork, files: readonly ControlFile[]): Promise<void> {
  const sinks: Sink[] = [];
  const known = work.known();
  try {
    for (const file of files) sinks.push(await openSink(work, file));
    for (let index = 0; index < work.chunk.modelFrames; index++) await writeFrame(work, { sinks, known, index });
    for (const sink of sinks) await sink.close();
  } finally {
    await known.return();
    for (const sink of sinks) await sink.abort();
  }
}

async function writeFrame(
  { chunk, take, paint, plan, signal, report }: ControlWork,
  {
    sinks,
    known,
    index,
  }: {
    readonly sinks: readonly Sink[];
    readonly known: AsyncGenerator<Plane, void>;
    readonly index: number;
  },
): Promise<void> {
  signal.throwIfAborted();
  const isShared = index < chunk.sharedFrames && plan.preset.continuity !== 'none';
  const next = isShared ? await known.next() : undefined;
  const answered = next && !next.done ? { known: next.value } : {};
  const sources = { take: await take.read(chunk.firstFrame + Math.min(index, chunk.shotFrames - 1)), ...answered };
  for (const sink of sinks) {
    if (sink.content === 'first-frame' && index > 0) continue;
    if (sink.content === 'last-frame' && index !== chunk.shotFrames - 1) continue;
    await sink.write(paint(sink.content, sources), index);
  }
  report((index + 1) / chunk.modelFrames);
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

async function writeNoise({ plan, chunk, take, seed, signal }: ControlWork, path: string): Promise<void> {
  const { widthPx, heightPx } = plan.frame.model;
  const shape = [chunk.modelFrames, Math.floor(heightPx / LATENT_PX), Math.floor(widthPx / LATENT_PX), NOISE_CHANNELS];
  const file = await openNoiseFile(path, shape);
  try {
    for await (const noise of warpShotNoise({ plan, take, chunk, seed, signal })) await file.writeFrame(noise);
    await file.close();
  } catch (error) {
    await file.abort();
    throw error;
  }
}
