import { readFile } from 'node:fs/promises';
import { BacklotError } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { materialLimits, overrideLimits } from '../structure/material-limits.ts';
import { type CollapseParametersInput, collapseParametersSchema } from './collapse-parameters.ts';
import { projectPoint } from './project-point.ts';
import { resolveSetUp } from './resolve-set-up.ts';

const plate = { widthPx: 1280, heightPx: 720 };
const base = {
  camera: { kind: 'pose', focalPx: 1000, positionM: [-14, 1.7, 30], yawDeg: -22, pitchDeg: 10 },
  building: { plan: { kind: 'box', cornerM: [-11, 0], widthM: 22, depthM: 16 }, heightM: 21, storeys: 6, bays: [4, 3] },
  sun: { azimuthDeg: 230, elevationDeg: 40 },
  trigger: { kind: 'bottom-first' },
} satisfies CollapseParametersInput;

type Parts = { [K in keyof CollapseParametersInput]?: unknown } & Record<string, unknown>;

function resolve(parts: Parts = {}) {
  return resolveSetUp(collapseParametersSchema.parse({ ...base, ...parts }), plate);
}

function codeOf(parts: Parts): string {
  try {
    resolve(parts);
  } catch (error) {
    return error instanceof BacklotError && error.hint ? error.code : 'not a BacklotError';
  }
  return 'no error';
}

describe('a resolved set-up', () => {
  it('places a box in front, right, back, left order with levels and bays', () => {
    const { building } = resolve();
    expect(building.cornersM).toEqual([
      [-11, 0],
      [11, 0],
      [11, -16],
      [-11, -16],
    ]);
    expect(building.bays).toEqual([4, 3, 4, 3]);
    expect(building.levelsM).toHaveLength(7);
    expect(building.levelsM[6]).toBeCloseTo(20.2, 12);
  });

  it('finds the same box from base corners in plate pixels', () => {
    const { plateCamera, building } = resolve();
    const px = (x: number, z: number) => projectPoint(plateCamera, [x, 0, z]).slice(0, 2);
    const plan = { kind: 'box', basePx: [px(-11, -16), px(-11, 0), px(11, 0)] };
    const byThree = resolve({ building: { ...base.building, plan } }).building;
    const two = { kind: 'box', basePx: [px(-11, 0), px(11, 0)], depthM: 16 };
    const byTwo = resolve({ building: { ...base.building, plan: two } }).building;
    building.cornersM.flat().forEach((value, i) => {
      expect(byThree.cornersM.flat()[i]).toBeCloseTo(value, 6);
      expect(byTwo.cornersM.flat()[i]).toBeCloseTo(value, 6);
    });
  });

  it('takes a footprint in either order and keeps façade 0', () => {
    const cornersM = [
      [-11, 0],
      [11, 0],
      [11, -16],
      [-11, -16],
    ];
    const turned = [cornersM[1], cornersM[0], cornersM[3], cornersM[2]];
    const plan = { kind: 'footprint', cornersM: turned };
    expect(resolve({ building: { ...base.building, plan } }).building.cornersM).toEqual(cornersM);
  });

  it('covers the output with the plate, centred', () => {
    const { outputCamera, plateCamera, plateFromOutput } = resolve({ output: { widthPx: 640, heightPx: 480 } });
    expect(plateFromOutput).toEqual({ scale: 1.5, offsetPx: [160, 0] });
    const [x, y] = projectPoint(outputCamera, [0, 3, 0]);
    const [px, py] = projectPoint(plateCamera, [0, 3, 0]);
    expect(x * 1.5 + 160).toBeCloseTo(px, 9);
    expect(y * 1.5).toBeCloseTo(py, 9);
  });

  it('turns sun angles into a direction', () => {
    const [x, y, z] = resolve({ sun: { azimuthDeg: 90, elevationDeg: 30 } }).sunDirection;
    expect([x, y, z].map((v) => Number(v.toFixed(9)))).toEqual([0.866025404, 0.5, -0]);
  });

  it('refuses a building outside the picture', () => {
    const away = { ...base.building, plan: { ...base.building.plan, cornerM: [200, 0] } };
    expect(codeOf({ building: away })).toBe('BUILDING_OUTSIDE_PICTURE');
    const behind = { ...base.building, plan: { ...base.building.plan, cornerM: [-11, 80] } };
    expect(codeOf({ building: behind })).toBe('BUILDING_OUTSIDE_PICTURE');
    const around = { ...base.building, plan: { ...base.building.plan, cornerM: [-25, 38] } };
    expect(codeOf({ building: around })).toBe('BUILDING_OUTSIDE_PICTURE');
  });

  it('takes a house that runs on past the edge of the picture', () => {
    const camera = { kind: 'pose', focalPx: 1000, positionM: [-4.2, 1.4, 18], yawDeg: 2, pitchDeg: 2 };
    const plan = { kind: 'box', cornerM: [0, 0], widthM: 12, depthM: 8, yawDeg: -90 };
    expect(() => resolve({ camera, building: { plan, heightM: 5.7, storeys: 1 } })).not.toThrow();
  });

  it('refuses plans that cannot stand', () => {
    const plans = [
      { kind: 'box', widthM: 22, depthM: 16 },
      {
        kind: 'box',
        basePx: [
          [100, 600],
          [700, 600],
        ],
      },
      {
        kind: 'box',
        basePx: [
          [100, 6],
          [700, 6],
        ],
        depthM: 10,
      },
      {
        kind: 'footprint',
        cornersM: [
          [-11, 0],
          [11, 0],
          [-11, -16],
          [11, -16],
        ],
      },
      {
        kind: 'footprint',
        cornersM: [
          [-11, 0],
          [11, 0],
          [11.5, 0.1],
          [-11, -16],
        ],
      },
    ];
    for (const plan of plans) expect(codeOf({ building: { ...base.building, plan } })).toBe('BUILDING_PLAN_INVALID');
    expect(codeOf({ building: { ...base.building, storeys: 20 } })).toBe('BUILDING_PLAN_INVALID');
  });

  it('refuses triggers without a place', () => {
    expect(codeOf({ trigger: { kind: 'one-side', facade: 4 } })).toBe('TRIGGER_INVALID');
    expect(codeOf({ trigger: { kind: 'top-down', fallingStoreys: 6 } })).toBe('TRIGGER_INVALID');
  });
});

describe('limits in a set-up', () => {
  it('replace those of their material and leave the others', () => {
    const limits = overrideLimits({ masonry: { tensionMpa: 0.1 } });
    expect(limits.masonry).toEqual({ ...materialLimits.masonry, tensionPa: 0.1e6 });
    expect(limits.concrete).toEqual(materialLimits.concrete);
  });
});

describe('the guide’s worked example', () => {
  it('lays the box on the photographed wall', async () => {
    const guide = await readFile(new URL('../../../../../docs/guide/collapse-set-up.md', import.meta.url), 'utf8');
    const example = JSON.parse(/```json\n(.*?)```/s.exec(guide)![1]!);
    const plate = { widthPx: 880, heightPx: 660 };
    const { plateCamera, building } = resolveSetUp(collapseParametersSchema.parse(example.parameters), plate);
    const seenAt = (uM: number, yM: number): readonly [number, number, number] =>
      projectPoint(plateCamera, [0, yM, building.cornersM[0]![1] + uM]);
    const near = (point: readonly number[], [xPx, yPx]: readonly [number, number]): void => {
      expect(Math.abs(point[0]! - xPx)).toBeLessThan(4);
      expect(Math.abs(point[1]! - yPx)).toBeLessThan(4);
    };
    // Read off the photograph: the wall's foot, the lintel and sill of either window, the plinth by the gate.
    near(seenAt(0.25, 0), [630, 393]);
    near(seenAt(1.82, 3.95), [649, 167]);
    near(seenAt(6.75, 1.97), [757, 270]);
    near(seenAt(9.12, 1.24), [851, 336]);
    expect(plateCamera.positionM[1]).toBeCloseTo(1.43, 1);
    expect(building.levelsM[2]).toBeCloseTo(5.5, 9);
  });
});

describe('the parameters schema', () => {
  it('fills in the defaults', () => {
    const parsed = collapseParametersSchema.parse(base);
    expect(parsed.output).toEqual({
      widthPx: 1280,
      heightPx: 720,
      frameRate: { numerator: 24, denominator: 1 },
      durationFrames: 96,
      firstFrame: 1001,
      samplesPerPixel: 4,
      prores: false,
      sound: { layout: 'stereo', distanceDelay: true, airAbsorption: true, reverb: 1 },
    });
    expect(parsed.building.pieceTarget).toBe(1600);
  });

  it.each([
    ['an unknown field', { output: { widht: 640 } }],
    ['more samples than the tracer takes', { output: { samplesPerPixel: 17 } }],
    ['an unknown camera field', { camera: { ...base.camera, fovDeg: 40 } }],
    ['zero frames', { output: { durationFrames: 0 } }],
    ['10⁹ frames', { output: { durationFrames: 1e9 } }],
    ['half a frame', { output: { durationFrames: 1.5 } }],
    ['an odd size', { output: { widthPx: 641 } }],
    ['a huge size', { output: { widthPx: 30_000 } }],
    ['NaN', { building: { ...base.building, heightM: Number.NaN } }],
    ['Infinity', { sun: { azimuthDeg: Number.POSITIVE_INFINITY, elevationDeg: 10 } }],
    ['a negative height', { building: { ...base.building, heightM: -3 } }],
    ['a sun below the horizon', { sun: { direction: [1, -0.1, 0] } }],
    ['two suns', { sun: { azimuthDeg: 1, elevationDeg: 20, direction: [1, 1, 0] } }],
    ['no lintel', { building: { ...base.building, openings: { sillFraction: 0.5, heightFraction: 0.6 } } }],
    ['an odd frame rate', { output: { frameRate: '24/0' } }],
    [
      'a segment without length',
      {
        camera: {
          kind: 'vanishing-lines',
          alongX: [[5, 5, 5, 5]],
          knownLength: { lies: 'ground', fromPx: [0, 0], toPx: [1, 1], lengthM: 1 },
        },
      },
    ],
    [
      'no drawn direction',
      {
        camera: { kind: 'vanishing-lines', knownLength: { lies: 'ground', fromPx: [0, 0], toPx: [1, 1], lengthM: 1 } },
      },
    ],
    ['a trigger without a kind', { trigger: { startFrame: 4 } }],
    ['members of no selection', { trigger: { kind: 'members', members: [] } }],
    ['bays without their façade', { trigger: { kind: 'members', members: [{ bays: [0] }] } }],
    ['a field of another trigger', { trigger: { kind: 'fire', forceKn: 3 } }],
    ['ground that does nothing', { trigger: { kind: 'ground' } }],
    [
      'shaking out of order',
      {
        trigger: {
          kind: 'ground',
          shaking: [
            { afterFrames: 4, ms2: [0, 0, 0] },
            { afterFrames: 2, ms2: [1, 0, 0] },
          ],
        },
      },
    ],
    [
      'a push between heights that are upside down',
      { trigger: { kind: 'push', forceKn: 9, fromHeightM: 5, toHeightM: 2 } },
    ],
    ['a box inside out', { direction: { strength: [{ withinM: { minM: [0, 0, 0], maxM: [1, -1, 1] }, factor: 2 }] } }],
    [
      'a clock that runs backwards through its keys',
      {
        direction: {
          timeWarp: [
            { frame: 9, speed: 1 },
            { frame: 9, speed: 0 },
          ],
        },
      },
    ],
    ['limits of no material', { building: { ...base.building, limits: { wood: { tensionMpa: 1 } } } }],
  ])('refuses %s', (_, parts) => {
    expect(collapseParametersSchema.safeParse({ ...base, ...parts }).success).toBe(false);
  });
});
