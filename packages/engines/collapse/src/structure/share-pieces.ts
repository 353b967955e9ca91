import type { ElementKind } from './building-model.ts';
import { measureCell } from './convex-cell.ts';
import type { UncutElement } from './uncut-element.ts';

/** How finely a kind of element is cut, relative to its volume: what the camera sees breaks small. */
const FINENESS: Readonly<Record<ElementKind, number>> = {
  pier: 1.7,
  panel: 1.7,
  gable: 1.7,
  spandrel: 1.7,
  parapet: 1.9,
  slab: 0.8,
  'roof-slab': 1.1,
  'roof-plane': 1.5,
  rafter: 2,
  column: 1,
  beam: 0.8,
  'wall-plate': 1,
  'inner-wall': 0.55,
  'core-wall': 0.55,
  partition: 0.8,
  stair: 0.5,
  pane: 0,
};

/** Shares `pieceTarget` out among the elements by volume and fineness; at least one each, panes a fixed few. */
export function sharePieces(elements: readonly UncutElement[], pieceTarget: number): number[] {
  const panes = elements.filter(({ kind }) => kind === 'pane').length;
  const perPane = Math.max(1, Math.min(4, Math.floor((0.22 * pieceTarget) / Math.max(1, panes))));
  const weights = elements.map((element) => {
    return measureCell(element.cell).volumeM3 * FINENESS[element.kind];
  });
  const share = (density: number): number[] =>
    elements.map(({ kind }, i) => (kind === 'pane' ? perPane : Math.max(1, Math.round(density * (weights[i] ?? 0)))));
  let [low, high] = [0, 100];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    const total = share(middle).reduce((sum, n) => sum + n, 0);
    if (total < pieceTarget) low = middle;
    else high = middle;
  }
  return share(high);
}
