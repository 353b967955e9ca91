import { describe, expect, it } from 'vitest';
import type { BuildingModel } from '../../structure/building-model.ts';
import { toneBrick } from './tone-brick.ts';

const model = { facades: [{ kind: 'roof' }, { kind: 'wall' }] } as unknown as BuildingModel;
const flat = (facade: number, texels: number, albedo: number[]) => ({
  facade,
  width: texels,
  height: 1,
  data: Float32Array.from({ length: texels * 4 }, (_, at) => [...albedo, 1][at % 4]!),
});

describe('toneBrick', () => {
  it('takes the hue of the photographed wall half way, not of the roof', () => {
    const { colour } = toneBrick(model, [flat(0, 64, [0, 0, 1]), flat(1, 32, [0.2, 0.17, 0.11])]);
    expect(colour[0]).toBeCloseTo(Math.sqrt(0.36 * 0.2), 5);
    expect(colour[1]).toBeCloseTo(0.17, 5);
    expect(colour[2]).toBeCloseTo(0.11, 5);
  });

  it('stays red brick where no wall is pictured', () => {
    expect(toneBrick(model, [flat(0, 64, [0, 0, 1])]).colour).toEqual([0.36, 0.17, 0.11]);
  });
});
