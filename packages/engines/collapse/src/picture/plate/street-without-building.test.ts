import { describe, expect, it } from 'vitest';
import { pixelOnGround, projectPoint } from '../../set-up/project-point.ts';
import { solveCamera } from '../../set-up/solve-camera.ts';
import type { BuildingPlan } from '../../set-up/solved-set-up.ts';
import { fillStreet, type StreetEvidence } from './street-without-building.ts';

const [widthPx, heightPx] = [320, 180];
const count = widthPx * heightPx;
const GROUND = 5;

const camera = solveCamera(
  { kind: 'pose', focalPx: 200, positionM: [0, 8, 20], yawDeg: 0, pitchDeg: 0, rollDeg: 0 },
  { widthPx, heightPx },
);
const plan = {
  cornersM: [
    [-3, 0],
    [3, 0],
    [3, -6],
    [-3, -6],
  ],
} as unknown as BuildingPlan;

/** A paved street under a clear sky, a row of houses 40 m behind. */
function shadeAt(x: number, y: number): readonly [number, number, number] {
  const onGround = pixelOnGround(camera, [x + 0.5, y + 0.5]);
  if (onGround && onGround[2] > -30) {
    const isJoint = ((onGround[0] % 2) + 2) % 2 < 0.9;
    return isJoint ? [0.1, 0.1, 0.1] : [0.3, 0.29, 0.28];
  }
  const roof = projectPoint(camera, [0, 14, -30])[1];
  if (y < roof) return [0.25 + y / 600, 0.4 + y / 600, 0.75];
  return x % 12 < 5 && y % 10 < 5 ? [0.08, 0.07, 0.06] : [0.5, 0.3, 0.2];
}

function makeStreet(): StreetEvidence & { readonly truth: Float32Array } {
  const truth = new Float32Array(count * 3);
  const hole = new Uint32Array(count);
  const openIds = new Uint32Array(count);
  const openDepths = new Float32Array(count);
  const [left] = projectPoint(camera, [-3, 0, 0]);
  const [right, foot] = projectPoint(camera, [3, 0, 0]);
  const [, top] = projectPoint(camera, [0, 15, 0]);
  for (let pixel = 0; pixel < count; pixel++) {
    const [x, y] = [pixel % widthPx, Math.floor(pixel / widthPx)];
    truth.set(shadeAt(x, y), pixel * 3);
    if (x >= left && x < right && y >= Math.max(top, 8) && y < foot) hole[pixel] = 1;
    const onGround = pixelOnGround(camera, [x + 0.5, y + 0.5]);
    if (!onGround) continue;
    openIds[pixel] = GROUND;
    openDepths[pixel] = 20 - onGround[2];
  }
  const data = truth.map((value, at) => (hole[(at - (at % 3)) / 3] ? 0.02 * (at % 3) : value));
  const none = new Uint8Array(count);
  return {
    camera,
    plan,
    picture: { widthPx, heightPx, data },
    hole,
    unfit: none,
    inFront: none,
    openIds,
    openDepths,
    groundId: GROUND,
    truth,
  };
}

const street = makeStreet();
const filled = fillStreet(street);

/** Share of the hole's pixels in these rows that come out near the truth. */
function shareNear(rows: readonly [number, number]): number {
  let near = 0;
  let all = 0;
  for (let pixel = rows[0] * widthPx; pixel < rows[1] * widthPx; pixel++) {
    if (!street.hole[pixel]) continue;
    all++;
    const off = [0, 1, 2].map((channel) => Math.abs(filled[pixel * 3 + channel]! - street.truth[pixel * 3 + channel]!));
    if (Math.max(...off) < 0.08) near++;
  }
  return near / all;
}

describe('fillStreet', () => {
  it('leaves all outside the hole bit for bit', () => {
    expect(filled.every((value, at) => street.hole[(at - (at % 3)) / 3] || value === street.truth[at])).toBe(true);
  });

  it('continues a clear sky over the whole height that it has', () => {
    expect(shareNear([20, 50])).toBe(1);
  });

  it('continues paving in its perspective', () => {
    expect(shareNear([140, 168])).toBeGreaterThan(0.8);
  });

  it('continues the houses behind with their roof line and storeys', () => {
    expect(shareNear([66, 115])).toBeGreaterThan(0.6);
    const roof = Math.round(projectPoint(camera, [0, 14, -30])[1]);
    for (const x of [120, 160, 200]) {
      expect(filled[((roof - 4) * widthPx + x) * 3 + 2]).toBeGreaterThan(0.6);
      expect(filled[((roof + 4) * widthPx + x) * 3 + 2]).toBeLessThan(0.3);
    }
  });

  it('copies nothing that stands in front', () => {
    const inFront = new Uint8Array(count);
    const data = street.picture.data.slice();
    for (let y = 60; y < 150; y++) {
      for (let x = 60; x < 80; x++) {
        inFront[y * widthPx + x] = 1;
        data.set([0, 0.9, 0], (y * widthPx + x) * 3);
      }
    }
    const clean = fillStreet({ ...street, picture: { widthPx, heightPx, data }, inFront });
    const green = clean.some((value, at) => at % 3 === 1 && street.hole[(at - 1) / 3] && value > 0.75);
    expect(green).toBe(false);
  });
});
