import { aboutPerson } from './known-candidates.ts';
import type { LikenessMatch } from './likeness-match.ts';
import type { KnownPerson } from './people-index.ts';
import { FOREIGN_WORDS, NEVER_NAMES } from './small-words.ts';
import { type Candidate, placeOf, type WordsLine } from './words-line.ts';

/** Words of the line, `from` to before `to`. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Wording that asks for someone's looks, voice or manner, where a person stands behind it. */
export function likenessCandidates(line: WordsLine): Candidate[] {
  return line.likeness.flatMap((match) => {
    if (liesInPhrase(match, line)) return [];
    if (!match.target) return [candidateOf(match, match, line)];
    const character = characterAt(match.target, line);
    if (character) return [candidateOf(match, character, line, character.person)];
    const to = someoneAt(match.target.from, match, line);
    return to === undefined ? [] : [candidateOf(match, { from: match.target.from, to }, line)];
  });
}

function liesInPhrase({ from, to }: Span, { safe }: WordsLine): boolean {
  const span = safe[from + 1] ?? safe[from];
  return span !== undefined && span.from <= from && span.to >= to;
}

function candidateOf(match: LikenessMatch, named: Span, line: WordsLine, actor?: KnownPerson): Candidate {
  const span = { from: Math.min(match.from, named.from), to: match.target ? named.to : match.to };
  const about = actor
    ? aboutPerson(actor, `by a character that stands for the actor; the wording ${match.how}`)
    : { person: placeOf(named, line).text, why: `The wording ${match.how}.`, outcome: 'ask' as const };
  return { ...placeOf(span, line), ...about, hasConsent: actor?.hasConsent ?? false, rank: actor ? 3 : 6 };
}

/** A character that stands for an actor; the script's own characters do not. */
function characterAt(
  target: Span,
  { words, index, safe, lists }: WordsLine,
): (Span & { person: KnownPerson }) | undefined {
  const kind = safe[target.from]?.kind;
  if (kind === 'character' || kind === 'known') return undefined;
  let letters = '';
  for (let to = target.from; to < Math.min(words.length, target.from + 4); to++) {
    letters += words[to]?.plain ?? '';
    const isOrdinary = lists.factsOf(letters).ordinary > 0;
    const form = index.exact(letters).find((one) => one.kind === 'character' && (one.words > 1 || !isOrdinary));
    if (form) return { from: target.from, to: to + 1, person: form.person };
  }
  return undefined;
}

/** End of the single name that a likeness is asked of; undefined where it is a thing, a place, a character or a manner. */
function someoneAt(from: number, match: LikenessMatch, { words, safe, known, lists }: WordsLine): number | undefined {
  const word = words[from];
  if (
    !word ||
    safe[from] ||
    known.characterWords.has(word.plain) ||
    word.plain.length < 3 ||
    NEVER_NAMES.has(word.plain) ||
    FOREIGN_WORDS.has(word.plain)
  )
    return undefined;
  const before = words[from - 1];
  if (before?.shape === 'title' && lists.placeWordsBefore.has(before.plain)) return undefined;
  const next = words[from + 1];
  if (next?.gap === ' ' && next.shape === word.shape && lists.placeWordsAfter.has(next.plain)) return undefined;
  if (next && safe[from + 1] && next.gap === ' ' && !word.possessive && next.shape === 'title') return undefined;
  const facts = word.readings
    .map((reading) => lists.factsOf(reading))
    .find(({ given, surname }) => given > 1 || surname > 1);
  if (!facts || facts.ordinary > 0 || lists.titles.has(word.plain) || lists.places.has(word.plain)) return undefined;
  const isSure = facts.given === 3 || facts.surname === 3;
  const mayBeThing = match.how.endsWith('looks') || word.shape === 'lower';
  if (mayBeThing && !isSure) return undefined;
  return word.shape === 'mixed' || word.shape === 'uncased' ? undefined : from + 1;
}
