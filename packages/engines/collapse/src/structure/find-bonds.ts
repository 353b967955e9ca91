import type { BondGraph, PieceMaterial } from './building-model.ts';
import { type CellFace, type ConvexCell, measureFace } from './convex-cell.ts';
import { overlapFaces } from './overlap-faces.ts';
import { CUT_TAG } from './power-cells.ts';
import { describeOuterFace, forEachFacingPair } from './touching-faces.ts';

/** A cut piece with its cell in the world. */
export interface CutPiece {
  readonly cell: ConvexCell;
  readonly elementId: number;
  readonly material: PieceMaterial;
  /** Number of the first piece of its element. */
  readonly firstOfElement: number;
}

interface Bond {
  readonly a: number;
  readonly b: number;
  readonly areaM2: number;
  readonly centre: readonly number[];
  readonly normal: readonly number[];
}

/** Tensile and shear strength within an element and where elements meet, in pascals; below laboratory values: whole walls and slabs bend before they shear. */
const STRENGTH: Readonly<Record<PieceMaterial, { tensionPa: number; shearPa: number }>> = {
  masonry: { tensionPa: 0.35e6, shearPa: 0.12e6 },
  concrete: { tensionPa: 1.6e6, shearPa: 0.1e6 },
  glass: { tensionPa: 0.06e6, shearPa: 0.06e6 },
  frame: { tensionPa: 0.3e6, shearPa: 0.3e6 },
  plaster: { tensionPa: 0.1e6, shearPa: 0.1e6 },
  roofing: { tensionPa: 0.3e6, shearPa: 0.3e6 },
};
const LEAST_AREA_M2 = 1e-4;

/** All faces that pieces share, within elements and across, and those that stand on the ground; sorted by piece. */
export function findBonds(pieces: readonly CutPiece[]): BondGraph {
  const bonds = [...findCutBonds(pieces), ...findTouchingBonds(pieces), ...findGroundBonds(pieces)];
  bonds.sort((m, n) => m.a - n.a || m.b - n.b);
  const graph = {
    count: bonds.length,
    pieceA: Int32Array.from(bonds, ({ a }) => a),
    pieceB: Int32Array.from(bonds, ({ b }) => b),
    areaM2: Float32Array.from(bonds, ({ areaM2 }) => areaM2),
    centreM: Float32Array.from(bonds.flatMap(({ centre }) => centre)),
    normal: Float32Array.from(bonds.flatMap(({ normal }) => normal)),
  };
  const weaker = (bond: Bond, kind: 'tensionPa' | 'shearPa'): number => {
    const own = strengthOf(pieces[bond.a])[kind];
    return bond.b < 0 ? own : Math.min(own, strengthOf(pieces[bond.b])[kind]);
  };
  return {
    ...graph,
    tensionPa: Float32Array.from(bonds, (bond) => weaker(bond, 'tensionPa')),
    shearPa: Float32Array.from(bonds, (bond) => weaker(bond, 'shearPa')),
  };
}

function strengthOf(piece: CutPiece | undefined): { tensionPa: number; shearPa: number } {
  return STRENGTH[piece?.material ?? 'masonry'];
}

function toBond(cell: ConvexCell, face: CellFace, a: number, b: number): Bond[] {
  const { areaM2, centre, normal } = measureFace(cell, face);
  return areaM2 > LEAST_AREA_M2 ? [{ a, b, areaM2, centre, normal }] : [];
}

function findCutBonds(pieces: readonly CutPiece[]): Bond[] {
  return pieces.flatMap((piece, a) =>
    piece.cell.faces.flatMap((face) => {
      const b = piece.firstOfElement + face.tag - CUT_TAG;
      return face.tag >= CUT_TAG && b > a ? toBond(piece.cell, face, a, b) : [];
    }),
  );
}

function findGroundBonds(pieces: readonly CutPiece[]): Bond[] {
  return pieces.flatMap((piece, a) =>
    piece.cell.faces.flatMap((face) => {
      const onGround =
        face.tag < CUT_TAG && face.loop.every((v) => Math.abs(piece.cell.corners[3 * v + 1] ?? 1) < 1e-6);
      return onGround ? toBond(piece.cell, face, a, -1) : [];
    }),
  );
}

function findTouchingBonds(pieces: readonly CutPiece[]): Bond[] {
  const faces = pieces.flatMap(({ cell, elementId }, piece) =>
    cell.faces.filter(({ tag }) => tag < CUT_TAG).map((face) => describeOuterFace({ piece, elementId }, cell, face)),
  );
  const bonds: Bond[] = [];
  forEachFacingPair(faces, (a, b) => {
    const shared = overlapFaces(a, b);
    if (shared && shared.areaM2 > LEAST_AREA_M2) bonds.push({ a: a.piece, b: b.piece, ...shared });
  });
  return bonds;
}
