export { benchFluid, type FluidBench } from './bench-fluid.ts';
export { benchStress, type StressBench } from './bench-stress.ts';
export { measureTracer, type TracerMeasurement } from './bench-trace.ts';
export { type DeterministicMath, deterministicMath } from './deterministic-math.ts';
export type { DustBox, DustFrame, DustGrid, DustVector } from './dust-frame.ts';
export {
  createDustFluid,
  type DustEmission,
  type DustFluid,
  type DustFluidOptions,
  type DustPhysics,
  type DustStepReport,
} from './fluid.ts';
export {
  blurBox,
  blurGaussian,
  type EdgeAwareGuide,
  type EdgeAwareOptions,
  type FloatRaster,
  fillByDiffusion,
  filterEdgeAware,
  resample,
} from './image.ts';
export {
  decodeTransfer,
  deflate,
  encodeTransfer,
  encodeYcbcr,
  floatsToHalves,
  halvesToFloats,
  type TransferCurve,
  transferTable,
} from './image-codes.ts';
export { type ExrPackChannel, type ExrUnpackLine, packExrChunks, unpackExrChunk } from './image-exr.ts';
export { addGrain, type FloatScan, type GrainNoise, scanFloats } from './image-grain.ts';
export { fillByPatches, type PatchFillOptions } from './image-patch.ts';
export { findSegments, type LineSegment, type SegmentOptions } from './image-segments.ts';
export { type Homography, warpPicture } from './image-warp.ts';
export { hashKernels } from './kernel-builds.ts';
export { patchKind } from './patch-kind.ts';
export { serveWorkerJobs, type WorkerAnswer } from './serve-worker-jobs.ts';
export { createSoundField, type SoundField } from './sound-kernel.ts';
export {
  type EarlyEcho,
  type NoiseBed,
  REVERB_LINES,
  type ReverbLine,
  SOUND_FIELD_CHANNELS,
  type SoundMode,
  type SoundStrike,
} from './sound-records.ts';
export {
  type BeamForce,
  createStressSolver,
  type NodePart,
  STRESS_BEAM_STRIDE,
  STRESS_NODE_STRIDE,
  type StressProgress,
  type StressSolver,
} from './stress-kernel.ts';
export type { StressNet } from './stress-net.ts';
export { createTraceScene } from './trace-kernel.ts';
export type { DustTransmittance, LayerOptions, LayerPasses } from './trace-layers.ts';
export type { PathOptions, PathPasses } from './trace-path.ts';
export type { TraceScene } from './trace-scene.ts';
export {
  type LinearRgb,
  type TraceCamera,
  type TraceFrame,
  type TraceHits,
  type TraceInstance,
  type TraceMaterial,
  type TraceMesh,
  type TraceSun,
  type TraceTexture,
  traceMask,
} from './trace-types.ts';
export {
  createVolumeMarch,
  type DustCamera,
  type DustLight,
  type DustLook,
  type DustPicture,
  type DustPictureOptions,
  type SunTransmittance,
  type VolumeMarch,
} from './volume-march.ts';
export { halveLuma, lumaOfRgb, lumaOfWords } from './watermark-luma.ts';
export {
  createWatermarkMarker,
  type MarkedSamples,
  type MarkStrength,
  type WatermarkMarker,
  type WatermarkMarkerOptions,
} from './watermark-marker.ts';
export {
  createWatermarkReader,
  type LumaRaster,
  type TileGrid,
  type TileSighting,
  type WatermarkReader,
  type WhiteningOptions,
} from './watermark-reader.ts';
export { createWorkerPool, type WorkerJobOptions, type WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';
