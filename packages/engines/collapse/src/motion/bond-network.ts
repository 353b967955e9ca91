import type { BuildingModel } from '../structure/building-model.ts';
import { forEachBond, type HeldBonds, read } from './held-bonds.ts';
import { layLumps } from './lay-lumps.ts';

/** The bonds that still hold, as the motion goes on. */
export interface BondNetwork extends HeldBonds {
  /** 0 sound … 1 broken. */
  readonly damage: Float32Array;
  /** 1: cracked by bending, yet pressed shut: it bears pressure and friction, no pull and hardly a moment. */
  readonly cracked: Uint8Array;
  /** 1: the piece stays up whatever happens. */
  readonly held: Uint8Array;
  /** What is left of each bond's strength, 1 at first. */
  readonly weakening: Float32Array;
  /** Number of the lump that each piece belongs to. */
  readonly lumpOf: Int32Array;
  broken: number;
}

/** All bonds sound. */
export function createBondNetwork(model: BuildingModel): BondNetwork {
  const { count, pieceA, pieceB } = model.bonds;
  const bondStart = new Int32Array(model.pieces.length + 1);
  for (let bond = 0; bond < count; bond++) {
    for (const piece of [read(pieceA, bond), read(pieceB, bond)])
      if (piece >= 0) bondStart[piece + 1] = read(bondStart, piece + 1) + 1;
  }
  for (let i = 1; i < bondStart.length; i++) bondStart[i] = read(bondStart, i) + read(bondStart, i - 1);
  const next = bondStart.slice();
  const bondList = new Int32Array(read(bondStart, model.pieces.length));
  for (let bond = 0; bond < count; bond++) {
    for (const piece of [read(pieceA, bond), read(pieceB, bond)]) {
      if (piece < 0) continue;
      bondList[read(next, piece)] = bond;
      next[piece] = read(next, piece) + 1;
    }
  }
  const network = {
    model,
    holds: new Uint8Array(count).fill(1),
    damage: new Float32Array(count),
    cracked: new Uint8Array(count),
    held: new Uint8Array(model.pieces.length),
    weakening: new Float32Array(count).fill(1),
    bondStart,
    bondList,
    broken: 0,
  };
  return { ...network, lumpOf: layLumps(network) };
}

/** The piece at a bond's other end; −1: the ground. */
function pieceBeyond({ model: { bonds } }: BondNetwork, bond: number, piece: number): number {
  const a = bonds.pieceA[bond] as number;
  return a === piece ? (bonds.pieceB[bond] as number) : a;
}

/** A set of pieces that bonds hold together; `anchored` when they reach the ground, or one that is held. */
export interface Component {
  readonly pieces: number[];
  readonly anchored: boolean;
}

/** Groups pieces by the bonds that hold, in the order of their first piece. */
export function findComponents(network: BondNetwork, pieces: readonly number[]): Component[] {
  const seen = new Set<number>();
  const components: Component[] = [];
  for (const start of pieces) {
    if (seen.has(start)) continue;
    seen.add(start);
    const group = [start];
    let anchored = false;
    for (let i = 0; i < group.length; i++) {
      if (network.held[read(group, i)] === 1) anchored = true;
      forEachBond(network, read(group, i), (bond) => {
        const other = pieceBeyond(network, bond, read(group, i));
        if (other < 0) anchored = true;
        else if (!seen.has(other)) {
          seen.add(other);
          group.push(other);
        }
      });
    }
    components.push({ pieces: group.sort((a, b) => a - b), anchored });
  }
  return components;
}
