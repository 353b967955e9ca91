import { deterministicMath } from '@backlot/kernels';
import type { BuildingPlan } from '../set-up/solved-set-up.ts';
import type { ElementKind, PieceMaterial } from './building-model.ts';
import { measureCell } from './convex-cell.ts';
import { type FragmentDraw, type FragmentLaw, tabulateLaw } from './fragment-law.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { UncutElement } from './uncut-element.ts';

/** How many times finer than the rest a kind of element is cut: what the camera sees breaks small. */
const FINENESS: Readonly<Record<ElementKind, number>> = {
  pier: 1.7,
  spandrel: 1.7,
  panel: 1.7,
  gable: 1.7,
  parapet: 1.9,
  slab: 0.8,
  'roof-slab': 1.1,
  'roof-plane': 1.3,
  rafter: 1.5,
  column: 1,
  beam: 0.8,
  'wall-plate': 1,
  'inner-wall': 0.55,
  'core-wall': 0.55,
  partition: 0.55,
  stair: 0.5,
  pane: 1,
};
/** Below this fragments are debris for the particles, not bodies. */
const SMALLEST_M = 0.15;
const LARGEST_CUT_OFF_M = 6;
/** Share of the pieces that panes may take, and the most that one is worth. */
const PANE_SHARE = 0.22;
const MOST_SHARDS = 12;
const STEPS = 18;

/**
 * Volumes that each element breaks into, adding up to its own: drawn from its material's law above a smallest size, which
 * is chosen so that all together are about `pieceTarget`. Panes are shared out evenly.
 */
export function shareFragments(
  elements: readonly UncutElement[],
  plan: Pick<BuildingPlan, 'pieceTarget' | 'fragments'>,
  seed: number,
): number[][] {
  const { pieceTarget, fragments } = plan;
  const volumes = elements.map(({ cell }) => measureCell(cell).volumeM3);
  const panes = elements.filter(({ kind }) => kind === 'pane').length;
  const shards = Math.max(1, Math.min(MOST_SHARDS, Math.floor((PANE_SHARE * pieceTarget) / Math.max(1, panes))));
  const drawAll = (cutOffM: number): number[][] => {
    const draws = new Map<string, FragmentDraw>();
    return elements.map((element, i) => {
      const volumeM3 = volumes[i] ?? 0;
      if (element.kind === 'pane') return new Array<number>(shards).fill(volumeM3 / shards);
      const law = lawOf(element.material, fragments);
      const key = `${element.material} ${element.kind}`;
      const leastM = Math.max(SMALLEST_M, cutOffM / deterministicMath.pow(FINENESS[element.kind], 1 / 3));
      const draw = draws.get(key) ?? tabulateLaw(law, leastM);
      draws.set(key, draw);
      return drawVolumes(draw, volumeM3, [seed, i]);
    });
  };
  let [low, high] = [SMALLEST_M / 2, LARGEST_CUT_OFF_M];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    const total = drawAll(middle).reduce((sum, list) => sum + list.length, 0);
    if (total > pieceTarget) low = middle;
    else high = middle;
  }
  return drawAll(high);
}

/** Timber splits and plaster crumbles much as masonry does. */
function lawOf(material: PieceMaterial, fragments: BuildingPlan['fragments']): FragmentLaw {
  return material === 'concrete' ? fragments.concrete : fragments.masonry;
}

/** Draws until the volume is used up; what is drawn last is what is left. */
function drawVolumes({ drawM3, perM3 }: FragmentDraw, volumeM3: number, key: readonly number[]): number[] {
  const random = createSeededRandom(...key, 0xf7a9);
  if (volumeM3 * perM3 < 1) return [volumeM3];
  const drawn: number[] = [];
  let sum = 0;
  while (sum < volumeM3) {
    const next = Math.min(drawM3(random), volumeM3);
    drawn.push(next);
    sum += next;
  }
  return drawn.map((v) => (v * volumeM3) / sum);
}
