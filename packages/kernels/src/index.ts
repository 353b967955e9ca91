export { type DeterministicMath, deterministicMath } from './deterministic-math.ts';
export {
  blurBox,
  blurGaussian,
  decodeTransfer,
  deflate,
  type EdgeAwareGuide,
  type EdgeAwareOptions,
  encodeTransfer,
  type FloatRaster,
  fillByDiffusion,
  filterEdgeAware,
  floatsToHalves,
  halvesToFloats,
  resample,
  type TransferCurve,
} from './image.ts';
export { serveWorkerJobs, type WorkerAnswer } from './serve-worker-jobs.ts';
export {
  createTraceScene,
  type LinearRgb,
  type TraceCamera,
  type TraceFrame,
  type TraceHits,
  type TraceInstance,
  type TraceMaterial,
  type TraceMesh,
  type TraceScene,
  type TraceSun,
  type TraceTexture,
  traceMask,
} from './trace.ts';
export type { DustTransmittance, LayerOptions, LayerPasses } from './trace-layers.ts';
export type { PathOptions, PathPasses } from './trace-path.ts';
export { createWorkerPool, type WorkerJobOptions, type WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';
