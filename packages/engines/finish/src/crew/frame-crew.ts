import { endWith, reviveError } from '@backlot/engine';
import { createWorkerPool } from '@backlot/kernels';
import type { NoiseMotion } from '../noise/warp-noise.ts';
import type { Plane } from '../shape/scale-planes.ts';
import type { FrameJob, FrameMade, FrameMakerOptions } from './make-frame.ts';

type Job<Kind> = Omit<Extract<FrameJob, { readonly kind: Kind }>, 'kind'>;

/** Threads that work on frames; every wait ends with the run's signal. */
export interface FrameCrew {
  /** Frames that are worked on or wait at a time. */
  readonly inFlight: number;
  readonly paint: (job: Job<'paint'>) => Promise<readonly Plane[]>;
  readonly findMotion: (job: Job<'find-motion'>) => Promise<NoiseMotion>;
  readonly place: (job: Job<'place'>) => Promise<Float32Array>;
  /** Ends all threads, whatever they are at. */
  readonly dismiss: () => Promise<void>;
}

/** Hires threads; they start with the first job. */
export function hireFrameCrew(options: FrameMakerOptions, threads: number, signal: AbortSignal): FrameCrew {
  const pool = createWorkerPool<FrameJob, FrameMade>({
    workerUrl: new URL('../../dist/frame-worker.js', import.meta.url),
    threads,
    workerData: options,
  });
  const run = async <Kind extends FrameJob['kind']>(job: Extract<FrameJob, { readonly kind: Kind }>) => {
    const made = await endWith(signal, pool.run(job)).catch((error: unknown) => {
      throw reviveError(error);
    });
    return made as Extract<FrameMade, { readonly kind: Kind }>;
  };
  return {
    inFlight: threads + 1,
    paint: async (job) => (await run<'paint'>({ kind: 'paint', ...job })).pictures,
    findMotion: async (job) => (await run<'find-motion'>({ kind: 'find-motion', ...job })).motion,
    place: async (job) => (await run<'place'>({ kind: 'place', ...job })).rgb,
    dismiss: () => pool.close(),
  };
}
