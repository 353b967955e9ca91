import { markPlaceOf, type Take } from '@backlot/film';

/** Names of the files that carry a take's mark, and of those that could and do not; working files (EXR) never do. */
export interface MarkedFiles {
  readonly marked: readonly string[];
  readonly unmarked: readonly string[];
}

/** How a take's files stand to its mark in a delivery. `marksMasters`: it is put into ProRes masters too. */
export function listMarkedFiles({ files, seal }: Pick<Take, 'files' | 'seal'>, marksMasters: boolean): MarkedFiles {
  // Sealing marks what it can put a seal into.
  const embedded = new Set(seal?.files.filter(({ kind }) => kind === 'embedded').map(({ name }) => name));
  const isMarked = { viewing: seal?.mark !== undefined, master: marksMasters, working: false };
  const marked: string[] = [];
  const unmarked: string[] = [];
  for (const file of files) {
    const place = markPlaceOf(file);
    if (place === 'working') continue;
    const carries = isMarked[place] && (place === 'master' || embedded.has(file.name));
    (carries ? marked : unmarked).push(file.name);
  }
  return { marked, unmarked };
}

/** Whether all that is looked at or mastered from carries the mark, and there is something that does. */
export function isMarkedThroughout(take: Pick<Take, 'files' | 'seal'>, marksMasters: boolean): boolean {
  const { marked, unmarked } = listMarkedFiles(take, marksMasters);
  return marked.length > 0 && unmarked.length === 0;
}
