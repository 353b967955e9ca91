import { join } from 'node:path';
import type { EngineResult, EngineRunContext } from '@backlot/engine';
import { openAnswer, type ReadableAnswer } from '../answer/read-answer.ts';
import type { Chunk } from '../chunks/plan-chunks.ts';
import { writeControls } from '../controls/write-controls.ts';
import { type FrameCrew, hireFrameCrew } from '../crew/frame-crew.ts';
import { nameOutputs } from '../output/file-names.ts';
import { openTakeFolder, type TakeFolder } from '../output/take-folder.ts';
import { trackProgress } from '../output/track-progress.ts';
import type { FinishParameters } from '../set-up/finish-parameters.ts';
import { planShot, type ShotPlan } from '../set-up/plan-shot.ts';
import type { Plane } from '../shape/scale-planes.ts';
import { measureShot } from './measure-shot.ts';
import { placeFrames } from './place-frames.ts';
import { sendChunk } from './send-chunk.ts';

/** Share of a chunk's progress that making its files takes. */
const CONTROL_SHARE = 0.3;

/** Measures the shot, has its chunks rendered one after the other, and lays what comes back over the take. */
export async function runFinish(context: EngineRunContext<FinishParameters>, identity: unknown): Promise<EngineResult> {
  const { parameters, signal } = context;
  signal.throwIfAborted();
  const startMs = performance.now();
  const track = trackProgress(context.report, () => performance.now());
  const plan = planShot(parameters, context.inputs);
  const folder = await openTakeFolder(context, identity);
  let crew: FrameCrew | undefined;
  try {
    const measures = await measureShot(plan, {
      folder: folder.chunksDir,
      signal,
      report: (done) => track('prepare', done),
    });
    const { source, target } = plan.frame;
    const enlargement = source.widthPx / target.widthPx;
    const rules = { answer: parameters.answer, grain: measures.grain, seed: context.seed, enlargement };
    const options = { plan, depthRange: measures.depthRange, rules, outDir: context.outDir };
    crew = hireFrameCrew(options, context.threads, signal);
    const preparedMs = performance.now();
    const answers = await renderChunks({ context, plan, folder, crew, report: (done) => track('model', done) });
    const answeredMs = performance.now();
    await placeFrames({ plan, answers, crew, folder, signal, report: (done) => track('place', done) });
    track('place', 1);
    return {
      outputs: nameOutputs(parameters.output),
      digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
      figures: {
        calls: plan.chunks.length,
        prepareS: seconds(preparedMs - startMs),
        modelS: seconds(answeredMs - preparedMs),
        placeS: seconds(performance.now() - answeredMs),
        peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      },
    };
  } finally {
    await crew?.dismiss();
    await folder.removeStrays();
  }
}

interface ChunkWork {
  readonly context: EngineRunContext<FinishParameters>;
  readonly plan: ShotPlan;
  readonly folder: TakeFolder;
  readonly crew: FrameCrew;
  readonly report: (done: number) => void;
}

async function renderChunks(work: ChunkWork): Promise<ReadonlyMap<Chunk, ReadableAnswer>> {
  const { context, plan, folder, crew } = work;
  const answers = new Map<Chunk, ReadableAnswer>();
  for (const [index, chunk] of plan.chunks.entries()) {
    const report = (done: number): void => work.report((index + done) / plan.chunks.length);
    const files = await writeControls({
      plan,
      chunk,
      crew,
      seed: context.seed,
      folder: join(folder.chunksDir, chunk.name),
      known: () => framesBefore(plan.chunks[index - 1], chunk, answers),
      signal: context.signal,
      report: (done) => report(done * CONTROL_SHARE),
    });
    const answer = await sendChunk(context, plan, {
      chunk,
      files,
      report: (done) => report(CONTROL_SHARE + (1 - CONTROL_SHARE) * done),
    });
    const { widthPx, heightPx } = plan.frame.model;
    const asked = { widthPx, heightPx, durationFrames: chunk.modelFrames, frameRate: plan.clipRate };
    answers.set(chunk, await openAnswer(answer, { call: chunk.name, ...asked }));
    report(1);
  }
  return answers;
}

/** What the chunk before shows, from this chunk's first frame on. */
async function* framesBefore(
  before: Chunk | undefined,
  chunk: Chunk,
  answers: ReadonlyMap<Chunk, ReadableAnswer>,
): AsyncGenerator<Plane, void> {
  const answer = before && answers.get(before);
  if (before && answer) yield* answer.frames(chunk.firstFrame - before.firstFrame);
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}
