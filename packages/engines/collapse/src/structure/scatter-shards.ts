import { deterministicMath } from '@backlot/kernels';
import type { Vec3 } from '../set-up/measures.ts';
import { addScaled, squaredDistance } from '../set-up/vector.ts';
import type { FragmentSeed } from './fragment-seed.ts';
import type { ElementSpans } from './scatter-seeds.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { UncutElement } from './uncut-element.ts';

/** Turns of a sunflower: neighbouring seeds never line up. */
const GOLDEN_ANGLE = 2.399963229728653;
/** Distance from the blow goes with this power of a seed's number; ½ would be even. */
const CROWDING = 1.2;
/** Part of a pane's edges, along and up, within which the blow falls. */
const BLOW_MARGIN = 0.25;
const LEAST_SPACING_M = 0.06;
const MOST_TRIES = 12;

/** Seeds of the shards of a pane that is struck at one point. */
export function scatterShards(
  { axes }: UncutElement,
  { spans }: ElementSpans,
  count: number,
  random: SeededRandom,
): FragmentSeed[] {
  const [along, across, up] = spans;
  const blow = [along, up].map(([from, to]) => from + (to - from) * (BLOW_MARGIN + (1 - 2 * BLOW_MARGIN) * random()));
  const [widthM, heightM] = [along[1] - along[0], up[1] - up[0]];
  const reachM = Math.sqrt(widthM * widthM + heightM * heightM) * (1 - BLOW_MARGIN);
  const turn = random() * 2 * Math.PI;
  const seeds: FragmentSeed[] = [];
  for (let i = 0; seeds.length < count && i < MOST_TRIES * count; i++) {
    const radiusM = reachM * deterministicMath.pow((i % (2 * count)) / (2 * count), CROWDING);
    const angle = turn + GOLDEN_ANGLE * i + 0.6 * (random() - 0.5);
    const u = (blow[0] ?? 0) + radiusM * deterministicMath.cos(angle);
    const y = (blow[1] ?? 0) + radiusM * deterministicMath.sin(angle);
    if (u <= along[0] || u >= along[1] || y <= up[0] || y >= up[1]) continue;
    let point: Vec3 = addScaled([0, 0, 0], axes[0], u);
    point = addScaled(point, axes[1], (across[0] + across[1]) / 2);
    point = addScaled(point, axes[2], y);
    const isFree = seeds.every((other) => squaredDistance(other.point, point) > LEAST_SPACING_M * LEAST_SPACING_M);
    if (isFree) seeds.push({ point, reachM: 0 });
  }
  return seeds;
}
