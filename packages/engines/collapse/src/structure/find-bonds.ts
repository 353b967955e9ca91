import type { BondGraph, PieceMaterial } from './building-model.ts';
import { type CellFace, type ConvexCell, measureFace } from './convex-cell.ts';
import { CUT_TAG } from './fracture-element.ts';
import { overlapFaces } from './overlap-faces.ts';

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
const GRID_CELL_M = 1.5;

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
  const boxes = pieces.map(({ cell }) => boundsOf(cell));
  const faces = pieces.map(({ cell }) => cell.faces.filter(({ tag }) => tag < CUT_TAG));
  const bonds: Bond[] = [];
  for (const [a, b] of pairsInGrid(boxes)) {
    const [pieceA, pieceB] = [pieces[a], pieces[b]];
    if (!pieceA || !pieceB || pieceA.elementId === pieceB.elementId) continue;
    for (const faceA of faces[a] ?? []) {
      for (const faceB of faces[b] ?? []) {
        const shared = overlapFaces({ cell: pieceA.cell, face: faceA }, { cell: pieceB.cell, face: faceB });
        if (shared && shared.areaM2 > LEAST_AREA_M2) bonds.push({ a, b, ...shared });
      }
    }
  }
  return bonds;
}

type Bounds = readonly [number, number, number, number, number, number];

function boundsOf({ corners }: ConvexCell): Bounds {
  const axis = (k: number): number[] => corners.filter((_, i) => i % 3 === k);
  const [x, y, z] = [axis(0), axis(1), axis(2)];
  return [Math.min(...x), Math.min(...y), Math.min(...z), Math.max(...x), Math.max(...y), Math.max(...z)];
}

/** Pairs a < b whose boxes touch, each once, in order. */
function pairsInGrid(boxes: readonly Bounds[]): [number, number][] {
  const grid = new Map<string, number[]>();
  const pairs: [number, number][] = [];
  boxes.forEach((box, b) => {
    const near = new Set<number>();
    forEachGridCell(box, (key) => {
      const list = grid.get(key);
      if (!list) grid.set(key, [b]);
      else {
        for (const a of list) near.add(a);
        list.push(b);
      }
    });
    for (const a of near) if (boxesTouch(boxes[a] ?? box, box)) pairs.push([a, b]);
  });
  return pairs.sort((m, n) => m[0] - n[0] || m[1] - n[1]);
}

function forEachGridCell(box: Bounds, visit: (key: string) => void): void {
  const low = (k: number): number => Math.floor(((box[k] ?? 0) - 1e-3) / GRID_CELL_M);
  const high = (k: number): number => Math.floor(((box[k + 3] ?? 0) + 1e-3) / GRID_CELL_M);
  for (let i = low(0); i <= high(0); i++)
    for (let j = low(1); j <= high(1); j++) for (let k = low(2); k <= high(2); k++) visit(`${i},${j},${k}`);
}

function boxesTouch(a: Bounds, b: Bounds): boolean {
  return [0, 1, 2].every((k) => (a[k] ?? 0) <= (b[k + 3] ?? 0) + 1e-4 && (b[k] ?? 0) <= (a[k + 3] ?? 0) + 1e-4);
}
