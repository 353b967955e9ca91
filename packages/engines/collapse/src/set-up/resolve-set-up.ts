import { BacklotError } from '@backlot/film';
import { deterministicMath } from '@backlot/kernels';
import type { CollapseParameters, OutputParameters } from './collapse-parameters.ts';
import type { Vec3 } from './measures.ts';
import { projectPoint } from './project-point.ts';
import { resolvePlan } from './resolve-plan.ts';
import { type PlateSize, solveCamera } from './solve-camera.ts';
import type { BuildingPlan, CollapseSetUp, SolvedCamera } from './solved-set-up.ts';
import { normalise } from './vector.ts';

/** Least part of the best seen façade, by sampled points, that must lie in the output picture. */
const LEAST_VISIBLE_FRACTION = 0.4;
const SAMPLES_PER_EDGE = 9;

/**
 * Camera, building and sun of a set-up in world metres, for a plate of the given size.
 * @throws BacklotError with a hint: `CAMERA_UNSOLVABLE`, `VANISHING_LINES_PARALLEL`, `VANISHING_LINES_TOO_FEW`, `KNOWN_LENGTH_UNUSABLE`,
 * `BUILDING_PLAN_INVALID`, `BUILDING_OUTSIDE_PICTURE`, `TRIGGER_INVALID`
 */
export function resolveSetUp(parameters: CollapseParameters, plate: PlateSize): CollapseSetUp {
  const plateCamera = solveCamera(parameters.camera, plate);
  const { outputCamera, plateFromOutput } = fitOutput(plateCamera, parameters.output);
  const building = resolvePlan(parameters.building, plateCamera);
  checkVisible(building, outputCamera);
  checkTrigger(parameters, building);
  return { parameters, plateCamera, outputCamera, plateFromOutput, building, sunDirection: resolveSun(parameters.sun) };
}

function fitOutput(
  plate: SolvedCamera,
  { widthPx, heightPx }: OutputParameters,
): Pick<CollapseSetUp, 'outputCamera' | 'plateFromOutput'> {
  const scale = Math.min(plate.widthPx / widthPx, plate.heightPx / heightPx);
  const offsetPx = [(plate.widthPx - widthPx * scale) / 2, (plate.heightPx - heightPx * scale) / 2] as const;
  const principalPx = [
    (plate.principalPx[0] - offsetPx[0]) / scale,
    (plate.principalPx[1] - offsetPx[1]) / scale,
  ] as const;
  return {
    outputCamera: { ...plate, widthPx, heightPx, focalPx: plate.focalPx / scale, principalPx },
    plateFromOutput: { scale, offsetPx },
  };
}

function resolveSun(sun: CollapseParameters['sun']): Vec3 {
  if (sun.direction) return normalise(sun.direction);
  const azimuth = ((sun.azimuthDeg ?? 0) * Math.PI) / 180;
  const elevation = ((sun.elevationDeg ?? 45) * Math.PI) / 180;
  const level = deterministicMath.cos(elevation);
  return normalise([
    level * deterministicMath.sin(azimuth),
    deterministicMath.sin(elevation),
    -level * deterministicMath.cos(azimuth),
  ]);
}

/** The façade that shows most must show enough: a house cut by the picture's edge counts by the part that is seen. */
function checkVisible(building: BuildingPlan, camera: SolvedCamera): void {
  const shares = building.cornersM.flatMap((_, facade) =>
    facesCamera(building, facade, camera) ? [sampleInside(building, facade, camera)] : [],
  );
  const best = Math.max(0, ...shares);
  if (best >= LEAST_VISIBLE_FRACTION) return;
  const seen =
    shares.length === 0
      ? 'the camera stands inside it'
      : `${Math.round(100 * best)} % of its best seen side lie in the picture`;
  throw new BacklotError(
    'BUILDING_OUTSIDE_PICTURE',
    `Building: ${seen}; at least ${100 * LEAST_VISIBLE_FRACTION} % are needed`,
    {
      hint: 'Check the plan, heightM, the known length and the camera; a house that runs on past the edge of the picture may end a little beyond it.',
      details: { insideFraction: best },
    },
  );
}

function edgeOf(
  { cornersM }: BuildingPlan,
  facade: number,
): readonly [readonly [number, number], readonly [number, number]] {
  const corner = cornersM[facade] ?? [0, 0];
  return [corner, cornersM[(facade + 1) % cornersM.length] ?? corner];
}

function facesCamera(building: BuildingPlan, facade: number, { positionM }: SolvedCamera): boolean {
  const [corner, next] = edgeOf(building, facade);
  const normal = [-(next[1] - corner[1]), next[0] - corner[0]] as const;
  return (positionM[0] - corner[0]) * normal[0] + (positionM[2] - corner[1]) * normal[1] > 0;
}

/** Share of a façade's points that lie in the picture. */
function sampleInside(building: BuildingPlan, facade: number, camera: SolvedCamera): number {
  const [corner, next] = edgeOf(building, facade);
  let inside = 0;
  for (let u = 0; u < SAMPLES_PER_EDGE; u++) {
    for (let v = 0; v < SAMPLES_PER_EDGE; v++) {
      const t = (u + 0.5) / SAMPLES_PER_EDGE;
      const y = ((v + 0.5) / SAMPLES_PER_EDGE) * building.heightM;
      const point: Vec3 = [corner[0] + t * (next[0] - corner[0]), y, corner[1] + t * (next[1] - corner[1])];
      const [xPx, yPx, depthM] = projectPoint(camera, point);
      if (depthM > 0.1 && xPx >= 0 && yPx >= 0 && xPx <= camera.widthPx && yPx <= camera.heightPx) inside++;
    }
  }
  return inside / (SAMPLES_PER_EDGE * SAMPLES_PER_EDGE);
}

function checkTrigger({ trigger }: CollapseParameters, building: BuildingPlan): void {
  if ('facade' in trigger && (trigger.facade ?? 0) >= building.cornersM.length) {
    throw new BacklotError('TRIGGER_INVALID', `Trigger: facade ${trigger.facade} of ${building.cornersM.length}`, {
      hint: 'Façades count from 0, the front.',
    });
  }
  const most = building.storeys - 1;
  if (trigger.kind === 'top-down' && (most < 1 || (trigger.fallingStoreys ?? 1) > most)) {
    throw new BacklotError(
      'TRIGGER_INVALID',
      `Trigger: top-down needs a storey below the falling ones, got ${building.storeys} storeys`,
      {
        hint: most < 1 ? 'Use bottom-first.' : `fallingStoreys is at most ${most}.`,
      },
    );
  }
}
