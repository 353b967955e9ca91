import type { FaceFinding, LikenessFinding, WordsFinding } from '@backlot/film';
import type { UseFacts } from '../use-facts.ts';
import { entity, type Part } from './part.ts';
import { readSharedFacts, type SharedFacts } from './shared-facts.ts';

/** Words that point to people: one part for each person and outcome, however often they are named. */
export function readWordsParts(facts: UseFacts, shared: SharedFacts): Part[] {
  return group(facts.words, ({ outcome, person }) => `${outcome} ${person}`).map(([first, index, count]) => ({
    about: `"${first.text}" in ${first.where}${times(count)}: ${first.person}`,
    of: { kind: 'words' as const, index },
    requests: [
      { action: 'use-words', context: { ...shared, outcome: entity('WordsOutcome', first.outcome) }, nearness: 0 },
    ],
  }));
}

/** Faces in what was made: one part for each person and verdict. Before it is made there are none to judge. */
export function readFaceParts(facts: UseFacts): Part[] {
  if (facts.action === 'make-take') return [];
  const shared = readSharedFacts(facts, listLaterApprovals(facts));
  return group(facts.faces, ({ verdict, performer, name }) => `${verdict} ${performer ?? name ?? ''}`).map(
    ([first, index, count]) => ({
      about: `face of ${nameOf(first)} at frame ${first.frame}${times(count)}`,
      of: { kind: 'face' as const, index },
      requests: [
        { action: 'use-face', context: { ...shared, verdict: entity('FaceVerdict', first.verdict) }, nearness: 0 },
      ],
    }),
  );
}

/** Works on file that are seen in what was made: one part for each work. */
export function readLikenessParts(facts: UseFacts): Part[] {
  if (facts.action === 'make-take' || facts.likenesses.length === 0) return [];
  const shared = readSharedFacts(facts, listLaterApprovals(facts));
  return group(facts.likenesses, ({ kind, work }) => `${kind} ${work ?? ''}`).map(([first, index]) => ({
    about: `${nameWork(first)} in ${first.file}, frame ${first.frame}`,
    of: { kind: 'likeness' as const, index },
    requests: [
      {
        action: 'use-likeness',
        context: Object.assign({ kind: entity('LikenessKind', first.kind) }, shared),
        nearness: 0,
      },
    ],
  }));
}

/** Who approved before faces and likenesses were seen has said nothing of them. */
export function listLaterApprovals({ approvals, facesFoundAt }: UseFacts): UseFacts['approvals'] {
  if (facesFoundAt === undefined) return approvals;
  return approvals.filter((approval) => Date.parse(approval.at) >= Date.parse(facesFoundAt));
}

function nameOf({ name, performer }: FaceFinding): string {
  return name ?? (performer === undefined ? 'someone unknown' : `performer "${performer}"`);
}

function nameWork({ title, owner }: LikenessFinding): string {
  return title === undefined ? 'works on file' : `"${title}" of ${owner ?? 'somebody'}`;
}

function times(count: number): string {
  return count > 1 ? ` (${count} times)` : '';
}

/** The first of each group, where it stands, and how many there are. */
function group<T extends WordsFinding | FaceFinding | LikenessFinding>(
  findings: readonly T[],
  keyOf: (finding: T) => string,
): (readonly [T, number, number])[] {
  const groups = new Map<string, [T, number, number]>();
  for (const [index, finding] of findings.entries()) {
    const known = groups.get(keyOf(finding));
    if (known) known[2] += 1;
    else groups.set(keyOf(finding), [finding, index, 1]);
  }
  return [...groups.values()];
}
