import type { BuildingModel } from '../structure/building-model.ts';
import { forEachBond, type HeldBonds, read } from './held-bonds.ts';

/** Pieces that a lump may have. */
const LARGEST_LUMP = 4;

/**
 * Number of the lump that each piece belongs to. An element comes apart into lumps first, each of a few pieces side by
 * side; what strikes a lump hard enough breaks it again, into its pieces. Broken matter is cut beforehand, since whoever
 * draws it needs every mesh from the start.
 */
export function layLumps(network: HeldBonds): Int32Array {
  const { pieces } = network.model;
  const lumpOf = new Int32Array(pieces.length).fill(-1);
  for (const { id } of pieces) {
    if (lumpOf[id] !== -1) continue;
    lumpOf[id] = id;
    for (const mate of matesOf(network, id, lumpOf)) lumpOf[mate] = id;
  }
  return lumpOf;
}

/** The free neighbours in its element that share most of its surface. */
function matesOf(network: HeldBonds, piece: number, lumpOf: Int32Array): number[] {
  const { model } = network;
  const found: { readonly mate: number; readonly areaM2: number }[] = [];
  forEachBond(network, piece, (bond) => {
    const [a, b] = [read(model.bonds.pieceA, bond), read(model.bonds.pieceB, bond)];
    const mate = a === piece ? b : a;
    if (mate < 0 || lumpOf[mate] !== -1 || !areOfOneElement(model, piece, mate)) return;
    found.push({ mate, areaM2: read(model.bonds.areaM2, bond) });
  });
  found.sort((m, n) => n.areaM2 - m.areaM2 || m.mate - n.mate);
  return [...new Set(found.map(({ mate }) => mate))].slice(0, LARGEST_LUMP - 1);
}

function areOfOneElement({ pieces }: BuildingModel, a: number, b: number): boolean {
  return pieces[a]?.elementId === pieces[b]?.elementId;
}
