import { findUnknownNames } from './find-unknown-names.ts';
import { knownCandidates } from './known-candidates.ts';
import type { NameMatch } from './name-line.ts';
import { findSafeSpans } from './safe-spans.ts';
import { type Candidate, placeOf, type WordsLine } from './words-line.ts';

/** What scripts put between words: brackets, a beat, a remark between dashes. */
const ASIDE =
  /\s*[.…—–/-]*\s*(?:\([^()]{1,40}\)|\[[^[\]]{1,40}\]|["“][^"“”]{1,30}["”]|(?<=[.…—–-]\s*)(?:an? )?(?:long )?(?:beat|pause|silence|sighs|laughs)(?=\s*[.…—–-])|(?<=[—–] ?)[a-z][a-z ]{1,24}(?= ?[—–]))\s*[.…—–/-]*\s*(?=\p{Lu})/gu;

/** Names that an aside breaks: `TAYLOR...(beat)...SWIFT`. The line is read once more without its asides. */
export function brokenCandidates(line: WordsLine): Candidate[] {
  const asides = [...line.text.slice(0, 2000).matchAll(ASIDE)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  if (asides.length === 0) return [];
  const isInside = (start: number) => asides.some((aside) => start >= aside.start && start < aside.end);
  const words = line.words
    .filter(({ start }) => !isInside(start))
    .map((word) => (asides.some(({ end }) => end === word.start) ? { ...word, gap: ' ' } : word));
  const mended: WordsLine = { ...line, words, safe: findSafeSpans(words, line.known, line.lists), likeness: [] };
  const known = knownCandidates(mended);
  const unknown = findUnknownNames(mended)
    .filter((match) => isPlainlyName(match, mended))
    .map((match) => unknownCandidate(match, mended));
  return [...known, ...unknown].filter(({ start, end }) =>
    asides.some((aside) => aside.start > start && aside.end < end),
  );
}

/** A given name and a surname, both of which are nothing else. */
function isPlainlyName({ from, to }: NameMatch, { words, lists }: WordsLine): boolean {
  const [first, last] = [words[from], words[to - 1]].map((word) => lists.factsOf(word?.plain ?? ''));
  return first?.given === 3 && last !== undefined && last.surname > 1 && last.ordinary === 0 && last.given < 3;
}

function unknownCandidate(match: NameMatch, line: WordsLine): Candidate {
  const person = line.words.slice(match.from, match.to).map(({ plain }) => plain);
  return {
    ...placeOf(match, line),
    person: person.join(' '),
    why: 'Reads as a person’s name that an aside breaks, on no list of this production.',
    outcome: 'ask',
    hasConsent: false,
    rank: 5,
  };
}
