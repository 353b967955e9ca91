import { joined, type Lexicon } from './lexicon.ts';
import { joins, type Word } from './read-line.ts';
import { PERSON_VERBS } from './small-words.ts';
import type { WordsContext } from './words-finding.ts';

/** What a word belongs to that is no reference to a person. */
export interface SafeSpan {
  readonly from: number;
  /** Index after the last word. */
  readonly to: number;
  readonly kind: 'character' | 'known' | 'phrase' | 'place';
}

/** Characters, places and other words that the production knows, as joined plain letters. */
export interface KnownWords {
  /** Whole names. */
  readonly characters: ReadonlySet<string>;
  /** Every word of them. */
  readonly characterWords: ReadonlySet<string>;
  /** Characters listed by one word: a longer name that holds it is theirs. */
  readonly characterCalls: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
}

/** Reads the production's words once. */
export function knownWords(context: WordsContext): KnownWords {
  const words = (name: string) =>
    name
      .split(/[\s_-]+/)
      .map(joined)
      .filter(Boolean);
  const characters = (context.characters ?? []).map((name) => name.replace(/\s*\(.*?\)/g, ''));
  return {
    characters: new Set(characters.map(joined).filter(Boolean)),
    characterWords: new Set(characters.flatMap(words)),
    characterCalls: new Set(
      characters
        .map(words)
        .filter(({ length }) => length === 1)
        .flat(),
    ),
    places: new Set((context.places ?? []).map(joined).filter(Boolean)),
  };
}

const LONGEST = 5;

/** The safe span that each word lies in, the longest that starts first; undefined where there is none. */
export function findSafeSpans(words: readonly Word[], known: KnownWords, lists: Lexicon): (SafeSpan | undefined)[] {
  const spans: (SafeSpan | undefined)[] = words.map(() => undefined);
  for (let from = 0; from < words.length; from++) {
    const span = longestFrom(from, words, known, lists);
    if (!span) continue;
    for (let at = span.from; at < span.to; at++) {
      const other = spans[at];
      if (!other || other.to - other.from < span.to - span.from) spans[at] = span;
    }
  }
  return spans;
}

function longestFrom(from: number, words: readonly Word[], known: KnownWords, lists: Lexicon): SafeSpan | undefined {
  let letters = '';
  let best: SafeSpan | undefined;
  for (let to = from; to < Math.min(words.length, from + LONGEST); to++) {
    const word = words[to];
    const before = words[to - 1];
    if (!word) break;
    const hasAnd = word.gap === ' & ';
    if (to > from && before && !joins(word.gap, before) && !hasAnd && !/^\. ?$/.test(word.gap)) break;
    const bare = letters + (hasAnd ? 'and' : '') + word.plain;
    letters = bare + (word.possessive && !/s$/.test(word.plain) ? 's' : '');
    const kind =
      ownKind(bare, to > from, known) ??
      (isThing(bare, to, words, lists) ? 'phrase' : undefined) ??
      kindOf(letters, to > from, known, lists) ??
      kindOf(bare, to > from, known, lists);
    if (kind) best = { from, to: to + 1, kind };
  }
  return best;
}

/** `Arnold Palmer, lemon slices`: what is named after somebody, by the words around; not where it does what people do. */
function isThing(letters: string, last: number, words: readonly Word[], lists: Lexicon): boolean {
  const around = lists.namedThings.get(letters);
  if (!around || PERSON_VERBS.has(words[last + 1]?.plain ?? '')) return false;
  return words.some(({ plain }) => around.has(plain));
}

/** What the production itself calls so. */
function ownKind(letters: string, isLong: boolean, known: KnownWords): SafeSpan['kind'] | undefined {
  if (known.characters.has(letters)) return 'character';
  if (known.places.has(letters)) return 'known';
  return !isLong && known.characterWords.has(letters) ? 'character' : undefined;
}

function kindOf(letters: string, isLong: boolean, known: KnownWords, lists: Lexicon): SafeSpan['kind'] | undefined {
  const own = ownKind(letters, isLong, known);
  if (own) return own;
  if (lists.safePhrases.has(letters)) return 'phrase';
  return lists.places.has(letters) ? 'place' : undefined;
}
