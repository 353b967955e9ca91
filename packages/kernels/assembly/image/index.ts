// Picture kernels: everything here gives the same bytes on every machine (no host math, no relaxed SIMD).
export { arenaReset, arenaTake } from '../arena';
export { floatsToHalves, halvesToFloats } from './half';
export { transferPrepare, transferEncode, transferTable } from './transfer';
export { planes420, planes422 } from './video-planes';
export { deflate } from './deflate';
export { exrPackChannel, exrUnpackChannel, exrReorder, exrRestore } from './exr';
export { edgeAware } from './edge-aware';
export { membrane } from './membrane';
export { expandPixels, contractPixels, blurGaussian, blurBox } from './blur';
export { patchFill } from './patch-fill';
export { resample } from './resample';
export { addGrain } from './grain';
export { findSegments } from './segments';
export { warp } from './warp';
export { scanFloats, scanMinimum, scanMaximum } from './scan';
