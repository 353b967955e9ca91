export { type DeterministicMath, deterministicMath } from './deterministic-math.ts';
export type { DustBox, DustFrame, DustGrid, DustVector } from './dust-frame.ts';
export type { DustEmission, DustFluid, DustFluidOptions, DustPhysics, DustStepReport } from './fluid.ts';
export type {
  DustCamera,
  DustLight,
  DustLook,
  DustPicture,
  DustPictureOptions,
  SunTransmittance,
  VolumeMarch,
} from './volume-march.ts';
