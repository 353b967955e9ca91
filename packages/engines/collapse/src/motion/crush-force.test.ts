import { describe, expect, it } from 'vitest';
import type { BuildingPiece } from '../structure/building-model.ts';
import { crumbleForce, crumbleInto, crushForce } from './crush-force.ts';

const pieceOf = (edgeM: number): BuildingPiece => ({
  id: 0,
  elementId: 0,
  material: 'masonry',
  storey: 0,
  facade: 0,
  volumeM3: edgeM ** 3,
  massKg: 1900 * edgeM ** 3,
  restOriginM: [0, 1, 0],
  radiusM: edgeM * 0.87,
});

describe('crumbling', () => {
  it('turns pieces below 15 cm to grains, with all their mass', () => {
    expect(crumbleInto(pieceOf(0.149))).toMatchObject({ isGone: true, massKg: 1900 * 0.149 ** 3 });
    expect(crumbleInto(pieceOf(0.02)).sizeM).toBeCloseTo(0.01, 6);
  });

  it('leaves larger ones most of theirs', () => {
    const { isGone, massKg, sizeM } = crumbleInto(pieceOf(0.5));
    expect(isGone).toBe(false);
    expect(massKg).toBeCloseTo(0.12 * 1900 * 0.125, 6);
    expect(sizeM).toBe(0.15);
  });

  it('needs more force than breaking off, and more for larger pieces', () => {
    expect(crumbleForce(pieceOf(0.5))).toBeGreaterThan(crushForce(pieceOf(0.5)));
    expect(crushForce(pieceOf(0.5))).toBeGreaterThan(crushForce(pieceOf(0.2)));
  });
});
