import { describe, expect, it } from 'vitest';
import { dot } from '../set-up/vector.ts';
import { buildingForms, curtainFrame, threeStoreyPlan } from '../testing/building-plans.ts';
import type { ElementKind } from './building-model.ts';
import { type ConvexCell, clipCell, measureCell, measureFace } from './convex-cell.ts';
import { layOutBuilding } from './lay-out-building.ts';

describe.each(buildingForms)('the elements of %s', (_, plan) => {
  const { elements } = layOutBuilding(plan);

  it('are closed solids', () => {
    for (const { cell, kind } of elements) {
      expect(measureCell(cell).volumeM3, kind).toBeGreaterThan(1e-4);
      const edges = new Set(
        cell.faces.flatMap(({ loop }) => loop.map((v, i) => `${v},${loop[(i + 1) % loop.length]}`)),
      );
      for (const edge of edges) expect(edges.has(edge.split(',').reverse().join(',')), kind).toBe(true);
    }
  });

  it('never take up the same space', () => {
    const boxes = elements.map(({ cell }) => boxOf(cell));
    for (const [a, one] of elements.entries()) {
      for (let b = a + 1; b < elements.length; b++) {
        if (!overlap(boxes[a]!, boxes[b]!)) continue;
        const other = elements[b]!;
        expect(sharedVolume(one.cell, other.cell), `${one.kind} ${a} in ${other.kind} ${b}`).toBeLessThan(1e-6);
      }
    }
  });
});

describe('a concrete frame', () => {
  const kindsOf = (core: boolean): Map<ElementKind, number> => {
    const count = new Map<ElementKind, number>();
    for (const { kind } of layOutBuilding({ ...threeStoreyPlan, structure: { ...curtainFrame, core } }).elements)
      count.set(kind, (count.get(kind) ?? 0) + 1);
    return count;
  };

  it('has columns, beams, slabs and panels in each storey, and partitions', () => {
    for (const kind of ['column', 'beam', 'slab', 'panel', 'partition'] as const)
      expect(kindsOf(false).get(kind), kind).toBeGreaterThan(6);
  });

  it('has a shaft with a stair where it is asked for', () => {
    expect(kindsOf(true).get('core-wall')).toBeGreaterThan(11);
    expect(kindsOf(true).get('stair')).toBe(2);
    expect(kindsOf(false).has('core-wall')).toBe(false);
  });
});

function boxOf({ corners }: ConvexCell): number[] {
  const axis = (k: number): number[] => corners.filter((_, i) => i % 3 === k);
  return [0, 1, 2].flatMap((k) => [Math.min(...axis(k)), Math.max(...axis(k))]);
}

function overlap(a: number[], b: number[]): boolean {
  return [0, 2, 4].every((k) => a[k]! < b[k + 1]! - 1e-6 && b[k]! < a[k + 1]! - 1e-6);
}

function sharedVolume(a: ConvexCell, b: ConvexCell): number {
  let rest: ConvexCell | undefined = a;
  for (const face of b.faces) {
    const { normal, centre } = measureFace(b, face);
    rest = rest && clipCell(rest, { normal: normal as [number, number, number], limit: dot(normal, centre) }, 0);
  }
  return rest ? measureCell(rest).volumeM3 : 0;
}
