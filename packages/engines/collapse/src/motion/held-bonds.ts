import type { BuildingModel } from '../structure/building-model.ts';

/** Which bonds of a building still hold. */
export interface HeldBonds {
  readonly model: BuildingModel;
  /** 1: holds. */
  readonly holds: Uint8Array;
  /** Bonds of piece p: `bondList[bondStart[p] … bondStart[p + 1]]`. */
  readonly bondStart: Int32Array;
  readonly bondList: Int32Array;
}

/** Calls `visit` for each bond of a piece that still holds. */
export function forEachBond(network: HeldBonds, piece: number, visit: (bond: number) => void): void {
  const end = network.bondStart[piece + 1] as number;
  for (let i = network.bondStart[piece] as number; i < end; i++) {
    const bond = network.bondList[i] as number;
    if (network.holds[bond]) visit(bond);
  }
}

/** Element of a typed array or list whose index is known to be inside. */
export function read(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}
