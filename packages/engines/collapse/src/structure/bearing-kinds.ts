import type { BuildingModel, ElementKind } from './building-model.ts';

/** Elements that hang on a building or stand in it, in joints that give: they bear little but themselves. */
const FILLING: ReadonlySet<ElementKind> = new Set<ElementKind>(['panel', 'partition', 'pane', 'stair']);

/** Whether a piece belongs to what carries the building. */
export function isBearing({ pieces, elements }: BuildingModel, piece: number): boolean {
  const element = elements[pieces[piece]?.elementId ?? -1];
  return element === undefined || !FILLING.has(element.kind);
}
