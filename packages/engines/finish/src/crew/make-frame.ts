import { join } from 'node:path';
import { writeExr, writePng } from '@backlot/media';
import { mixPlanes } from '../answer/read-answer.ts';
import type { AnswerLayer } from '../chunks/join-chunks.ts';
import { type FinishedFrame, type FinishRules, finishFrame } from '../composite/finish-frame.ts';
import { createFramePainter, type PictureContent } from '../controls/frame-pictures.ts';
import type { DepthRange } from '../frames/depth-range.ts';
import { readComposite } from '../frames/take-frame.ts';
import { openTake, type TakeFrame } from '../frames/take-reader.ts';
import { motionInModel } from '../noise/motion-in-model.ts';
import type { NoiseMotion } from '../noise/warp-noise.ts';
import { posterName, sequenceFileName } from '../output/file-names.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import { answerToShot } from '../shape/answer-to-shot.ts';
import type { Plane } from '../shape/scale-planes.ts';

/** What a frame worker starts with: all that is the same for every frame. */
export interface FrameMakerOptions {
  readonly plan: ShotPlan;
  readonly depthRange: DepthRange;
  readonly rules: FinishRules;
  readonly outDir: string;
}

/** Work on one frame, counted from 0; it depends on nothing but itself and the options. */
export type FrameJob =
  | {
      readonly kind: 'paint';
      readonly frame: number;
      readonly contents: readonly PictureContent[];
      /** What the call before answered for it. */
      readonly known?: Plane;
    }
  | { readonly kind: 'find-motion'; readonly frame: number }
  | {
      readonly kind: 'place';
      readonly frame: number;
      readonly layers: readonly AnswerLayer[];
      /** Its files lie finished from a broken-off run. */
      readonly isFinished: boolean;
      readonly isPoster: boolean;
    };

/** Pictures of a `paint` in the order of its contents; the finished frame of a `place`; the motion of a `find-motion`. */
export type FrameMade =
  | { readonly kind: 'paint'; readonly pictures: readonly Plane[] }
  | { readonly kind: 'find-motion'; readonly motion: NoiseMotion }
  | { readonly kind: 'place'; readonly rgb: Float32Array };

/** Makes a function that works on frames. */
export function createFrameMaker(options: FrameMakerOptions): (job: FrameJob) => Promise<FrameMade> {
  const { plan } = options;
  const take = openTake(plan);
  const paint = createFramePainter(plan, options.depthRange);
  return async (job) => {
    if (job.kind === 'place') return { kind: 'place', rgb: await placeFrame(options, take.read, job) };
    const frame = await take.read(job.frame);
    if (job.kind === 'find-motion') return { kind: 'find-motion', motion: motionInModel(frame.passes, plan.frame) };
    const sources = { take: frame, ...(job.known ? { known: job.known } : {}) };
    return { kind: 'paint', pictures: job.contents.map((content) => paint(content, sources)) };
  };
}

async function placeFrame(
  { plan, rules, outDir }: FrameMakerOptions,
  read: (frame: number) => Promise<TakeFrame>,
  job: Extract<FrameJob, { readonly kind: 'place' }>,
): Promise<Float32Array> {
  const number = plan.parameters.output.firstFrame + job.frame;
  const rgb = job.isFinished
    ? (await readComposite(join(outDir, sequenceFileName('composite', number)))).rgb
    : await finish();
  if (job.isPoster) await writePoster(outDir, plan, rgb);
  return rgb;

  async function finish(): Promise<Float32Array> {
    const parts = await read(job.frame);
    const finished = finishFrame({ ...parts, answer: foldLayers(job.layers, plan) }, rules, job.frame);
    await writeSequences(outDir, { plan, number, parts, finished });
    return finished.rgb;
  }
}

/** Cross-fades in the shot's own frame, where pictures of all sizes are alike. */
function foldLayers(layers: readonly AnswerLayer[], { frame }: ShotPlan): Float32Array {
  const [first, ...others] = layers.map(({ picture, part }) => ({ picture: answerToShot(picture, frame), part }));
  if (!first) throw new Error('A frame has no answer');
  return others.reduce((below, { picture, part }) => mixPlanes(below, picture, part), first.picture).data;
}

async function writeSequences(
  outDir: string,
  made: {
    readonly plan: ShotPlan;
    readonly number: number;
    readonly parts: TakeFrame;
    readonly finished: FinishedFrame;
  },
): Promise<void> {
  const { widthPx, heightPx, frameRate: framesPerSecond } = made.plan.parameters.output;
  const about = { widthPx, heightPx, attributes: { framesPerSecond } };
  const { halves, rgb } = made.finished;
  const type = halves ? 'half' : 'float';
  await writeExr(join(outDir, sequenceFileName('mask', made.number)), {
    ...about,
    channels: [{ name: 'Y', type: 'half', data: made.parts.mask }],
  });
  await writeExr(join(outDir, sequenceFileName('composite', made.number)), {
    ...about,
    channels: ['R', 'G', 'B'].map((name, offset) => ({ name, type, data: halves ?? rgb, offset, stride: 3 })),
  });
}

async function writePoster(outDir: string, { parameters }: ShotPlan, rgb: Float32Array): Promise<void> {
  const { widthPx, heightPx } = parameters.output;
  await writePng(join(outDir, posterName), { widthPx, heightPx, channels: 3, data: rgb });
}
