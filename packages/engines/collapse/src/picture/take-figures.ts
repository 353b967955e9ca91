import type { FrameMade } from './frame/make-frame.ts';
import type { SimulationFigures } from './run-simulation.ts';

/** Figures as they gather during a run; clock times, no part of any byte. */
export interface TakeFigures {
  readonly pieces: number;
  readonly startMs: number;
  prepareMs: number;
  renderMs: number;
  writeMs: number;
  renderedFrames: number;
  rays: number;
  traceMs: number;
}

/** Starts the clock. */
export function emptyFigures(pieces: number): TakeFigures {
  return {
    pieces,
    startMs: performance.now(),
    prepareMs: 0,
    renderMs: 0,
    writeMs: 0,
    renderedFrames: 0,
    rays: 0,
    traceMs: 0,
  };
}

/** Adds one finished frame. */
export function addFrame(figures: TakeFigures, made: FrameMade): void {
  figures.renderMs += made.renderMs;
  figures.writeMs += made.writeMs;
  figures.rays += made.rays;
  figures.traceMs += made.traceMs;
  if (made.renderMs > 0) figures.renderedFrames += 1;
}

/** The figures of a finished run: seconds of wall clock and of core time, counts, rays, memory of the whole process. */
export function takeFigures(
  figures: TakeFigures,
  simulation: SimulationFigures & { readonly soundMs: number },
): Readonly<Record<string, number>> {
  const frames = Math.max(1, figures.renderedFrames);
  const seconds = (ms: number): number => Math.round(ms) / 1000;
  return {
    wallS: seconds(performance.now() - figures.startMs),
    prepareS: seconds(figures.prepareMs),
    motionS: seconds(simulation.motionMs),
    dustS: seconds(simulation.dustMs),
    soundS: seconds(simulation.soundMs),
    renderCoreS: seconds(figures.renderMs),
    writeCoreS: seconds(figures.writeMs),
    renderCoreSPerFrame: seconds(figures.renderMs / frames),
    writeCoreSPerFrame: seconds(figures.writeMs / frames),
    traceCoreS: seconds(figures.traceMs),
    rays: figures.rays,
    mraysPerSecondPerCore: figures.traceMs > 0 ? Math.round(figures.rays / figures.traceMs) / 1000 : 0,
    pieces: figures.pieces,
    bodies: simulation.bodies,
    brokenBonds: simulation.brokenBonds,
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
