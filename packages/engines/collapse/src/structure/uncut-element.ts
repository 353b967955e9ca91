import type { Vec3 } from '../set-up/measures.ts';
import { type ElementKind, type PieceMaterial, type SurfaceKind, surfaceKinds } from './building-model.ts';
import { type ConvexCell, createPrism } from './convex-cell.ts';
import type { PlanPoint, PlanPolygon } from './plan-polygon.ts';

/** What is known of an element whatever its shape. */
interface ElementRole {
  readonly kind: ElementKind;
  readonly material: PieceMaterial;
  readonly storey: number;
  /** Façade or roof plane whose picture it carries; −1: none. */
  readonly facade: number;
}

/** A structural element before it is cut: a convex solid. Faces carry `surfaceNumber`s as tags. */
export interface UncutElement extends ElementRole {
  readonly cell: ConvexCell;
  /** Three unit directions, square to each other, along which it is measured and cut. */
  readonly axes: readonly [Vec3, Vec3, Vec3];
}

/** An upright prism with a convex plan. */
export interface PrismElement extends ElementRole {
  readonly plan: PlanPolygon;
  /** One a side of the plan. */
  readonly sides: readonly SurfaceKind[];
  readonly bottom: SurfaceKind;
  readonly top: SurfaceKind;
  readonly bottomM: number;
  readonly topM: number;
  /** Direction of its longest run on the plan, unit. */
  readonly axis: PlanPoint;
}

const LEAST_SIDE_M = 1e-6;

/** An upright element; corners of the plan that coincide count once. */
export function makePrismElement(prism: PrismElement): UncutElement {
  const { kind, material, storey, facade, axis } = prism;
  const kept = prism.plan.flatMap((corner, i) => {
    const next = prism.plan[(i + 1) % prism.plan.length] ?? corner;
    const long = Math.abs(next[0] - corner[0]) > LEAST_SIDE_M || Math.abs(next[1] - corner[1]) > LEAST_SIDE_M;
    return long ? [{ corner, side: prism.sides[i] ?? 'concrete' }] : [];
  });
  const cell = createPrism(
    kept.map(({ corner }) => corner),
    [prism.bottomM, prism.topM],
    {
      sides: kept.map(({ side }) => surfaceNumber(side)),
      bottom: surfaceNumber(prism.bottom),
      top: surfaceNumber(prism.top),
    },
  );
  return { kind, material, storey, facade, cell, axes: uprightAxes(axis) };
}

/** Axes of an upright element: along a direction of the plan, to its left, and up. */
export function uprightAxes([x, q]: PlanPoint): readonly [Vec3, Vec3, Vec3] {
  return [
    [x, 0, -q],
    [-q, 0, -x],
    [0, 1, 0],
  ];
}

/** Number of a surface kind, as cells and meshes carry it. */
export function surfaceNumber(kind: SurfaceKind): number {
  return surfaceKinds.indexOf(kind);
}
