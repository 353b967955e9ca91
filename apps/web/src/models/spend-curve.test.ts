import type { ModelCall } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { curveOf } from './spend-curve.ts';

const CALL: ModelCall = {
  id: 'c1',
  take: 't1',
  production: 'example',
  shot: 'sq010/sh0040',
  name: 'variant-1',
  task: 'image',
  card: 'm1',
  model: 'clay',
  backEnd: 'b1',
  state: 'finished',
  sent: { words: 'a'.repeat(64), files: [] },
  received: [],
  startedAt: '2026-11-25T10:00:00.000Z',
};

describe('the curve of what was spent', () => {
  it('grows from the oldest call to the newest, whatever order they come in', () => {
    const later = { ...CALL, startedAt: '2026-11-25T11:00:00.000Z', costUsdMicros: 5 };
    const totals = curveOf([later, { ...CALL, costUsdMicros: 3 }]).map((point) => point.totalUsdMicros);
    expect(totals).toEqual([3, 8]);
  });

  it('counts the estimate of what may still be charged, and nothing of what failed', () => {
    const open = { ...CALL, state: 'uncertain', estimateUsdMicros: 7 } as const;
    const failed = { ...CALL, state: 'failed', estimateUsdMicros: 9 } as const;
    expect(curveOf([open, failed]).map((point) => point.totalUsdMicros)).toEqual([7]);
  });
});
