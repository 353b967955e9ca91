import type { CallPlan } from '@backlot/engine';
import type { ModelPrice } from '@backlot/film';
import { expect, it } from 'vitest';
import { costOfCall } from './cost-of-call.ts';

const plan = { name: 'a', card: 'c', words: [{ where: 'line 1', text: 'x'.repeat(500) }], sources: [] };
const picture: CallPlan = { ...plan, task: 'image', widthPx: 1344, heightPx: 768 };
const film: CallPlan = { ...plan, task: 'video', durationFrames: 81, frameRate: { numerator: 24, denominator: 1 } };

it.each<[ModelPrice['unit'], CallPlan, number | undefined]>([
  ['call', picture, 1000],
  ['image', picture, 1000],
  ['megapixel', picture, 2000],
  ['megapixel', { ...picture, widthPx: 1000, heightPx: 1000 }, 1000],
  ['megapixel', { ...picture, widthPx: 64, heightPx: 64 }, 1000],
  ['megapixel', { ...plan, task: 'image' }, undefined],
  ['frame', film, 81_000],
  ['frame', picture, undefined],
  ['second', film, 3375],
  ['second', picture, undefined],
  ['thousand-characters', { ...plan, task: 'speech' }, 500],
])('by %s is what the vendor charges', (unit, planned, expected) => {
  expect(costOfCall({ unit, usdMicros: 1000 }, planned)).toBe(expected);
});

it('by the second is what is made and paid for, where that is longer than what was asked', () => {
  expect(costOfCall({ unit: 'second', usdMicros: 400_000 }, { ...film, durationFrames: 25 }, 4)).toBe(1_600_000);
  expect(costOfCall({ unit: 'frame', usdMicros: 1000 }, film, 4)).toBe(81_000);
});
