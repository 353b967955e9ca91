import { describe, expect, it } from 'vitest';
import { projectPoint } from '../../set-up/project-point.ts';
import type { SolvedCamera } from '../../set-up/solved-set-up.ts';
import { buildStructure } from '../../structure/build-structure.ts';
import { smallTower } from '../../testing/small-tower.ts';
import { readStrengthMap } from './strength-map.ts';

const camera: SolvedCamera = {
  widthPx: 64,
  heightPx: 48,
  focalPx: 50,
  principalPx: [32, 24],
  positionM: [4.5, 4, 16],
  rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
const model = buildStructure(smallTower(2, 200), 3);

/** A map whose left half has one grey and whose right half another, in display codes. */
function paint(left: number, right: number) {
  const light = (code: number): number => {
    const v = code / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  const data = new Float32Array(64 * 48 * 3);
  for (let i = 0; i < data.length; i++) data[i] = light(Math.floor(i / 3) % 64 < 32 ? left : right);
  return { widthPx: 64, heightPx: 48, channels: 3 as const, data };
}

describe('a strength map', () => {
  it('leaves mid grey as it is', () => {
    expect([...new Set(readStrengthMap(paint(128, 128), model, camera))]).toEqual([1]);
  });

  it('weakens what is dark and strengthens what is light, façade and what is behind it', () => {
    const factors = readStrengthMap(paint(0, 255), model, camera);
    model.pieces.forEach(({ id, restOriginM }) => {
      const [xPx] = projectPoint(camera, restOriginM);
      expect(factors[id]).toBeCloseTo(xPx < 32 ? 1 / 6 : 6, 5);
    });
  });

  it('has nothing to say of what lies outside the plate', () => {
    const away = { ...camera, positionM: [4.5, 4, -60] as const };
    expect([...new Set(readStrengthMap(paint(0, 0), model, away))]).toEqual([1]);
  });
});
