import {
  CROWN,
  CROWN_KIN,
  DEED,
  FACES,
  FAME,
  FOREIGN_PART,
  MADE_BY,
  ORIGIN,
  PART_IN,
  REAL,
  SUPERLATIVE,
} from './deed-wording.ts';
import type { DescribedLine } from './described-line.ts';
import type { LikenessMatch } from './likeness-match.ts';

const HOW = 'describes one person by a deed, a rank or a relation';

/** People pointed to by what they did, were first at, or whose kin they are. */
export function* findKnownDeeds(described: DescribedLine): Generator<LikenessMatch> {
  for (const match of described.line.text.matchAll(SUPERLATIVE)) yield { ...described.line.wordsOf(match), how: HOW };
  for (const match of described.line.text.matchAll(FACES)) yield { ...described.line.wordsOf(match), how: HOW };
  yield* byDeed(described);
  yield* byFame(described);
  yield* byOwner(described);
  yield* byPartIn(described);
  yield* byForeignPart(described);
  yield* byCrown(described);
  yield* byOrigin(described);
}

/** `the physicist who wrote A Brief History of Time`: a public trade, a deed, and something that has a name. */
function* byDeed(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words } = described;
  for (const match of line.text.matchAll(DEED)) {
    const { from, to } = line.wordsOf(match);
    const named = namedAfter(to, described);
    if (named === undefined) continue;
    const isTrade = match[1] !== undefined;
    const isLong = words[named + 1]?.shape === 'title' && words[named + 1]?.gap === ' ';
    if (isTrade || isLong) yield { from, to: named + 1, how: HOW };
  }
}

/** `the gymnast who withdrew in Tokyo`, `the chef who yells on Hell's Kitchen` */
function* byFame(described: DescribedLine): Generator<LikenessMatch> {
  for (const match of described.line.text.matchAll(FAME)) {
    const { from, to } = described.line.wordsOf(match);
    const named = namedAfter(to + 1, described, match[1] !== undefined);
    if (named === undefined) continue;
    if (match[1] !== undefined || isTitle(named, 3, described)) yield { from, to: named + 1, how: HOW };
  }
}

/** Whether up to so many words from here name a film, a series, a band or a company. */
function isTitle(at: number, longest: number, { words, lists }: DescribedLine): boolean {
  let letters = '';
  for (const word of words.slice(at, at + longest)) {
    letters += word.plain + (word.possessive ? 's' : '');
    if (letters.length > 4 && (lists.titles.has(letters) || lists.titles.has(`the${letters}`))) return true;
  }
  return false;
}

/** `the doctor from House`, `the real Wolf of Wall Street` */
function* byPartIn(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, known, safe } = described;
  for (const match of [...line.text.matchAll(PART_IN), ...line.text.matchAll(REAL)]) {
    const { from, to } = line.wordsOf(match);
    const title = words[to];
    if (!title || !/^(?:title|mixed)$/.test(title.shape) || /[.!?;:,\n]/.test(title.gap)) continue;
    if (known.characterWords.has(title.plain) || safe[to]?.kind === 'known') continue;
    if (isTitle(to, 5, described)) yield { from, to: to + 1, how: HOW };
  }
}

/** `Barbie's director`, `Studio Ghibli's founder` */
function* byOwner(described: DescribedLine): Generator<LikenessMatch> {
  const { words, known, lists } = described;
  for (const [at, { plain }] of words.entries()) {
    const owner = words[at - 1];
    if (!owner?.possessive || owner.shape !== 'title' || !MADE_BY.test(plain) || known.characterWords.has(owner.plain))
      continue;
    const before = words[at - 2];
    const names = [owner.plain, `${owner.plain}s`, (before?.plain ?? '') + owner.plain];
    if (names.some((name) => lists.titles.has(name) || lists.publicCharacters.has(name)))
      yield { from: at - 1, to: at + 1, how: HOW };
  }
}

/**
 * Index of the first word with a capital behind a deed, in the same clause. The production's own words are none, places
 * only where `takesPlaces`.
 */
function namedAfter(from: number, { words, safe, known }: DescribedLine, takesPlaces = false): number | undefined {
  for (let at = from; at < Math.min(words.length, from + 6); at++) {
    const word = words[at];
    if (!word || (at > from && /[,.;:!?\n]/.test(word.gap))) return undefined;
    if (word.shape !== 'title' || word.raw === 'I') continue;
    const kind = safe[at]?.kind;
    if (kind === 'character' || kind === 'known' || known.characterWords.has(word.plain)) return undefined;
    if (takesPlaces || kind !== 'place') return at;
  }
  return undefined;
}

/** `l'acteur qui a joué dans …`, `der Schauspieler, der … spielte` */
function* byForeignPart(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words } = described;
  for (const match of line.text.matchAll(FOREIGN_PART)) {
    const { from, to } = line.wordsOf(match);
    const named = namedAfter(to, described);
    if (named !== undefined && words[from]?.shape === 'lower') yield { from, to: named + 1, how: HOW };
  }
}

/** `the late Queen`, `the Queen's eldest grandson`: a crown with a capital is the one that everybody knows. */
function* byCrown({ line, words }: DescribedLine): Generator<LikenessMatch> {
  for (const match of line.text.matchAll(CROWN)) {
    const { from, to } = line.wordsOf(match);
    if (words[to - 1]?.shape === 'title') yield { from, to, how: HOW };
  }
  for (const match of line.text.matchAll(CROWN_KIN)) {
    const { from, to } = line.wordsOf(match);
    const owner = words.slice(from, to).find(({ possessive }) => possessive);
    if (owner && (owner.shape === 'title' || /president|minister/.test(owner.plain))) yield { from, to, how: HOW };
  }
}

/** `the teen climate activist from Sweden` */
function* byOrigin({ line, words, lists, safe }: DescribedLine): Generator<LikenessMatch> {
  for (const match of line.text.matchAll(ORIGIN)) {
    const { from, to } = line.wordsOf(match);
    const place = words[to - 1];
    const isKnown = lists.countries.has(place?.plain ?? '') || safe[to - 1]?.kind === 'place';
    if (place?.shape === 'title' && isKnown) yield { from, to, how: HOW };
  }
}
