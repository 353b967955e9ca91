import type { EngineProgress } from '@backlot/engine';
import { describe, expect, it } from 'vitest';
import { trackStages } from './stage-progress.ts';

describe('trackStages', () => {
  it('never falls, ends at 1 only when all stages have, and tells the time left at the pace so far', () => {
    const seen: EngineProgress[] = [];
    let clock = 0;
    const track = trackStages(
      (progress) => seen.push(progress),
      () => clock,
    );
    track('prepare', 1);
    clock = 10_000;
    track('render', 0.5);
    track('simulate', 1);
    track('render', 0.25);
    track('render', 1);
    track('finish', 1);
    const fractions = seen.map((progress) => progress.fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.slice(0, -1).every((fraction) => fraction < 1)).toBe(true);
    expect(fractions.at(-1)).toBe(1);
    expect(seen[1]?.remainingMs).toBe(Math.round((10_000 * (1 - 0.44)) / 0.44));
  });
});
