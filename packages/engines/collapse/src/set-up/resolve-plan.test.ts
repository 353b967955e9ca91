import { BacklotError } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { buildingSchema } from './building-schema.ts';
import { resolvePlan } from './resolve-plan.ts';
import type { SolvedCamera } from './solved-set-up.ts';

const camera: SolvedCamera = {
  widthPx: 1280,
  heightPx: 720,
  focalPx: 1000,
  principalPx: [640, 360],
  positionM: [0, 2, 40],
  rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
const base = { plan: { kind: 'box', cornerM: [-11, 0], widthM: 22, depthM: 16 }, heightM: 21, storeys: 6 };

const resolve = (parts: Record<string, unknown> = {}) =>
  resolvePlan(buildingSchema.parse({ ...base, ...parts }), camera);

function problemOf(parts: Record<string, unknown>): string {
  try {
    resolve(parts);
  } catch (error) {
    return error instanceof BacklotError && error.code === 'BUILDING_PLAN_INVALID' && error.hint ? error.message : '?';
  }
  return 'none';
}

describe('structure and roof', () => {
  it('are masonry and flat unless told otherwise', () => {
    const plan = resolve();
    expect(plan.structure).toEqual({ kind: 'masonry' });
    expect(plan.roof).toEqual({ kind: 'flat' });
    expect(plan.levelsM.at(-1)).toBeCloseTo(20.2, 9);
  });

  it('give frames of five storeys or more a core', () => {
    const coreOf = (parts: Record<string, unknown>) => {
      const { structure } = resolve({ structure: { kind: 'concrete-frame', ...parts }, ...parts });
      return structure.kind === 'concrete-frame' && structure.core;
    };
    expect(coreOf({})).toBe(true);
    expect(resolve({ structure: { kind: 'concrete-frame' }, storeys: 4 }).structure).toMatchObject({
      core: false,
      columnM: 0.45,
      skin: 'curtain',
    });
  });

  it('end the walls at heightM below a pitched roof, with the ridge along the longer side', () => {
    const plan = resolve({ roof: { kind: 'gable', pitchDeg: 45 } });
    expect(plan.levelsM.at(-1)).toBe(21);
    expect(plan.roof).toMatchObject({ kind: 'gable', eavesSide: 0, overhangM: 0.3 });
    expect(plan.roof.kind === 'gable' && plan.roof.ridgeM).toBeCloseTo(8, 9);
    expect(resolve({ roof: { kind: 'gable', ridgeM: 3, eaves: 'side' } }).roof).toMatchObject({
      eavesSide: 1,
      ridgeM: 3,
    });
  });

  it('refuse what cannot be built, with the value', () => {
    const footprint = {
      kind: 'footprint',
      cornersM: [
        [0, 0],
        [12, 0],
        [12, -6],
        [6, -6],
        [6, -12],
        [0, -12],
      ],
    };
    expect(problemOf({ plan: footprint, roof: { kind: 'gable' } })).toMatch(/gable roof needs a box/);
    expect(problemOf({ plan: footprint, roof: { kind: 'mansard' } })).toMatch(/inner corners/);
    expect(problemOf({ roof: { kind: 'mansard', steepM: 8, pitchDeg: 46 } })).toMatch(/7\.73 m leaves no deck/);
    expect(buildingSchema.safeParse({ ...base, roof: { kind: 'mansard', upperPitchDeg: 1 } }).success).toBe(false);
    expect(problemOf({ structure: { kind: 'concrete-frame', beamDepthM: 0.3 } })).toMatch(/beamDepthM 0\.3/);
    expect(buildingSchema.safeParse({ ...base, roof: { kind: 'gable', ridgeM: 3, pitchDeg: 30 } }).success).toBe(false);
    expect(buildingSchema.safeParse({ ...base, fragments: { masonry: { sizeM: 0 } } }).success).toBe(false);
  });
});

describe('a wing', () => {
  const wing = { plan: { kind: 'box', cornerM: [11.3, -1], widthM: 8, depthM: 9, yawDeg: 1.5 } };

  it('is turned parallel and moved against the wall that it nearly touches', () => {
    const [placed] = resolve({ wings: [wing] }).wings;
    expect(placed?.cornersM[0]?.[0]).toBeCloseTo(11, 9);
    expect(placed?.cornersM[3]?.[0]).toBeCloseTo(11, 9);
    expect(placed?.cornersM[1]?.[1]).toBeCloseTo(placed?.cornersM[0]?.[1] ?? 0, 9);
  });

  it('takes after the main block in what it leaves out', () => {
    const [placed] = resolve({ bays: [7, 2], roof: { kind: 'gable' }, wings: [{ ...wing, storeys: 5 }] }).wings;
    expect(placed).toMatchObject({ heightM: 21, storeys: 5, roof: { kind: 'gable' }, bays: [2, 2, 2, 2] });
  });

  it('may stand against a wing before it', () => {
    const second = { plan: { kind: 'box', cornerM: [19.2, -1], widthM: 5, depthM: 5 } };
    const placed = resolve({ wings: [wing, second] }).wings[1];
    expect(placed?.cornersM[0]?.[0]).toBeCloseTo(19, 6);
  });

  it('is refused away from all others, or inside one', () => {
    const at = (x: number) => ({ wings: [{ plan: { ...wing.plan, cornerM: [x, -1] } }] });
    expect(problemOf(at(14))).toMatch(/wings\[0\] touches no other block/);
    expect(problemOf({ wings: [wing, { plan: { kind: 'box', cornerM: [11, -3], widthM: 8, depthM: 4 } }] })).toMatch(
      /wings\[1\] stands [\d.]+ m² inside wings\[0\]/,
    );
  });
});
