import type { TakeSummary } from '@backlot/server';

/** A take, and those that go on from it, oldest first. */
export interface TakeNode {
  readonly take: TakeSummary;
  readonly children: readonly TakeNode[];
}

/**
 * The trees that takes of a shot make by going on from one another, oldest root first. A take whose parent is not among
 * them begins a tree of its own; a circle, which no honest recipe makes, is left out.
 */
export function treesOfTakes(takes: readonly TakeSummary[]): readonly TakeNode[] {
  const known = new Set(takes.map(({ id }) => id));
  const byVersion = [...takes].sort((a, b) => a.version - b.version);
  const nodeOf = (take: TakeSummary): TakeNode => ({
    take,
    children: byVersion.filter(({ parent }) => parent?.take === take.id).map(nodeOf),
  });
  return byVersion.filter(({ parent }) => !parent || !known.has(parent.take)).map(nodeOf);
}

/** The tree that a take stands in. */
export function treeWith(trees: readonly TakeNode[], id: string): TakeNode | undefined {
  return trees.find((tree) => holds(tree, id));
}

function holds({ take, children }: TakeNode, id: string): boolean {
  return take.id === id || children.some((child) => holds(child, id));
}
