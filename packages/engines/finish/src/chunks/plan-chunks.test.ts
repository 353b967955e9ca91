import { describe, expect, it } from 'vitest';
import { planChunks } from './plan-chunks.ts';

const wan = { step: 4, least: 5, most: 81 };

describe('planChunks', () => {
  it('pads a short shot to the next count that the model takes', () => {
    expect(planChunks({ ...wan, durationFrames: 24, overlapFrames: 9 })).toEqual([
      { name: 'chunk-001', firstFrame: 0, shotFrames: 24, modelFrames: 25, sharedFrames: 0 },
    ]);
    expect(planChunks({ step: 4, least: 49, most: 49, durationFrames: 10, overlapFrames: 9 })[0]?.modelFrames).toBe(49);
  });

  it.each([82, 100, 153, 154, 161, 240, 1000, 1001])('covers a shot of %i frames without a gap', (durationFrames) => {
    const chunks = planChunks({ ...wan, durationFrames, overlapFrames: 9 });
    expect(chunks[0]?.firstFrame).toBe(0);
    const last = chunks.at(-1);
    expect((last?.firstFrame ?? 0) + (last?.shotFrames ?? 0)).toBe(durationFrames);
    for (const [index, { shotFrames, modelFrames, firstFrame, sharedFrames }] of chunks.entries()) {
      expect(modelFrames % 4).toBe(1);
      expect(modelFrames).toBe(shotFrames);
      const before = chunks[index - 1];
      if (!before) continue;
      expect(sharedFrames).toBeGreaterThanOrEqual(9);
      expect(firstFrame + sharedFrames).toBe(before.firstFrame + before.shotFrames);
    }
  });

  it('asks for no longer chunks than a shot needs', () => {
    const chunks = planChunks({ ...wan, durationFrames: 82, overlapFrames: 9 });
    expect(chunks.map(({ modelFrames }) => modelFrames)).toEqual([49, 49]);
  });

  it('refuses chunks that their overlap fills', () => {
    expect(() => planChunks({ ...wan, most: 17, durationFrames: 60, overlapFrames: 9 })).toThrow(/too short/);
  });
});
