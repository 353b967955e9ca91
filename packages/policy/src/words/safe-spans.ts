import { joined, type Lexicon } from './lexicon.ts';
import { joins, type Word } from './read-line.ts';
import { PARTICLES, PERSON_VERBS } from './small-words.ts';
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
    const span = widest(longestFrom(from, words, known, lists), placeFrom(from, words, lists) ?? townFrom(from, words));
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

function widest(own: SafeSpan | undefined, place: SafeSpan | undefined): SafeSpan | undefined {
  if (!own || !place || own.kind === 'character') return own ?? place;
  return own.to >= place.to ? own : place;
}

/** `Rue des Martyrs`, `Οδός Ερμού`: a word for a street, a square or a church, and the capitals behind it. */
function placeFrom(from: number, words: readonly Word[], lists: Lexicon): SafeSpan | undefined {
  const head = words[from];
  if (!head || !lists.placeHeads.has(head.raw.toLowerCase())) return undefined;
  if (head.shape === 'lower' && !/[^\p{ASCII}]/u.test(head.raw) && !LOWER_HEADS.test(head.plain)) return undefined;
  let to = from + 1;
  while (PARTICLES.has(words[to]?.plain ?? '') && words[to]?.shape === 'lower' && to < from + 3) to++;
  const first = to;
  while (to < first + 4 && isPartOfPlace(words[to], words[to + 1])) to++;
  const isDoubtful = WORD_HEADS.test(head.raw.toLowerCase()) && first === from + 1;
  if (isDoubtful && (to - first > 1 || lists.factsOf(words[first]?.plain ?? '').given > 0)) return undefined;
  return to > first ? { from, to, kind: 'place' } : undefined;
}

/** A capital, or a small word before one: `Plaza Mayor de Salamanca`. */
function isPartOfPlace(word: Word | undefined, next: Word | undefined): boolean {
  if (!word || !/^[ -]$/.test(word.gap)) return false;
  return word.shape === 'title' || (PARTICLES.has(word.plain) && next?.shape === 'title' && next.gap === ' ');
}

/** Words of English too: only with `de` behind them or one word that is no given name. */
const WORD_HEADS = /^(?:place|passage|via|monte|most|gang|largo|corso|plac|ga|wat|park|pasar|pura|lago)$/;

/** Written without a capital before the name of a street. */
const LOWER_HEADS = /^(?:rue|calle|ulica|ulitsa|jalan|pantai|rua|avenida|plaza|gunung|sungai|danau)$/;

/** `Henley-on-Thames`, `Villefranche-sur-Mer` */
function townFrom(from: number, words: readonly Word[]): SafeSpan | undefined {
  if (words[from]?.shape !== 'title') return undefined;
  let to = from + 1;
  while (
    to < from + 5 &&
    words[to]?.gap === '-' &&
    (words[to]?.shape === 'title' || TOWN_LINKS.test(words[to]?.raw ?? ''))
  )
    to++;
  const hasLink = words.slice(from + 1, to - 1).some(({ raw }) => TOWN_LINKS.test(raw));
  return hasLink && words[to - 1]?.shape === 'title' ? { from, to, kind: 'place' } : undefined;
}

/** Small words between hyphens in the names of towns. */
const TOWN_LINKS =
  /^(?:on|upon|in|by|next|under|le|la|les|de|du|des|sur|sous|en|aux?|lez|lès|am|an|im|ob|der|bei|do|da|del)$/;

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
