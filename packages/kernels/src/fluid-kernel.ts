import { type KernelMemory, loadKernel } from './load-kernel.ts';

const numeric = [
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

/** The functions of assembly/fluid/index.ts and their memory. */
export type FluidKernel = Record<(typeof numeric)[number], (...values: number[]) => number> & {
  readonly memory: KernelMemory;
};

/** A fresh instance of the fluid kernel. */
export function loadFluidKernel(): FluidKernel {
  const { memory, call } = loadKernel('fluid');
  const functions = Object.fromEntries(numeric.map((name) => [name, call(name)]));
  return { ...functions, memory } as FluidKernel;
}
