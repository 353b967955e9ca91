import { describe, expect, it } from 'vitest';
import type { Facade } from '../../structure/building-model.ts';
import type { BakedFacade } from './baked-facade.ts';
import { completeFacade } from './complete-facade.ts';

const facade = (id: number, kind: Facade['kind'], rise: number): Facade => ({
  id,
  kind,
  originM: [0, 0, 0],
  uAxis: [1, 0, 0],
  vAxis: [0, 1, 0],
  normal: [0, rise, Math.sqrt(1 - rise * rise)],
  widthM: 4,
  heightM: 4,
});

/** Four by four texels; `seen` says of how many columns, from the left. */
const baked = (id: number, seenColumns: number, albedo: number): BakedFacade => {
  const seen = Uint8Array.from({ length: 16 }, (_, i) => (i % 4 < seenColumns ? 1 : 0));
  const data = Float32Array.from({ length: 64 }, (_, at) => (seen[at >> 2] ? albedo : 0));
  return { facade: id, width: 4, height: 4, data, seen, seenShare: seenColumns / 4 };
};

const facades = [
  facade(0, 'wall', 0),
  facade(1, 'wall', 0),
  facade(2, 'roof', 0.78),
  facade(3, 'roof', 0.78),
  facade(4, 'roof', 1),
];
const pictures = [baked(0, 4, 0.5), baked(1, 0, 0), baked(2, 4, 0.2), baked(3, 0, 0), baked(4, 0, 0)];
const complete = (id: number, sources = pictures): number[] => {
  const { data } = completeFacade(sources[id]!, id, { baked: sources, facades });
  return [...data].filter((_, at) => at % 4 < 3);
};

describe('completeFacade', () => {
  it('gives a hidden wall the look of a seen wall, and a hidden slope that of the seen slope', () => {
    for (const albedo of complete(1)) expect(albedo).toBeCloseTo(0.5, 6);
    for (const albedo of complete(3)) expect(albedo).toBeCloseTo(0.2, 6);
  });

  it('covers a level roof with gravel, whatever the slopes look like', () => {
    expect(complete(4)[0]).toBeCloseTo(0.16, 6);
  });

  it('covers a slope with tiles where the plate shows none', () => {
    const hidden = [baked(0, 4, 0.5), baked(1, 0, 0), baked(2, 0, 0), baked(3, 0, 0), baked(4, 0, 0)];
    const [red = 0, green = 0] = complete(3, hidden);
    expect(red).toBeGreaterThan(1.5 * green);
  });
});
