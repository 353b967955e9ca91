import type { Vec3 } from '../set-up/measures.ts';
import type { BuildingPlan } from '../set-up/solved-set-up.ts';
import type { BuildingModel, BuildingPiece, PieceMaterial, StructuralElement, SurfaceKind } from './building-model.ts';
import { type ConvexCell, measureCell, squaredReach } from './convex-cell.ts';
import { type CutPiece, findBonds } from './find-bonds.ts';
import { fractureElement } from './fracture-element.ts';
import { layOutBuilding } from './lay-out-building.ts';
import { meshPieces } from './mesh-pieces.ts';
import { createSeededRandom } from './seeded-random.ts';
import { shareFragments } from './share-fragments.ts';
import { surfaceNumber, type UncutElement } from './uncut-element.ts';

const DENSITY_KG_M3: Readonly<Record<PieceMaterial, number>> = {
  masonry: 1900,
  concrete: 2300,
  glass: 900,
  frame: 700,
  plaster: 1200,
  roofing: 1100,
};
/** What broken faces show. */
const CUT_SURFACE: Readonly<Record<PieceMaterial, SurfaceKind>> = {
  masonry: 'brick',
  concrete: 'concrete',
  glass: 'glass',
  frame: 'timber',
  plaster: 'plaster',
  roofing: 'tile',
};
/** Origins lie on this grid, so that corner minus origin is exact in single precision. */
const ORIGIN_STEP = 2 ** 10;

/**
 * Cuts a building into elements, and each element into convex pieces bonded where they touch.
 * About `plan.pieceTarget` pieces; their volumes add up to the elements' within 1e-6. Same plan and seed, same model.
 */
export function buildStructure(plan: BuildingPlan, seed: number): BuildingModel {
  const { facades, elements: uncut, roomAt } = layOutBuilding(plan);
  const pieces: (CutPiece & BuildingPiece)[] = [];
  const shares = shareFragments(uncut, plan, seed);
  uncut.forEach((element, elementId) => {
    const cells = fractureElement(element, shares[elementId] ?? [], createSeededRandom(seed, elementId, 1));
    const firstOfElement = pieces.length;
    for (const cell of cells)
      pieces.push(describePiece(element, cell, { elementId, firstOfElement, id: pieces.length }));
  });
  return {
    facades,
    elements: uncut.map(describeElement),
    pieces: pieces.map(({ cell: _cell, firstOfElement: _first, ...piece }) => piece),
    meshes: meshPieces(
      pieces.map((piece) => ({ ...piece, cutSurface: cutSurfaceOf(piece.material) })),
      { facades, roomAt },
    ),
    bonds: findBonds(pieces, plan.limits),
    boundsM: boundsOf(uncut),
    levelsM: plan.levelsM,
  };
}

function describeElement(element: UncutElement, id: number): StructuralElement {
  const { kind, material, storey, facade } = element;
  return { id, kind, material, storey, facade, volumeM3: measureCell(element.cell).volumeM3 };
}

function describePiece(
  element: UncutElement,
  cell: ConvexCell,
  numbers: { id: number; elementId: number; firstOfElement: number },
): CutPiece & BuildingPiece {
  const { volumeM3, centre } = measureCell(cell);
  const restOriginM = centre.map((v) => Math.round(v * ORIGIN_STEP) / ORIGIN_STEP) as [number, number, number];
  return {
    ...numbers,
    cell,
    material: element.material,
    storey: element.storey,
    facade: element.facade,
    volumeM3,
    massKg: volumeM3 * DENSITY_KG_M3[element.material],
    restOriginM,
    radiusM: Math.sqrt(squaredReach(cell, restOriginM)),
  };
}

function cutSurfaceOf(material: PieceMaterial): number {
  return surfaceNumber(CUT_SURFACE[material]);
}

function boundsOf(elements: readonly UncutElement[]): { min: Vec3; max: Vec3 } {
  const min: [number, number, number] = [Infinity, 0, Infinity];
  const max: [number, number, number] = [-Infinity, 0, -Infinity];
  for (const { cell } of elements) {
    cell.corners.forEach((value, i) => {
      const axis = (i % 3) as 0 | 1 | 2;
      min[axis] = Math.min(min[axis], value);
      max[axis] = Math.max(max[axis], value);
    });
  }
  return { min, max };
}
