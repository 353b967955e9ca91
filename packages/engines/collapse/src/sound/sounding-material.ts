import type { PieceMaterial } from '../structure/building-model.ts';

/** What decides how a piece of a material rings. */
export interface SoundingMaterial {
  /** Young's modulus, pascals. */
  readonly youngPa: number;
  readonly densityKgPerM3: number;
  /** Energy lost a radian of vibration, with what neighbours in the rubble take. */
  readonly loss: number;
  /** Stress at which it cracks, pascals; a crack's blow is this times its area and the time it takes. */
  readonly crackPa: number;
  /** How much of a blow is crushing and grit, over what rings. */
  readonly grit: number;
}

/** Stiffness and density of handbooks; losses of bodies that lie among others are two to three times the bare material's. */
export const SOUNDING_MATERIALS: Readonly<Record<PieceMaterial, SoundingMaterial>> = {
  concrete: { youngPa: 30e9, densityKgPerM3: 2400, loss: 0.03, crackPa: 2.5e6, grit: 0.8 },
  masonry: { youngPa: 6e9, densityKgPerM3: 1800, loss: 0.055, crackPa: 0.8e6, grit: 1.2 },
  glass: { youngPa: 70e9, densityKgPerM3: 2500, loss: 0.004, crackPa: 20e6, grit: 0.2 },
  frame: { youngPa: 11e9, densityKgPerM3: 600, loss: 0.03, crackPa: 5e6, grit: 0.5 },
  plaster: { youngPa: 3e9, densityKgPerM3: 1000, loss: 0.08, crackPa: 0.5e6, grit: 1.6 },
  roofing: { youngPa: 8e9, densityKgPerM3: 1900, loss: 0.045, crackPa: 1e6, grit: 1 },
};

/** The stiffest and the softest of a blow decide its length: Hertz's effective modulus of two bodies, pascals. */
export function contactModulusPa(a: SoundingMaterial, b: SoundingMaterial): number {
  return (a.youngPa * b.youngPa) / (a.youngPa + b.youngPa);
}
