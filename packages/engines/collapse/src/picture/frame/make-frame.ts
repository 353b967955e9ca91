import { join } from 'node:path';
import type { FrameRate } from '@backlot/film';
import {
  encodeVideoPlanes,
  type Picture,
  readExr,
  type VideoCodec,
  type VideoPlanes,
  writeExr,
  writePng,
} from '@backlot/media';
import { posterName, sequenceFileName } from '../output/frame-names.ts';
import {
  createFrameRenderer,
  type FrameRenderer,
  type FrameRendererOptions,
  type RenderedFrame,
} from './frame-renderer.ts';
import { readSimulatedFrame } from './simulated-frame.ts';

/** What a frame worker starts with. */
export interface FrameMakerOptions extends FrameRendererOptions {
  readonly outDir: string;
  readonly simulationDir: string;
  readonly codecs: readonly VideoCodec[];
}

/** One frame to make, counted from 0. */
export interface FrameJob {
  readonly frame: number;
  /** Its number in file names. */
  readonly number: number;
  /** The files lie finished from an earlier run: only the video's planes are wanted. */
  readonly isFinished: boolean;
  readonly isPoster: boolean;
}

/** What the main flow needs of a finished frame. */
export interface FrameMade {
  readonly frame: number;
  /** One for each codec, in order. */
  readonly planes: readonly VideoPlanes[];
  readonly renderMs: number;
  readonly writeMs: number;
  /** Rays traced, and the time it took; 0 for a frame that was finished before. */
  readonly rays: number;
  readonly traceMs: number;
}

/** Makes a function that makes frames; its scene is built with the first frame that needs one. */
export function createFrameMaker(options: FrameMakerOptions): (job: FrameJob) => Promise<FrameMade> {
  let renderer: FrameRenderer | undefined;
  return async (job) => {
    const startMs = performance.now();
    if (job.isFinished) {
      const picture = await readComposite(options, job);
      await finishPoster(options, job, picture);
      return {
        frame: job.frame,
        ...encode(options, picture),
        renderMs: 0,
        writeMs: performance.now() - startMs,
        rays: 0,
        traceMs: 0,
      };
    }
    renderer ??= createFrameRenderer(options);
    const frame = readSimulatedFrame(options.simulationDir, job.frame);
    const previous = job.frame > 0 ? readSimulatedFrame(options.simulationDir, job.frame - 1) : undefined;
    const rendered = renderer.render(frame, previous);
    const renderedMs = performance.now();
    await writeSequences(options, job, rendered);
    await finishPoster(options, job, rendered.picture);
    const planes = encode(options, rendered.picture);
    return {
      frame: job.frame,
      ...planes,
      renderMs: renderedMs - startMs,
      writeMs: performance.now() - renderedMs,
      rays: rendered.rays,
      traceMs: rendered.traceMs,
    };
  };
}

function encode({ codecs }: FrameMakerOptions, picture: Picture): Pick<FrameMade, 'planes'> {
  return { planes: codecs.map((codec) => encodeVideoPlanes(picture.data, picture, codec)) };
}

async function finishPoster({ outDir }: FrameMakerOptions, job: FrameJob, picture: Picture): Promise<void> {
  if (job.isPoster) await writePng(join(outDir, posterName), picture);
}

async function readComposite({ outDir }: FrameMakerOptions, job: FrameJob): Promise<Picture> {
  const exr = await readExr(join(outDir, sequenceFileName('composite', job.number)));
  const data = new Float32Array(exr.widthPx * exr.heightPx * 3);
  for (const [channel, name] of ['R', 'G', 'B'].entries()) {
    const plane = exr.channels.find((candidate) => candidate.name === name);
    if (!plane) throw new Error(`${sequenceFileName('composite', job.number)}: no channel ${name}`);
    for (let pixel = 0; pixel < plane.data.length; pixel++) data[pixel * 3 + channel] = plane.data[pixel] ?? 0;
  }
  return { widthPx: exr.widthPx, heightPx: exr.heightPx, channels: 3, data };
}

async function writeSequences(options: FrameMakerOptions, job: FrameJob, rendered: RenderedFrame): Promise<void> {
  const { passes, halves, beauty } = rendered;
  const size = { widthPx: passes.width, heightPx: passes.height, attributes: attributesOf(options) };
  const half = (name: string, data: Float32Array | Uint16Array, offset: number, stride: number) =>
    ({ name, type: 'half', data, offset, stride }) as const;
  const dust = rendered.dustDensity ?? new Float32Array(passes.width * passes.height);
  await writeExr(join(options.outDir, sequenceFileName('passes', job.number)), {
    ...size,
    channels: [
      ...['R', 'G', 'B', 'A'].map((name, offset) => half(name, beauty, offset, 4)),
      { name: 'depth.Z', type: 'float', data: passes.depth },
      ...['normal.X', 'normal.Y', 'normal.Z'].map((name, offset) => half(name, passes.normal, offset, 3)),
      ...['motion.X', 'motion.Y'].map((name, offset) => half(name, passes.motion, offset, 2)),
      { name: 'id', type: 'uint', data: passes.objectId },
      half('dust.density', dust, 0, 1),
    ],
  });
  await writeExr(join(options.outDir, sequenceFileName('composite', job.number)), {
    ...size,
    channels: ['R', 'G', 'B'].map((name, offset) => half(name, halves, offset, 3)),
  });
}

function attributesOf({ setUp }: FrameMakerOptions): { readonly framesPerSecond: FrameRate } {
  return { framesPerSecond: setUp.parameters.output.frameRate };
}
