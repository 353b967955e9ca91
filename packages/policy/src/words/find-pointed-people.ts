import type { DescribedLine } from './described-line.ts';
import type { LikenessMatch } from './likeness-match.ts';
import {
  KIN_OF,
  NATIONAL,
  NATIONAL_PLAYER,
  SIDE,
  SIDE_OF,
  THAT_ONE,
  TRADE_OF_NATION,
  WAS,
} from './pointing-wording.ts';

const HOW = 'points to one person by a part, a side or a country';

/** People pointed to by a part they were, the side they led, or a trade and the country they are known from. */
export function* findPointedPeople(described: DescribedLine): Generator<LikenessMatch> {
  const { line } = described;
  yield* byPartThatTheyWere(described);
  yield* bySide(described);
  yield* byApposition(described);
  for (const pattern of [THAT_ONE, KIN_OF])
    for (const match of line.text.matchAll(pattern)) yield { ...line.wordsOf(match), how: HOW };
  for (const match of line.text.matchAll(NATIONAL_PLAYER)) {
    const { from, to } = line.wordsOf(match);
    if (/ (?:who|with)$/.test(match[0]) || isNamed(to, described)) yield { from, to, how: HOW };
  }
}

/** `who was Tyrion in Game of Thrones`, `the actor who was Wolverine` */
function* byPartThatTheyWere(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, lists } = described;
  for (const match of line.text.matchAll(WAS)) {
    const { from, to } = line.wordsOf(match);
    if (!isNamed(to, described)) continue;
    const part = (words[to]?.plain ?? '') + (words[to + 1]?.gap === '-' ? (words[to + 1]?.plain ?? '') : '');
    const isKnown = lists.publicCharacters.has(part) || lists.titles.has(part);
    const work = [1, 2, 3].find((after) => /^(?:in|on|from)$/.test(words[to + after]?.plain ?? ''));
    const title = work === undefined ? undefined : words[to + work + 1];
    const isWork =
      title !== undefined && /[A-Z\d]/.test(title.raw) && described.safe[to + (work ?? 0) + 1]?.kind !== 'place';
    if (isKnown || isWork) yield { from, to: to + 1, how: HOW };
  }
}

/** `the captain of France's 2018 team`, `Spain's World Cup captain`, `Portugal's number seven` */
function* bySide(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, lists } = described;
  for (const pattern of [SIDE_OF, SIDE]) {
    for (const match of line.text.matchAll(pattern)) {
      const { from, to } = line.wordsOf(match);
      const called = words.slice(from, to).find(({ plain }) => plain === match[1]?.split(' ').at(-1));
      const isCountry =
        called?.possessive === true && [lists.countries, lists.places].some((list) => list.has(called.plain));
      if (isCountry || NATIONAL.test(called?.plain ?? '')) yield { from, to, how: HOW };
    }
  }
}

/** `JR, the French photographer`, `Kim, the North Korean leader` */
function* byApposition(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, safe } = described;
  for (const match of line.text.matchAll(TRADE_OF_NATION)) {
    const { from, to } = line.wordsOf(match);
    const [name, article] = [words[from], words[from + 1]];
    if (!name || !article || !/^[.,]*,\s$/.test(article.gap) || !isNamed(from, described)) continue;
    if (safe[from]?.kind !== 'place') yield { from, to, how: HOW };
  }
}

/** Written with a capital, and none of the production's own words. */
function isNamed(at: number, { words, known, safe }: DescribedLine): boolean {
  const word = words[at];
  if (!word || word.shape === 'lower' || word.shape === 'uncased' || known.characterWords.has(word.plain)) return false;
  return word.raw !== 'I' && safe[at]?.kind !== 'character' && safe[at]?.kind !== 'known';
}
