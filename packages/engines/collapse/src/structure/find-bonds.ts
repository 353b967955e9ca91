import type { BondGraph, PieceMaterial } from './building-model.ts';
import { type CellFace, type ConvexCell, measureFace } from './convex-cell.ts';
import { type MaterialLimits, type MaterialLimitTable, materialLimits } from './material-limits.ts';
import { overlapFaces } from './overlap-faces.ts';
import { CUT_TAG } from './power-cells.ts';
import { measureShared, type SharedFace } from './shared-face.ts';
import { describeOuterFace, forEachFacingPair } from './touching-faces.ts';

/** A cut piece with its cell in the world. */
export interface CutPiece {
  readonly cell: ConvexCell;
  readonly elementId: number;
  readonly material: PieceMaterial;
  /** Number of the first piece of its element. */
  readonly firstOfElement: number;
}

interface Bond extends SharedFace {
  readonly a: number;
  readonly b: number;
}

const LEAST_AREA_M2 = 1e-4;

/** All faces that pieces share, within elements and across, and those that stand on the ground; sorted by piece. */
export function findBonds(pieces: readonly CutPiece[], limits: MaterialLimitTable = materialLimits): BondGraph {
  const bonds = [...findCutBonds(pieces), ...findTouchingBonds(pieces), ...findGroundBonds(pieces)];
  bonds.sort((m, n) => m.a - n.a || m.b - n.b);
  const graph = {
    count: bonds.length,
    pieceA: Int32Array.from(bonds, ({ a }) => a),
    pieceB: Int32Array.from(bonds, ({ b }) => b),
    areaM2: Float32Array.from(bonds, ({ areaM2 }) => areaM2),
    centreM: Float32Array.from(bonds.flatMap(({ centre }) => centre)),
    normal: Float32Array.from(bonds.flatMap(({ normal }) => normal)),
    majorAxis: Float32Array.from(bonds.flatMap(({ majorAxis }) => majorAxis)),
    sizeM: Float32Array.from(bonds.flatMap(({ sizeM }) => sizeM)),
  };
  const limitOf = (piece: number, kind: keyof MaterialLimits): number =>
    limits[pieces[piece]?.material ?? 'masonry'][kind];
  const weaker = (bond: Bond, kind: keyof MaterialLimits): number =>
    Math.min(limitOf(bond.a, kind), limitOf(bond.b < 0 ? bond.a : bond.b, kind));
  return {
    ...graph,
    compressionPa: Float32Array.from(bonds, (bond) => weaker(bond, 'compressionPa')),
    tensionPa: Float32Array.from(bonds, (bond) => weaker(bond, 'tensionPa')),
    shearPa: Float32Array.from(bonds, (bond) => weaker(bond, 'shearPa')),
  };
}

function toBond(cell: ConvexCell, face: CellFace, a: number, b: number): Bond[] {
  const corners = face.loop.flatMap((v) => cell.corners.slice(3 * v, 3 * v + 3));
  const shared = measureShared(corners, measureFace(cell, face).normal);
  return shared.areaM2 > LEAST_AREA_M2 ? [{ a, b, ...shared }] : [];
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
