import { findTitledPeople } from './find-titled-people.ts';
import { findUnknownNames } from './find-unknown-names.ts';
import { knownCandidates, nativeCandidates } from './known-candidates.ts';
import { lexicon } from './lexicon.ts';
import { likenessCandidates } from './likeness-candidates.ts';
import { brokenCandidates } from './mend-asides.ts';
import { indexPeople, nativeText } from './people-index.ts';
import { knownWords } from './safe-spans.ts';
import type { FoundReference, WordsContext, WordsFinding } from './words-finding.ts';
import { type Candidate, placeOf, readWordsLine, type WordsLine } from './words-line.ts';

/**
 * A check of lines (prompts, script lines, notes, file names) for references to people.
 * Someone on the register without consent stops a line; someone with consent passes; any other wording that reads as a
 * real person's name, or asks for someone's looks, voice or manner, is a question for a human. The index of the register
 * is built here, once; the returned function keeps no state, takes any text and never throws.
 */
export function createWordsCheck(context: WordsContext): (text: string) => WordsFinding {
  const lists = lexicon();
  const index = indexPeople(context.register ?? [], lists);
  const known = knownWords(context);
  const own = new Set([...(context.characters ?? []), ...(context.places ?? [])].map(nativeText));
  return (text) => {
    const line = readWordsLine(text, known, index, lists);
    const byName = [...knownCandidates(line), ...nativeCandidates(line, own), ...brokenCandidates(line)];
    const found = settle([...byName, ...likenessCandidates(line), ...unknownCandidates(line)], text.length);
    const outcome = found.some((one) => one.outcome === 'stop') ? 'stop' : found.length > 0 ? 'ask' : 'pass';
    return { outcome, found };
  };
}

function unknownCandidates(line: WordsLine): Candidate[] {
  return [...findUnknownNames(line), ...findTitledPeople(line)].map(({ from, to, how }) => ({
    ...placeOf({ from, to }, line),
    person: line.words
      .slice(from, to)
      .map(({ plain }) => plain)
      .join(' '),
    why: `Reads as a person's name (${how}), on no list of this production.`,
    outcome: 'ask',
    hasConsent: false,
    rank: 5,
  }));
}

/** One finding for each stretch of the line: consented people hide what they overlap, then the strongest finding stays. */
function settle(candidates: readonly Candidate[], length: number): FoundReference[] {
  const ranked = [...candidates].sort(
    (a, b) =>
      Number(b.hasConsent) - Number(a.hasConsent) ||
      a.rank - b.rank ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const taken = new Uint8Array(length);
  const kept = ranked.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept
    .filter(({ hasConsent }) => !hasConsent)
    .sort((a, b) => a.start - b.start)
    .map(({ rank: _rank, hasConsent: _hasConsent, ...found }) => found);
}
