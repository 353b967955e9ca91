import type { LimitParameters } from '../set-up/limits-schema.ts';
import type { PieceMaterial } from './building-model.ts';

/** What a material bears, and how it gives, as part of a building. */
export interface MaterialLimits {
  readonly compressionPa: number;
  /** In bending or pulled. */
  readonly tensionPa: number;
  /** Where nothing presses the face; friction adds to it. */
  readonly shearPa: number;
  /** Young's modulus: how the loads share out between what stands side by side. */
  readonly youngPa: number;
}

export type MaterialLimitTable = Readonly<Record<PieceMaterial, MaterialLimits>>;

/**
 * Limits that hold where a set-up says nothing else. Concrete is lightly reinforced; masonry is brick in lime mortar.
 * Panes stand loose in their rebates and frames give, so neither takes part in carrying.
 */
export const materialLimits: MaterialLimitTable = {
  masonry: { compressionPa: 5e6, tensionPa: 0.35e6, shearPa: 0.3e6, youngPa: 4e9 },
  concrete: { compressionPa: 25e6, tensionPa: 3e6, shearPa: 4e6, youngPa: 30e9 },
  glass: { compressionPa: 0.5e6, tensionPa: 0.06e6, shearPa: 0.06e6, youngPa: 0.02e9 },
  frame: { compressionPa: 4e6, tensionPa: 0.3e6, shearPa: 0.3e6, youngPa: 0.5e9 },
  plaster: { compressionPa: 2e6, tensionPa: 0.1e6, shearPa: 0.1e6, youngPa: 1e9 },
  roofing: { compressionPa: 4e6, tensionPa: 0.3e6, shearPa: 0.3e6, youngPa: 4e9 },
};

const PASCALS = 1e6;

/** A table in which a set-up's limits replace the usual ones; those left out stay. */
export function overrideLimits(changes: LimitParameters): MaterialLimitTable {
  const entries = Object.entries(materialLimits) as [PieceMaterial, MaterialLimits][];
  const table = entries.map(([material, usual]): [PieceMaterial, MaterialLimits] => {
    const { compressionMpa, tensionMpa, shearMpa } = changes[material] ?? {};
    const orUsual = (mpa: number | undefined, pa: number): number => (mpa === undefined ? pa : mpa * PASCALS);
    return [
      material,
      {
        ...usual,
        compressionPa: orUsual(compressionMpa, usual.compressionPa),
        tensionPa: orUsual(tensionMpa, usual.tensionPa),
        shearPa: orUsual(shearMpa, usual.shearPa),
      },
    ];
  });
  return Object.fromEntries(table) as unknown as MaterialLimitTable;
}
