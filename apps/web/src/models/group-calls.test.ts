import { formatUsd, type PlannedCall } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { describeMoney, describeSum, describeTime, estimateOf, faceOfMoney, isOfUnknownCost } from './estimate.ts';
import { groupCalls } from './group-calls.ts';
import { groupItems } from './group-items.ts';

const CALL: PlannedCall = {
  name: 'variant-1',
  task: 'image',
  card: 'm1',
  items: [{ kind: 'words', where: 'prompt', text: 'rain', byteLength: 4 }],
  estimateUsdMicros: 40_000,
};

describe('planned items', () => {
  it('are one where they are the frames of a sequence, with the size of all', () => {
    const frame = { kind: 'file', slot: 'depth', role: 'passes', sha256: 'a'.repeat(64), byteLength: 10 } as const;
    const groups = groupItems([
      { kind: 'words', where: 'prompt', text: 'rain', byteLength: 4 },
      { ...frame, name: 'passes.1001.exr' },
      { ...frame, name: 'passes.1001.exr', slot: 'video' },
      { ...frame, name: 'passes.1002.exr' },
    ]);
    const sizes = groups.map((group) => (group.kind === 'files' ? [group.first.slot, group.byteLength] : 'words'));
    expect(sizes).toEqual(['words', ['depth', 20], ['video', 10]]);
  });
});

describe('planned calls', () => {
  it('stand together where they send the same', () => {
    const other = { ...CALL, name: 'chunk-1', items: [] };
    const groups = groupCalls([CALL, other, { ...CALL, name: 'variant-2' }]);
    expect(groups.map(({ names }) => names)).toEqual([['variant-1', 'variant-2'], ['chunk-1']]);
  });

  it('stand apart where their answers are paid already', () => {
    const reused = { ...CALL, estimateUsdMicros: 0 };
    const groups = groupCalls([
      { ...reused, reuses: 'call-1' },
      { ...reused, name: 'variant-2', reuses: 'call-2' },
      CALL,
    ]);
    expect(groups.map(({ names }) => names.length)).toEqual([2, 1]);
  });

  it('cost what all of them cost, and an unknown sum where one is unknown', () => {
    const dear = [CALL, { ...CALL, estimateS: 2 }];
    expect([describeMoney(dear), estimateOf(dear).seconds]).toEqual(['$0.08', undefined]);
    const slow = [{ estimateS: 30 }, { estimateUsdMicros: 5, estimateS: 40 }];
    expect([describeMoney(slow), describeTime(estimateOf(slow))]).toEqual(['Price unknown', 'About 1 min 10 s.']);
    expect(describeMoney([])).toBe('$0.00');
  });

  it('cost nothing on a machine of one’s own, which is still no stated price', () => {
    const own = [{ backEnd: { id: 'b1', title: 'Farm', kind: 'comfyui', host: '10.0.4.12', isOwn: true } as const }];
    expect([describeMoney(own), estimateOf(own).usdMicros]).toEqual(['No stated price', 0]);
  });
});

describe('what calls cost', () => {
  it('is unknown where nobody stated a price and the vendor may have taken it, and never $0.00', () => {
    expect(isOfUnknownCost({ state: 'finished', backEnd: 'b1' }, new Set())).toBe(true);
    expect(isOfUnknownCost({ state: 'failed', backEnd: 'b1', mayBeCharged: true }, new Set())).toBe(true);
    expect(isOfUnknownCost({ state: 'failed', backEnd: 'b1' }, new Set())).toBe(false);
    expect(isOfUnknownCost({ state: 'finished', backEnd: 'b1' }, new Set(['b1']))).toBe(false);
    expect(describeSum(0, true)).toBe('Unknown');
    expect(describeSum(40_000, true)).toBe('$0.04 and unknown');
  });

  it('is set in the face of amounts where it is one, and in that of text where it is words', () => {
    expect([formatUsd(40_000), describeSum(40_000, true)].map(faceOfMoney)).toEqual(['mono', 'mono']);
    expect(['No stated price', describeSum(0, true), 'paid earlier'].map(faceOfMoney)).toEqual(
      Array(3).fill(undefined),
    );
  });
});
