import { type ElementKind, type PieceMaterial, type SurfaceKind, surfaceKinds } from './building-model.ts';
import type { PlanPoint, PlanPolygon } from './plan-polygon.ts';

/** A structural element before it is cut: an upright prism with a convex plan. */
export interface UncutElement {
  readonly kind: ElementKind;
  readonly material: PieceMaterial;
  readonly storey: number;
  /** −1: inside. */
  readonly facade: number;
  readonly plan: PlanPolygon;
  readonly sides: readonly SurfaceKind[];
  readonly bottom: SurfaceKind;
  readonly top: SurfaceKind;
  readonly bottomM: number;
  readonly topM: number;
  /** Direction of its longest run on the plan, unit. */
  readonly axis: PlanPoint;
}

/** Number of a surface kind, as cells and meshes carry it. */
export function surfaceNumber(kind: SurfaceKind): number {
  return surfaceKinds.indexOf(kind);
}
