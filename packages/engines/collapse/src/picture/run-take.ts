import { type EngineOutput, type EngineResult, type EngineRunContext, reviveError } from '@backlot/engine';
import { createWorkerPool, type WorkerPool } from '@backlot/kernels';
import type { VideoWriters } from '@backlot/media';
import type { CollapseParameters } from '../set-up/collapse-parameters.ts';
import { chooseCodecs, filmName, openTakeFilms } from './encode-take.ts';
import type { FrameJob, FrameMade, FrameMakerOptions } from './frame/make-frame.ts';
import { choosePosterFrame, posterName, sequenceFileName, sequenceFolders } from './output/frame-names.ts';
import { trackStages } from './output/stage-progress.ts';
import { openTakeFolder, type TakeFolder } from './output/take-folder.ts';
import type { PlanJob, PlannedTake, PlateFiles } from './plan-take.ts';
import type { PreparedTake, PrepareJob } from './prepare-take.ts';
import { type RunningSimulation, startSimulation } from './run-simulation.ts';
import { nameSounds, startSoundTrack } from './sound-track.ts';
import { addFrame, emptyFigures, takeFigures } from './take-figures.ts';

/** What a run needs besides its context: the files by role, and all that decides bytes. */
export interface TakeRun {
  readonly context: EngineRunContext<CollapseParameters>;
  readonly files: PlateFiles;
  readonly identity: unknown;
}

/**
 * Makes a whole take: plan, then simulation and plate side by side, frames as soon as they have moved, films in order.
 * Every thread is ended and every half file removed before it returns or throws.
 */
export async function runTake(run: TakeRun): Promise<EngineResult> {
  const { signal } = run.context;
  signal.throwIfAborted();
  const crew = createCrew();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  try {
    return await Promise.race([makeTake(run, crew), aborted]);
  } catch (error) {
    throw reviveError(error);
  } finally {
    await crew.dismiss();
  }
}

/** What must be ended with a run, whatever way it ends; the last hired goes first. */
interface Crew {
  readonly hire: (dismiss: () => Promise<unknown>) => void;
  readonly dismiss: () => Promise<void>;
}

function createCrew(): Crew {
  const leaving: (() => Promise<unknown>)[] = [];
  let isDismissed = false;
  return {
    hire: (dismiss) => {
      if (isDismissed) void dismiss();
      else leaving.push(dismiss);
    },
    dismiss: async () => {
      isDismissed = true;
      while (leaving.length > 0) await leaving.pop()?.();
    },
  };
}

async function makeTake(run: TakeRun, crew: Crew): Promise<EngineResult> {
  const { context, files, identity } = run;
  const { output, trigger } = context.parameters;
  const track = trackStages(context.report, () => performance.now());
  const folder = await openTakeFolder(context, identity);
  crew.hire(folder.removeStrays);
  track('prepare', 0);
  const { planned, prepare } = await plan(run, crew);
  const figures = emptyFigures(planned.model.pieces.length);
  const { setUp, model, dustGrid, painted } = planned;
  const simulation = startSimulation(
    { setUp, model, dustGrid, painted, seed: context.seed, folder: folder.simulationDir },
    (frames) => track('simulate', frames / output.durationFrames),
  );
  crew.hire(simulation.stop);
  const soundTrack = startSoundTrack(context, {
    setUp,
    pieces: model.pieces,
    seed: context.seed,
    simulationDir: folder.simulationDir,
    simulated: simulation.frameStored(output.durationFrames - 1),
  });
  if (soundTrack) crew.hire(soundTrack.stop);
  const prepared = await prepare({ kind: 'prepare', setUp, model, files });
  track('prepare', 1);
  figures.prepareMs = performance.now() - figures.startMs;
  const pool = createWorkerPool<FrameJob, FrameMade>({
    workerUrl: new URL('../../dist/frame-worker.js', import.meta.url),
    threads: context.threads,
    workerData: {
      ...planned,
      prepared,
      seed: context.seed,
      outDir: context.outDir,
      simulationDir: folder.simulationDir,
      codecs: chooseCodecs(output),
    } satisfies FrameMakerOptions,
  });
  crew.hire(() => pool.close());
  const films = await openTakeFilms(context.outDir, output);
  crew.hire(films.abort);
  await renderFrames({
    pool,
    simulation,
    films,
    folder,
    inFlight: context.threads + 1,
    durationFrames: output.durationFrames,
    firstFrame: output.firstFrame,
    posterFrame: choosePosterFrame(output.durationFrames, trigger.startFrame),
    onFrame: (made) => {
      addFrame(figures, made);
      track('render', (made.frame + 1) / output.durationFrames);
    },
  });
  track('simulate', 1);
  await films.close();
  const sounded = await soundTrack?.layUnderFilms();
  track('finish', 1);
  return {
    outputs: nameOutputs(context.parameters),
    digitalSourceType: 'compositeSynthetic',
    figures: takeFigures(figures, { ...simulation.figures(), soundMs: sounded?.soundMs ?? 0 }),
  };
}

/** Solves the take in a thread of its own, which then stays to prepare the plate and ends with that. */
async function plan(run: TakeRun, crew: Crew) {
  const pool = createWorkerPool<PlanJob | PrepareJob, PlannedTake | PreparedTake>({
    workerUrl: new URL('../../dist/prepare-worker.js', import.meta.url),
    threads: 1,
  });
  crew.hire(() => pool.close());
  const { parameters, seed } = run.context;
  const planned = (await pool.run({ kind: 'plan', parameters, seed, files: run.files })) as PlannedTake;
  const prepare = async (job: PrepareJob): Promise<PreparedTake> => {
    const prepared = (await pool.run(job)) as PreparedTake;
    await pool.close();
    return prepared;
  };
  return { planned, prepare };
}

interface RenderPlan {
  readonly pool: WorkerPool<FrameJob, FrameMade>;
  readonly simulation: RunningSimulation;
  readonly films: VideoWriters;
  readonly folder: TakeFolder;
  /** Frames that are rendered or wait for the encoder at a time: bounds memory. */
  readonly inFlight: number;
  readonly durationFrames: number;
  readonly firstFrame: number;
  readonly posterFrame: number;
  readonly onFrame: (made: FrameMade) => void;
}

/** Keeps the pool busy a few frames ahead and hands the results to the films in order. */
async function renderFrames(plan: RenderPlan): Promise<void> {
  const running: Promise<FrameMade>[] = [];
  for (let frame = 0; frame < plan.durationFrames; frame++) {
    if (running.length >= plan.inFlight) await takeOver(plan, running);
    running.push(renderFrame(plan, frame));
  }
  while (running.length > 0) await takeOver(plan, running);
}

async function takeOver(plan: RenderPlan, running: Promise<FrameMade>[]): Promise<void> {
  const made = await running.shift();
  if (!made) return;
  await plan.films.writeFrame(made.planes);
  plan.onFrame(made);
}

function renderFrame(plan: RenderPlan, frame: number): Promise<FrameMade> {
  const number = plan.firstFrame + frame;
  const isFinished = plan.folder.hasFrame(number);
  const stored = isFinished ? Promise.resolve() : plan.simulation.frameStored(frame);
  const made = stored.then(() => plan.pool.run({ frame, number, isFinished, isPoster: frame === plan.posterFrame }));
  // A failure is heard when its turn comes; until then it must not count as unhandled.
  made.catch(() => {});
  return made;
}

function nameOutputs({ output }: CollapseParameters): readonly EngineOutput[] {
  const films = chooseCodecs(output).map((codec): EngineOutput => {
    const isProres = codec === 'prores-422-hq';
    return {
      role: isProres ? 'prores' : 'video',
      name: filmName(codec),
      mediaType: isProres ? 'video/quicktime' : 'video/mp4',
    };
  });
  const numbers = Array.from({ length: output.durationFrames }, (_, frame) => output.firstFrame + frame);
  const sequences = sequenceFolders.flatMap((sequence) =>
    numbers.map((frame): EngineOutput => {
      return { role: sequence, name: sequenceFileName(sequence, frame), mediaType: 'image/x-exr', frame };
    }),
  );
  return [...films, ...nameSounds(output), { role: 'poster', name: posterName, mediaType: 'image/png' }, ...sequences];
}
