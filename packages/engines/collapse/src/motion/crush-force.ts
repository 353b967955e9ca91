import type { BuildingPiece, PieceMaterial } from '../structure/building-model.ts';

/** Pressure at which a struck piece comes loose and lets the rest go on, pascals: whole walls crush far below their stones' strength. */
const CRUSH_PA: Readonly<Record<PieceMaterial, number>> = {
  masonry: 0.1e6,
  concrete: 0.14e6,
  glass: 0.02e6,
  frame: 0.1e6,
  plaster: 0.1e6,
  roofing: 0.2e6,
};
/** A loose piece crumbles under this many times the force that breaks a bonded one off. */
const CRUMBLE_RATIO = 1.5;
/** Pieces smaller than this turn to grains when they crumble, metres (edge of a cube of their volume). */
const GRAIN_LIMIT_M = 0.15;
/** What a larger piece loses, as a share of its mass: its edges and corners. */
const EDGE_SHARE = 0.12;

/** Force that breaks a bonded piece off, newtons. */
export function crushForce({ material, radiusM }: BuildingPiece): number {
  return CRUSH_PA[material] * radiusM * radiusM;
}

/** Force under which a loose piece crumbles, newtons. */
export function crumbleForce(piece: BuildingPiece): number {
  return CRUMBLE_RATIO * crushForce(piece);
}

/** What crumbling makes of a piece: how much of it turns to grains, up to which size, and whether nothing is left. */
export function crumbleInto(piece: BuildingPiece): { massKg: number; sizeM: number; isGone: boolean } {
  const edgeM = edgeOf(piece.volumeM3);
  const isGone = edgeM < GRAIN_LIMIT_M;
  return {
    massKg: isGone ? piece.massKg : piece.massKg * EDGE_SHARE,
    sizeM: Math.min(GRAIN_LIMIT_M, edgeM / 2),
    isGone,
  };
}

/** Cube root by Newton's steps, which are the same everywhere. */
function edgeOf(volumeM3: number): number {
  let edge = Math.max(0.01, Math.sqrt(volumeM3));
  for (let i = 0; i < 40; i++) edge = (2 * edge + volumeM3 / (edge * edge)) / 3;
  return edge;
}
