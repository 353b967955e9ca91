import type { TakeSummary } from '@backlot/server';
import { describe, expect, it } from 'vitest';
import { type TakeNode, treesOfTakes, treeWith } from './tree-of-takes.ts';

function take(version: number, parent?: number): TakeSummary {
  const from = parent === undefined ? null : { take: `t${parent}`, file: 'variants/variant-1.png' };
  return { id: `t${version}`, version, parent: from } as TakeSummary;
}

/** `1(2(4) 3)` */
function write({ take: { version }, children }: TakeNode): string {
  return children.length === 0 ? `${version}` : `${version}(${children.map(write).join(' ')})`;
}

describe('the history of a shot', () => {
  it('is a tree by what each take goes on from, oldest first, whatever order the takes come in', () => {
    const trees = treesOfTakes([take(5), take(4, 2), take(3, 1), take(2, 1), take(1)]);
    expect(trees.map(write)).toEqual(['1(2(4) 3)', '5']);
  });

  it('begins anew where the parent is a take of another shot', () => {
    expect(treesOfTakes([take(2, 9), take(3, 2)]).map(write)).toEqual(['2(3)']);
  });

  it('finds the tree of a take, and ends where recipes run in a circle', () => {
    const trees = treesOfTakes([take(1), take(2, 1), take(3, 4), take(4, 3)]);
    expect(treeWith(trees, 't2')?.take.id).toBe('t1');
    expect(treeWith(trees, 't3')).toBeUndefined();
  });
});
