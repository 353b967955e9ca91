import { BacklotError } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../structure/seeded-random.ts';
import { cameraSchema } from './camera-schema.ts';
import type { PixelPoint, PixelSegment, Vec3 } from './measures.ts';
import { pixelOnGround, projectPoint } from './project-point.ts';
import { solveCamera } from './solve-camera.ts';
import type { SolvedCamera } from './solved-set-up.ts';

const plate = { widthPx: 1920, heightPx: 1080 };

/** A corner view of a street building; the world's origin is the near corner. */
function syntheticCamera(yawDeg: number, pitchDeg: number, focalPx: number): SolvedCamera {
  const camera = cameraSchema.parse({
    kind: 'pose',
    focalPx,
    positionM: [-6, 1.7, 28],
    yawDeg,
    pitchDeg,
    rollDeg: 0.8,
  });
  return solveCamera(camera, plate);
}

function pixelOf(camera: SolvedCamera, point: Vec3): PixelPoint {
  const [x, y] = projectPoint(camera, point);
  return [x, y];
}

function drawEdges(camera: SolvedCamera, direction: Vec3, starts: readonly Vec3[], noisePx = 0): PixelSegment[] {
  const random = createSeededRandom(3, direction[0], direction[1]);
  return starts.map((start) => {
    const a = pixelOf(camera, start);
    const b = pixelOf(camera, start.map((v, k) => v + direction[k]! * 14) as unknown as Vec3);
    const shake = () => (random() - 0.5) * 2 * noisePx;
    return [a[0] + shake(), a[1] + shake(), b[0] + shake(), b[1] + shake()];
  });
}

function drawCamera(truth: SolvedCamera, noisePx: number, extra: object = {}) {
  const levels = [0, 3, 6, 9, 12, 15];
  return cameraSchema.parse({
    kind: 'vanishing-lines',
    alongX: drawEdges(
      truth,
      [1, 0, 0],
      levels.map((y) => [0, y, 0] as const),
      noisePx,
    ),
    alongZ: drawEdges(
      truth,
      [0, 0, -1],
      levels.map((y) => [0, y, 0] as const),
      noisePx,
    ),
    knownLength: {
      lies: 'vertical',
      fromPx: pixelOf(truth, [0, 0, 0]),
      toPx: pixelOf(truth, [0, 9.6, 0]),
      lengthM: 9.6,
    },
    ...extra,
  });
}

function worstReprojectionPx(solved: SolvedCamera, truth: SolvedCamera): number {
  let worst = 0;
  for (const point of [
    [0, 0, 0],
    [14, 0, 0],
    [14, 18, 0],
    [0, 18, -14],
    [0, 9, -7],
    [5, 0, 6],
  ] as const) {
    const [a, b] = [pixelOf(solved, point), pixelOf(truth, point)];
    worst = Math.max(worst, Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
  }
  return worst;
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof BacklotError && error.hint ? error.code : `not expected: ${error}`;
  }
  return 'no error';
}

describe('a camera from vanishing lines', () => {
  it.each([
    [-35, 6, 1500],
    [-20, 0, 1100],
    [-50, 12, 2400],
  ])('comes back exactly from exact lines (yaw %d, pitch %d, focal %d)', (yaw, pitch, focal) => {
    const truth = syntheticCamera(yaw, pitch, focal);
    const solved = solveCamera(drawCamera(truth, 0), plate);
    expect(Math.abs(solved.focalPx / focal - 1)).toBeLessThan(1e-6);
    expect(worstReprojectionPx(solved, truth)).toBeLessThan(1e-3);
    for (const k of [0, 1, 2]) expect(solved.positionM[k]).toBeCloseTo(truth.positionM[k]!, 3);
  });

  it('finds the focal length within 1 % and points within 0.5 px from strokes 0.2 px off', () => {
    const truth = syntheticCamera(-35, 6, 1500);
    const solved = solveCamera(drawCamera(truth, 0.2), plate);
    expect(Math.abs(solved.focalPx / 1500 - 1)).toBeLessThan(0.01);
    expect(worstReprojectionPx(solved, truth)).toBeLessThan(0.5);
  });

  it('keeps its rotation orthonormal', () => {
    const { rotation: r } = solveCamera(drawCamera(syntheticCamera(-35, 6, 1500), 1), plate);
    for (const [i, j, value] of [
      [0, 0, 1],
      [1, 1, 1],
      [2, 2, 1],
      [0, 1, 0],
      [0, 2, 0],
      [1, 2, 0],
    ] as const) {
      expect(r[i]! * r[j]! + r[i + 3]! * r[j + 3]! + r[i + 6]! * r[j + 6]!).toBeCloseTo(value, 12);
    }
  });

  it('needs only one direction when the focal length is given and the horizon is level', () => {
    const truth = solveCamera(
      cameraSchema.parse({ kind: 'pose', focalPx: 1300, positionM: [0, 1.6, 20], yawDeg: 4, pitchDeg: 3 }),
      plate,
    );
    const starts = [
      [-4, 0, 0],
      [-4, 5, 0],
      [4, 0, 0],
      [4, 7, 0],
    ] as const;
    const camera = cameraSchema.parse({
      kind: 'vanishing-lines',
      focalPx: 1300,
      alongZ: drawEdges(truth, [0, 0, -1], starts),
      knownLength: { lies: 'ground', fromPx: pixelOf(truth, [-4, 0, 0]), toPx: pixelOf(truth, [4, 0, 0]), lengthM: 8 },
      originPx: pixelOf(truth, [0, 0, 0]),
    });
    expect(worstReprojectionPx(solveCamera(camera, plate), truth)).toBeLessThan(0.05);
  });

  it('refuses parallel strokes', () => {
    const truth = syntheticCamera(-35, 6, 1500);
    const parallel = [
      [100, 100, 900, 140],
      [100, 300, 900, 340],
      [100, 500, 900, 540],
    ];
    expect(codeOf(() => solveCamera(drawCamera(truth, 0, { alongX: parallel }), plate))).toBe(
      'VANISHING_LINES_PARALLEL',
    );
  });

  it('refuses a front view whose second direction hardly converges', () => {
    const truth = syntheticCamera(-0.4, 0, 1500);
    expect(codeOf(() => solveCamera(drawCamera(truth, 0.1), plate))).toBe('VANISHING_LINES_PARALLEL');
  });

  it('refuses lines that no focal length explains', () => {
    const truth = syntheticCamera(-35, 6, 1500);
    const alongZ = drawEdges(
      truth,
      [1, 0, 0.2],
      [
        [0, 0, 0],
        [0, 6, 0],
        [0, 12, 0],
      ],
    );
    expect(codeOf(() => solveCamera(drawCamera(truth, 0, { alongZ }), plate))).toBe('CAMERA_UNSOLVABLE');
  });

  it('refuses a single stroke, a single direction, and a known length in the sky', () => {
    const truth = syntheticCamera(-35, 6, 1500);
    expect(codeOf(() => solveCamera(drawCamera(truth, 0, { alongX: [[0, 0, 9, 9]] }), plate))).toBe(
      'VANISHING_LINES_TOO_FEW',
    );
    expect(codeOf(() => solveCamera(drawCamera(truth, 0, { alongX: undefined }), plate))).toBe('CAMERA_UNSOLVABLE');
    const knownLength = { lies: 'ground', fromPx: [500, 1000], toPx: [900, 5], lengthM: 3 };
    expect(codeOf(() => solveCamera(drawCamera(truth, 0, { knownLength }), plate))).toBe('KNOWN_LENGTH_UNUSABLE');
  });
});

describe('a camera from a pose', () => {
  it('projects a ground point and finds it again', () => {
    const camera = syntheticCamera(-30, 5, 1500);
    const ground = pixelOnGround(camera, pixelOf(camera, [3, 0, -4]))!;
    expect(ground[0]).toBeCloseTo(3, 9);
    expect(ground[2]).toBeCloseTo(-4, 9);
  });

  it('turns to −X with a positive yaw and looks up with a positive pitch', () => {
    const camera = syntheticCamera(90, 10, 1000);
    const [, , depth] = projectPoint(camera, [-40, 1.7, 28]);
    expect(depth).toBeGreaterThan(30);
    expect(projectPoint(camera, [-40, 1.7, 28])[1]).toBeGreaterThan(540);
  });
});
