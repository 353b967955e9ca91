import { findDescribedPeople } from './find-described-people.ts';
import type { Lexicon } from './lexicon.ts';
import type { LikenessMatch } from './likeness-match.ts';
import { ENDINGS, FEATURES, OPENINGS, WORKS } from './likeness-wording.ts';
import { type PlainLine, plainLine, targetFrom } from './plain-line.ts';
import type { Word } from './read-line.ts';
import type { KnownWords, SafeSpan } from './safe-spans.ts';

/** Openings with somebody behind them, and descriptions that point to one person without a name. */
export function findLikeness(
  words: readonly Word[],
  known: KnownWords,
  safe: readonly (SafeSpan | undefined)[],
  lists: Lexicon,
): readonly LikenessMatch[] {
  const line = plainLine(words);
  return [
    ...findDescribedPeople({ line, words, known, safe, lists }),
    ...openings(line, words),
    ...endings(words, lists),
  ];
}

/** `in the style of …`, `voice of …` */
function* openings(line: PlainLine, words: readonly Word[]): Generator<LikenessMatch> {
  for (const [pattern, how] of OPENINGS) {
    for (const match of line.text.matchAll(pattern)) {
      const { from, to } = line.wordsOf(match);
      const target = targetFrom(to, words);
      if (target) yield { from, to: target.to, how, target };
    }
  }
}

/** `Statham's jawline`, `Brando type` */
function* endings(words: readonly Word[], lists: Lexicon): Generator<LikenessMatch> {
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    const before = words[at - 1];
    if (!word || !before) continue;
    const span = { from: at - 1, to: at + 1, target: { from: at - 1, to: at } };
    const feature = words[at + 1];
    if (
      before.possessive &&
      word.shape === 'lower' &&
      feature &&
      FEATURES.test(feature.plain) &&
      isLent(words, at - 1, lists)
    )
      yield { ...span, to: at + 2, how: 'asks for someone’s looks or voice' };
    if (
      before.possessive &&
      FEATURES.test(word.plain) &&
      (isSurnameOnly(before, lists) || isLent(words, at - 1, lists))
    )
      yield { ...span, how: 'asks for someone’s looks or voice' };
    if (
      WORKS.test(word.plain) &&
      word.gap === ' ' &&
      before.shape === 'title' &&
      lists.famousSurnames.has(before.plain)
    )
      yield { ...span, how: 'asks for someone’s manner' };
    if (ENDINGS.test(word.plain) && (word.gap === '-' || before.possessive || word.gap === ' '))
      yield { ...span, how: 'asks for someone’s looks or manner' };
  }
}

/** `with Angelina's lips`: one person's features on another. */
function isLent(words: readonly Word[], at: number, lists: Lexicon): boolean {
  const name = words[at];
  return (
    name?.shape === 'title' &&
    lists.factsOf(name.plain).given === 3 &&
    words.slice(Math.max(0, at - 3), at).some(({ plain }) => LENDING.test(plain))
  );
}

const LENDING = /^(?:with|him|give|add|use|using|has|borrow|copy|wearing|got)$/;

/** A surname that is not also a given name or a word: `Statham's jawline`. */
function isSurnameOnly({ plain, shape }: Word, lists: Lexicon): boolean {
  const { ordinary, given, surname } = lists.factsOf(plain);
  if (shape !== 'title' || ordinary > 0 || surname < 2 || lists.plainGiven.has(plain)) return false;
  return given < 3 || lists.publicSurnames.has(plain);
}
