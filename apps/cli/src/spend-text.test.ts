import type { ModelCall } from '@backlot/film';
import { expect, it } from 'vitest';
import { describeSpend } from './spend-text.ts';

const call: ModelCall = {
  id: 'call-1',
  take: 'take-1',
  production: 'harbour',
  shot: 'sq010/sh0010',
  name: 'variant-1',
  task: 'image',
  card: 'card-1',
  model: 'clay-1',
  backEnd: 'back-end-1',
  state: 'finished',
  sent: { words: '{}', files: [] },
  received: [],
  startedAt: '2026-11-25T10:00:00.000Z',
};

function rowsOf(calls: readonly ModelCall[]): string[] {
  const terms = { isOffline: false, shotBudgetsUsdMicros: {} };
  return describeSpend({ terms, spentUsdMicros: 0, uncertainUsdMicros: 0, shots: [], calls }).split('\n').slice(1);
}

it('says of each call what was estimated, and what it counts for in the sum', () => {
  const estimateUsdMicros = 40_000;
  expect(
    rowsOf([
      { ...call, estimateUsdMicros, costUsdMicros: 30_000 },
      { ...call, state: 'failed', estimateUsdMicros },
      { ...call, state: 'failed', estimateUsdMicros, mayBeCharged: true },
      call,
      { ...call, reuses: 'call-0', costUsdMicros: 0 },
    ]).map((row) => row.replace(/^.*clay-1 {2}/, '')),
  ).toEqual([
    'finished  estimate $0.04  cost $0.03',
    'failed  estimate $0.04  cost $0.00',
    'failed  estimate $0.04  cost $0.04',
    'finished  estimate unknown  cost unknown',
    'has the answer of call call-0, paid there',
    'online',
    'no limit on what models cost',
  ]);
});

it('says how many calls it does not show', () => {
  expect(rowsOf(Array.from({ length: 42 }, () => call))[20]).toBe('  … and 22 more; --json lists all');
});
