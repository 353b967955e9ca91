import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';
import { type TakeNode, treesOfTakes, treeWith } from './tree-of-takes.ts';

/** The tree that a take stands in; undefined where it goes on from nothing and nothing goes on from it. */
export function useHistory(take: TakeDetail): TakeNode | undefined {
  const takes = useQuery(studioQueries.takesOfShot(take.production, take.shot)).data ?? [];
  const tree = treeWith(treesOfTakes(takes), take.id);
  return tree && (tree.children.length > 0 || tree.take.parent) ? tree : undefined;
}
