import { overrideLimits } from '../structure/material-limits.ts';
import type { BlockParameters, BuildingParameters, WingParameters } from './building-schema.ts';
import { invalidPlan } from './invalid-plan.ts';
import { joinWings } from './join-wings.ts';
import { type GroundPoint, placePlan } from './place-plan.ts';
import { planeDistance } from './plane-distance.ts';
import { resolveRoof } from './resolve-roof.ts';
import { resolveStructure } from './resolve-structure.ts';
import type { BlockPlan, BuildingPlan, SolvedCamera } from './solved-set-up.ts';

const USUAL_BAY_M = 3.8;
const LARGEST_SIDE_M = 300;
const SMALLEST_SIDE_M = 1.5;

/**
 * The building's plan in world metres.
 * @throws BacklotError `BUILDING_PLAN_INVALID`
 */
export function resolvePlan(building: BuildingParameters, camera: SolvedCamera): BuildingPlan {
  const { pieceTarget, fragments, limits } = building;
  const main = resolveBlock(building, camera);
  const wings = building.wings.map((wing) => resolveBlock(inherit(building, wing), camera));
  const changed = limits && { limits: overrideLimits(limits) };
  return { ...main, wings: joinWings(main, wings), pieceTarget, fragments, ...changed };
}

/** What a wing leaves out is as in the main block, but the number of its bays. */
function inherit(main: BlockParameters, wing: WingParameters): BlockParameters {
  return {
    plan: wing.plan,
    bays: wing.bays,
    structure: wing.structure ?? main.structure,
    roof: wing.roof ?? main.roof,
    heightM: wing.heightM ?? main.heightM,
    storeys: wing.storeys ?? main.storeys,
    groundStoreyHeightM: wing.groundStoreyHeightM ?? main.groundStoreyHeightM,
    openings: wing.openings ?? main.openings,
    groundOpenings: wing.groundOpenings ?? main.groundOpenings,
    wallThicknessM: wing.wallThicknessM ?? main.wallThicknessM,
    slabThicknessM: wing.slabThicknessM ?? main.slabThicknessM,
    parapetHeightM: wing.parapetHeightM ?? main.parapetHeightM,
  };
}

function resolveBlock(block: BlockParameters, camera: SolvedCamera): BlockPlan {
  const { plan, heightM, storeys, slabThicknessM, wallThicknessM } = block;
  const cornersM = placePlan(plan, camera);
  const structure = resolveStructure(block);
  checkSides(cornersM, structure.kind === 'masonry' ? wallThicknessM : structure.columnM + structure.panelThicknessM);
  const levelsM = placeLevels(block);
  checkStoreys(block, levelsM);
  return {
    cornersM,
    kind: plan.kind,
    heightM,
    storeys,
    levelsM,
    bays: countBays(block, cornersM),
    openings: block.openings,
    groundOpenings: block.groundOpenings ?? block.openings,
    wallThicknessM,
    slabThicknessM,
    structure,
    roof: resolveRoof(block, cornersM),
  };
}

function checkStoreys({ storeys, heightM, slabThicknessM }: BlockParameters, levelsM: readonly number[]): void {
  const lowestM = Math.min(...levelsM.slice(1).map((level, i) => level - (levelsM[i] ?? 0)));
  if (lowestM >= slabThicknessM + 1.2) return;
  throw invalidPlan(
    `${storeys} storeys in ${heightM} m leave ${lowestM.toFixed(2)} m for one`,
    'Fewer storeys, or a higher building.',
  );
}

function placeLevels({ heightM, storeys, parapetHeightM, groundStoreyHeightM, roof }: BlockParameters): number[] {
  const roofM = roof.kind === 'flat' ? heightM - parapetHeightM : heightM;
  const groundM = groundStoreyHeightM ?? roofM / storeys;
  const above = storeys > 1 ? (roofM - groundM) / (storeys - 1) : 0;
  return Array.from({ length: storeys + 1 }, (_, i) => {
    if (i === 0) return 0;
    return i === storeys ? roofM : groundM + (i - 1) * above;
  });
}

function checkSides(corners: readonly GroundPoint[], wallThicknessM: number): void {
  corners.forEach((corner, i) => {
    const side = planeDistance(corner, corners[(i + 1) % corners.length] ?? corner);
    const least = Math.max(SMALLEST_SIDE_M, 3 * wallThicknessM);
    if (side >= least && side <= LARGEST_SIDE_M) return;
    throw invalidPlan(
      `side ${i} measures ${side.toFixed(2)} m; expected ${least.toFixed(1)} to ${LARGEST_SIDE_M} m`,
      'Check the corners and the known length.',
    );
  });
}

function countBays({ bays }: BlockParameters, corners: readonly GroundPoint[]): number[] {
  return corners.map((corner, i) => {
    const side = planeDistance(corner, corners[(i + 1) % corners.length] ?? corner);
    const most = Math.max(1, Math.floor(side / 1.2));
    return Math.min(most, bays?.[i % bays.length] ?? Math.max(1, Math.round(side / USUAL_BAY_M)));
  });
}
