import { type KernelMemory, loadKernel } from './load-kernel.ts';

const fluidNames = [
  'make',
  'addObstacle',
  'begin',
  'addEmission',
  'clearExpansion',
  'step',
  'follow',
  'packFrame',
  'boxBound',
  'phaseSeed',
  'densityPlace',
  'flowPlace',
  'blendOfPhases',
  'cellsAt',
  'depositAt',
  'rowLength',
  'sliceLength',
  'fastestMPerS',
  'emitted',
  'airborne',
  'deposited',
  'outflow',
  'activeCells',
  'divergenceBefore',
  'divergenceAfter',
] as const;

const marchNames = [
  'make',
  'setBox',
  'prepare',
  'fitPicture',
  'render',
  'viewPlace',
  'codesPlace',
  'flowPlace',
  'tablePlace',
  'depthsPlace',
  'picturePlace',
  'opticalDepthPlace',
  'sunBytes',
  'phase',
  'widePhase',
] as const;

type Bound<Name extends string> = Record<Name, (...values: number[]) => number> & { readonly memory: KernelMemory };

/** The functions of assembly/fluid/index.ts and their memory. */
export type FluidKernel = Bound<(typeof fluidNames)[number]>;

/** The functions of assembly/march/index.ts and their memory. */
export type MarchKernel = Bound<(typeof marchNames)[number]>;

/** A fresh instance of the fluid kernel. */
export function loadFluidKernel(): FluidKernel {
  return bind('fluid', fluidNames);
}

/** A fresh instance of the march kernel. */
export function loadMarchKernel(): MarchKernel {
  return bind('march', marchNames);
}

function bind<Name extends string>(topic: string, names: readonly Name[]): Bound<Name> {
  const { memory, call } = loadKernel(topic);
  return { ...Object.fromEntries(names.map((name) => [name, call(name)])), memory } as Bound<Name>;
}
