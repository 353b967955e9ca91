import type { Lexicon, WordFacts } from './lexicon.ts';
import { joins, type Shape, type Word } from './read-line.ts';
import type { KnownWords, SafeSpan } from './safe-spans.ts';

/** What the name rules know of a line. */
export interface NameReading {
  readonly text: string;
  readonly words: readonly Word[];
  readonly safe: readonly (SafeSpan | undefined)[];
  readonly known: KnownWords;
  readonly lists: Lexicon;
  /** Most words of the line start with a capital, as in headings. */
  readonly isHeading: boolean;
}

/** A word, or words with hyphens between them (`Eun-ji`), as one part of a name. */
export interface NameUnit {
  /** Words `from` to before `to` of the line. */
  readonly from: number;
  readonly to: number;
  readonly gap: string;
  readonly plain: string;
  readonly raw: string;
  readonly shape: Shape;
  readonly facts: WordFacts;
  readonly possessive: boolean;
  readonly disguised: boolean;
  readonly safe: SafeSpan['kind'] | undefined;
  /** Nothing else is known of the word, so that it may be a part of a name. */
  readonly isFree: boolean;
  /** In no list at all, and written as a name is. */
  readonly looksNew: boolean;
  /** Written in a script with capitals that is not Latin. */
  readonly isForeign: boolean;
}

/** Names of files, where hyphens and underscores part words. */
export function isFileLike(words: readonly Word[]): boolean {
  return words.some(({ gap, isEnding }) => gap === '_' || isEnding);
}

/** The line's words as parts of names; hyphens join them, but not in names of files. */
export function nameUnits(reading: NameReading): readonly NameUnit[] {
  const { words } = reading;
  const hasFiles = isFileLike(words);
  const units: NameUnit[] = [];
  for (let from = 0; from < words.length; ) {
    let to = from + 1;
    while (!hasFiles && to < words.length && words[to]?.gap === '-' && words[to - 1]?.shape !== 'lower') to++;
    const unit = unitOf(reading, from, to);
    if (unit) units.push(unit);
    from = to;
  }
  return units;
}

function unitOf({ words, safe, known, lists }: NameReading, from: number, to: number): NameUnit | undefined {
  const parts = words.slice(from, to);
  const first = parts[0];
  if (!first) return undefined;
  const plain = parts.map((part) => part.plain).join('');
  const isForeign = /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{P}]+$/u.test(first.raw);
  const facts = parts.length === 1 ? bestFacts(first, lists) : compoundFacts(parts, plain, lists);
  const span = safe[from];
  const isOwn = parts.some((part) => known.characterCalls.has(part.plain));
  return {
    from,
    to,
    gap: first.gap,
    plain,
    raw: parts.map((part) => part.raw).join('-'),
    shape: first.disguised && first.shape === 'lower' && hasMixedStart(first) ? 'title' : first.shape,
    isForeign,
    facts,
    possessive: parts.at(-1)?.possessive ?? false,
    disguised: parts.some(({ disguised }) => disguised),
    safe: span?.kind,
    isFree:
      !isOwn &&
      !parts.every((part) => isNativeWord(part, opensSentence(words, from, to), lists)) &&
      (!span || ((span.kind === 'place' || span.kind === 'phrase') && span.to - span.from === 1)),
    looksNew:
      facts.ordinary === 0 &&
      facts.given === 0 &&
      facts.surname === 0 &&
      (first.shape === 'title' || first.shape === 'upper') &&
      /^[a-z]{4,14}$/.test(plain) &&
      /[aeiouy]/.test(plain),
  };
}

/** Whether a capital tells nothing: it opens the line, and no other capital follows. */
function opensSentence(words: readonly Word[], from: number, to: number): boolean {
  return from === 0 && words[to]?.shape !== 'title';
}

/** An ordinary word of another language; a capital makes a name of it all the same. */
function isNativeWord({ raw, shape }: Word, isOpening: boolean, lists: Lexicon): boolean {
  if (shape === 'title' && !isOpening) return false;
  if (!/^[\p{Script=Latin}\p{M}]+$/u.test(raw)) return lists.isNativeWord(raw);
  return shape === 'lower' && /[^\p{ASCII}]/u.test(raw) && lists.foreignWords.has(raw);
}

/** `сedric`: a capital that cannot be told, since the first letter is a look-alike. */
function hasMixedStart({ raw }: Word): boolean {
  return /^[^\p{Script=Latin}]/u.test(raw) && /\p{L}/u.test(raw);
}

/** What the lists say of a word, under the reading that makes the best name of it. */
function bestFacts(word: Word, lists: Lexicon): WordFacts {
  const plain = lists.factsOf(word.plain);
  const isNumbered = !word.disguised && /^(?:\D+\d|[A-Za-z]{4,}\d+)$/.test(word.raw);
  if (word.readings.length === 1 || isNumbered || plain.given > 0 || plain.surname > 0) return plain;
  const others = word.readings.slice(1).map((reading) => lists.factsOf(reading));
  return others.find(({ given, surname }) => given > 0 || surname > 0) ?? plain;
}

function compoundFacts(parts: readonly Word[], plain: string, lists: Lexicon): WordFacts {
  const all = [lists.factsOf(plain), ...parts.map((part) => lists.factsOf(part.plain))];
  const [first, second] = parts;
  const isRomanised =
    parts.length === 2 &&
    first?.shape === 'title' &&
    second?.shape === 'lower' &&
    plain.length <= 9 &&
    all[1]?.ordinary === 0;
  return {
    given: Math.max(isRomanised ? 2 : 0, ...all.map(({ given }) => given)),
    surname: Math.max(...all.map(({ surname }) => surname)),
    ordinary: all.slice(1).every(({ ordinary }) => ordinary > 0) ? 2 : 0,
    isGuessed: false,
  };
}

/** Whether two neighbouring units may belong to one name. */
export function unitsJoin(before: NameUnit, after: NameUnit, words: readonly Word[]): boolean {
  const last = words[before.to - 1];
  return last !== undefined && joins(after.gap, last);
}
