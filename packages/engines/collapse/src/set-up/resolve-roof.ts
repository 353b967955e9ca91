import { deterministicMath } from '@backlot/kernels';
import { insetPolygon, isConvex, isSimplePolygon, type PlanPolygon } from '../structure/plan-polygon.ts';
import type { BlockParameters } from './building-schema.ts';
import { invalidPlan } from './invalid-plan.ts';
import { planeDistance } from './plane-distance.ts';
import type { RoofPlan } from './solved-set-up.ts';

type Corners = readonly (readonly [x: number, z: number])[];

const USUAL_PITCH_DEG = 38;
/** Least ridge over the walls: tiles and boards alone are this thick. */
const LEAST_RIDGE_M = 0.3;
/** Least deck that a mansard leaves. */
const LEAST_DECK_M = 1.5;

/**
 * What covers a block.
 * @throws BacklotError `BUILDING_PLAN_INVALID`
 */
export function resolveRoof({ roof, plan }: BlockParameters, cornersM: Corners): RoofPlan {
  if (roof.kind === 'flat') return roof;
  if (roof.kind === 'mansard') {
    const insetM = roof.steepM / tangent(roof.pitchDeg);
    checkDeck(cornersM, insetM);
    return { kind: 'mansard', steepM: roof.steepM, insetM, upperRise: tangent(roof.upperPitchDeg) };
  }
  if (plan.kind !== 'box') {
    throw invalidPlan('a gable roof needs a box, got a footprint', 'Use boxes and wings, or another roof.');
  }
  const [frontM, sideM] = [sideOf(cornersM, 0), sideOf(cornersM, 1)];
  const eavesSide = (roof.eaves ?? (frontM >= sideM ? 'front' : 'side')) === 'front' ? 0 : 1;
  const halfWidthM = (eavesSide === 0 ? sideM : frontM) / 2;
  const ridgeM = roof.ridgeM ?? halfWidthM * tangent(roof.pitchDeg ?? USUAL_PITCH_DEG);
  if (ridgeM < LEAST_RIDGE_M || ridgeM > 4 * halfWidthM) {
    throw invalidPlan(
      `a ridge ${ridgeM.toFixed(2)} m above walls ${(2 * halfWidthM).toFixed(2)} m apart`,
      'Check ridgeM or pitchDeg, and eaves.',
    );
  }
  return { kind: 'gable', eavesSide, ridgeM, overhangM: roof.overhangM };
}

function checkDeck(cornersM: Corners, insetM: number): void {
  const outline: PlanPolygon = cornersM.map(([x, z]) => [x, -z]);
  if (!isConvex(outline)) {
    throw invalidPlan('a mansard needs a plan without inner corners', 'Use boxes and wings, or another roof.');
  }
  const deck = insetPolygon(outline, insetM + 0.5);
  const least = Math.min(...deck.map((corner, i) => planeDistance(corner, deck[(i + 1) % deck.length] ?? corner)));
  const turned = deck.some((corner, i) => {
    const [next, from, to] = [deck[(i + 1) % deck.length], outline[i], outline[(i + 1) % outline.length]];
    if (!next || !from || !to) return true;
    return (next[0] - corner[0]) * (to[0] - from[0]) + (next[1] - corner[1]) * (to[1] - from[1]) <= 0;
  });
  if (least >= LEAST_DECK_M && !turned && isSimplePolygon(deck)) return;
  throw invalidPlan(
    `a mansard that stands back ${insetM.toFixed(2)} m leaves no deck`,
    'A steeper pitchDeg, or a lower steepM.',
  );
}

function sideOf(cornersM: Corners, side: number): number {
  const corner = cornersM[side] ?? [0, 0];
  return planeDistance(corner, cornersM[(side + 1) % cornersM.length] ?? corner);
}

function tangent(angleDeg: number): number {
  return deterministicMath.tan((angleDeg * Math.PI) / 180);
}
