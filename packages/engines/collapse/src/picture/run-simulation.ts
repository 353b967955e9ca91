import { Worker } from 'node:worker_threads';
import type { SimulationMessage, SimulationOptions } from './frame/simulate-frames.ts';
import { hasSimulatedFrame } from './frame/simulated-frame.ts';

/** Figures of a simulation; zeros where it had been stored by an earlier run. */
export interface SimulationFigures {
  readonly motionMs: number;
  readonly dustMs: number;
  readonly bodies: number;
  readonly brokenBonds: number;
}

/** A simulation that runs in a thread of its own while its first frames are already being rendered. */
export interface RunningSimulation {
  /** Resolves when the frame has been stored; rejects when the simulation failed or was stopped before. */
  readonly frameStored: (frame: number) => Promise<void>;
  readonly figures: () => SimulationFigures;
  /** Ends the thread; safe at any time. */
  readonly stop: () => Promise<void>;
}

interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
  readonly fail: (reason: unknown) => void;
}

/** Starts the simulation, or finds every frame of it stored already. `onFrame` hears how many frames there are. */
export function startSimulation(options: SimulationOptions, onFrame: (frames: number) => void): RunningSimulation {
  const { durationFrames } = options.setUp.parameters.output;
  const frames = Array.from({ length: durationFrames }, (_, frame) => frame);
  if (frames.every((frame) => hasSimulatedFrame(options.folder, frame))) {
    onFrame(durationFrames);
    const figures = { motionMs: 0, dustMs: 0, bodies: 0, brokenBonds: 0 };
    return { frameStored: () => Promise.resolve(), figures: () => figures, stop: () => Promise.resolve() };
  }
  const gates = frames.map(makeGate);
  let figures: SimulationFigures = { motionMs: 0, dustMs: 0, bodies: 0, brokenBonds: 0 };
  const failAll = (reason: unknown): void => {
    for (const gate of gates) gate.fail(reason);
  };
  const worker = new Worker(new URL('../../dist/simulation-worker.js', import.meta.url), {
    workerData: options,
    execArgv: [],
  });
  worker.on('message', (message: SimulationMessage) => {
    if (message.kind === 'end') {
      figures = { ...figures, motionMs: message.motionMs, dustMs: message.dustMs };
      return;
    }
    const { bodies, brokenBonds } = message;
    figures = { ...figures, bodies: Math.max(figures.bodies, bodies), brokenBonds };
    gates[message.frame]?.open();
    onFrame(message.frame + 1);
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('The simulation ended before its last frame')));
  return {
    frameStored: (frame) => gates[frame]?.opened ?? Promise.reject(new RangeError(`There is no frame ${frame}`)),
    figures: () => figures,
    stop: async () => {
      await worker.terminate();
    },
  };
}

function makeGate(): Gate {
  let open = (): void => {};
  let fail = (_reason: unknown): void => {};
  const opened = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  // A stopped simulation fails the gates of frames that nobody waits for any more.
  opened.catch(() => {});
  return { opened, open, fail };
}
