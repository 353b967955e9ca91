import type { Decision } from '@backlot/film';
import type { Judgement } from '../judge-use.ts';
import { completeFacts } from '../parts/complete-facts.ts';
import type { PolicyRule } from '../policy-rule.ts';
import type { UseFacts } from '../use-facts.ts';
import type { Change } from './change.ts';
import { listChanges } from './list-changes.ts';

/** A smallest set of changes to the facts that leads to another outcome. */
export interface WhatIf {
  /** What to do, all of it, in words. */
  readonly changes: readonly string[];
  readonly outcome: Decision['outcome'];
}

export interface Explanation {
  readonly decision: Decision;
  /** Fewest changes first, at most 12; empty where nothing that can be changed here would change the answer. */
  readonly whatIf: readonly WhatIf[];
}

interface Found {
  readonly set: readonly Change[];
  readonly outcome: Decision['outcome'];
}

const MAX_CHANGES = 3;
const MAX_FOUND = 12;
/** Parts judged while looking for changes: keeps an explanation under 50 ms (bench/policy.mjs). */
const MAX_PARTS_JUDGED = 1000;
const MAX_TRIES = 250;

/**
 * Tries changes to the facts (approvals, consents, licences, another purpose, …) and keeps the smallest sets that change
 * the outcome. Where no three of them lead to an allowance it looks for one longer set that does.
 */
export function explainDecision(
  given: UseFacts,
  rules: readonly PolicyRule[],
  judge: (facts: UseFacts) => Judgement,
): WhatIf[] {
  const base = judge(given);
  if (base.parts.length === 0) return [];
  const facts = completeFacts(given);
  const tries = { left: Math.min(MAX_TRIES, Math.ceil(MAX_PARTS_JUDGED / base.parts.length)) };
  const judgeWith = (set: readonly Change[]): Judgement => {
    tries.left -= 1;
    return judge(applyAll(facts, set));
  };
  const changes = listChanges(facts, base, rules).filter(
    (change) => tries.left > 0 && isRelevant(base, judgeWith([change])),
  );
  const found = searchSmallest(base, changes, judgeWith, tries);
  if (base.outcome !== 'allow' && !found.some(({ outcome }) => outcome === 'allow')) {
    const long = searchLong(facts, rules, judge);
    if (long) found.push(long);
  }
  return found.map(({ set, outcome }) => ({ changes: set.map(({ text }) => text), outcome }));
}

function applyAll(facts: UseFacts, set: readonly Change[]): UseFacts {
  return set.reduce((changed, change) => change.apply(changed), facts);
}

/** A change that removes nothing from the way helps in no set either. */
function isRelevant(base: Judgement, changed: Judgement): boolean {
  if (base.outcome === 'allow') return changed.outcome !== 'allow';
  const left = listObstacles(changed);
  return [...listObstacles(base)].some((obstacle) => !left.has(obstacle));
}

function listObstacles({ parts }: Judgement): Set<string> {
  return new Set(
    parts.flatMap(({ part, verdict }) => {
      const where = `${part.of.kind} ${part.of.kind === 'take' ? '' : part.about}`;
      const ids = verdict.obstacles.map(({ id }) => id);
      return (ids.length === 0 && verdict.outcome === 'deny' ? ['no-rule'] : ids).map((id) => `${where} ${id}`);
    }),
  );
}

function searchSmallest(
  base: Judgement,
  changes: readonly Change[],
  judgeWith: (set: readonly Change[]) => Judgement,
  tries: { readonly left: number },
): Found[] {
  const found: Found[] = [];
  for (const set of listSubsets(changes, MAX_CHANGES)) {
    if (tries.left <= 0 || found.length >= MAX_FOUND) break;
    const within = found.filter((other) => other.set.every((change) => set.includes(change)));
    if (within.some(({ outcome }) => outcome === 'allow')) continue;
    const { outcome } = judgeWith(set);
    if (outcome !== base.outcome && !within.some((other) => other.outcome === outcome)) found.push({ set, outcome });
  }
  return found;
}

/** Removes one obstacle after the other, then leaves out what was not needed; undefined where that leads nowhere. */
function searchLong(
  facts: UseFacts,
  rules: readonly PolicyRule[],
  judge: (facts: UseFacts) => Judgement,
): Found | undefined {
  const set: Change[] = [];
  let now = judge(facts);
  for (let left = MAX_PARTS_JUDGED; now.outcome !== 'allow' && left > 0; ) {
    const before = now;
    const changed = applyAll(facts, set);
    const open = listChanges(changed, before, rules).filter(({ group }) => set.every((other) => other.group !== group));
    const next = open.find((change) => {
      left -= before.parts.length;
      return left > 0 && listObstacles(judge(change.apply(changed))).size < listObstacles(before).size;
    });
    if (!next) return undefined;
    set.push(next);
    now = judge(applyAll(facts, set));
  }
  return now.outcome === 'allow' ? { set: leaveOutUnneeded(facts, set, judge), outcome: 'allow' } : undefined;
}

function leaveOutUnneeded(facts: UseFacts, set: readonly Change[], judge: (facts: UseFacts) => Judgement): Change[] {
  return set.reduce<Change[]>(
    (kept, change) => {
      const without = kept.filter((other) => other !== change);
      return judge(applyAll(facts, without)).outcome === 'allow' ? without : kept;
    },
    [...set],
  );
}

/** All sets of 1..`max` changes with at most one of each group, smallest first. */
function* listSubsets(changes: readonly Change[], max: number): Generator<readonly Change[]> {
  let last: (readonly Change[])[] = [[]];
  for (let size = 1; size <= max; size += 1) {
    const next: (readonly Change[])[] = [];
    for (const set of last) {
      const from = set.length === 0 ? 0 : changes.indexOf(set.at(-1) as Change) + 1;
      for (const change of changes.slice(from)) {
        if (set.every((other) => other.group !== change.group)) next.push([...set, change]);
      }
    }
    yield* next;
    last = next;
  }
}
