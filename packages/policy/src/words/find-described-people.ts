import type { DescribedLine } from './described-line.ts';
import { findKnownDeeds } from './find-known-deeds.ts';
import { findPointedPeople } from './find-pointed-people.ts';
import type { LikenessMatch } from './likeness-match.ts';
import { DIRECT, FAMED, MAKER, NOT_PLAYED, OFFICE, PERFORMER, PLAYED, PRIVATE, SOMEONE } from './likeness-wording.ts';
import { targetFrom } from './plain-line.ts';
import type { Word } from './read-line.ts';

const HOW = 'describes one person without naming them';
const WORK = '(?:movie|film|show|series|sitcom|band|musical|franchise|trilogy)';
const NATION =
  '(?:us|american|british|french|german|russian|chinese|english|spanish|italian|israeli|ukrainian|canadian|australian|indian|turkish|north korean) ';
const PLAYED_PATTERN = new RegExp(`\\b(${PERFORMER}|${SOMEONE})s? ${PLAYED}\\b(?: (?:as|in)\\b)?`, 'g');
const FROM_PATTERN = new RegExp(`\\b(?:(${PERFORMER})|${SOMEONE})s? (from|in|off|of)(?: the)?( ${WORK})?\\b`, 'g');
const OFFICE_PATTERN = new RegExp(
  `\\b(?:(?:current|former|sitting|late|ex|first|new|\\d+(?:st|nd|rd|th)) )*(?:${NATION})?${OFFICE} of (?:the )?\\w+`,
  'g',
);
const KNOWN_FOR_PATTERN =
  /\b(?:same (?:actor|actress|guy|voice|face|man|woman) (?:as|from|in|that|who)|(\w+(?: \w+)?) (?:actors?|actress|stars?|guy|girl|kid|lady|woman|man|frontman|singer|cast|villain|twins|director))\b/g;
const STATE =
  /president|prime minister|chancellor|king|queen|pope|prince|princess|first lady|secretary of state|dictator|leader|mayor|governor/;
const DEPARTMENTS =
  /^(?:scene|shot|take|unit|day|apartment|room|building|marketing|accounts|props|wardrobe|camera|production|hair|makeup|stunts|casting|legal|finance|sound|grip|lighting|vfx)$/;

/** Descriptions that point to one person: by a part, a work, an office or a superlative. */
export function* findDescribedPeople(described: DescribedLine): Generator<LikenessMatch> {
  yield* byPart(described);
  yield* byWork(described);
  yield* byOffice(described);
  yield* byWhatTheyAreKnownFor(described);
  yield* byMaking(described);
  yield* byGroup(described);
  yield* byFamily(described);
  yield* findKnownDeeds(described);
  yield* findPointedPeople(described);
  for (const pattern of [DIRECT, FAMED, PRIVATE])
    for (const match of described.line.text.matchAll(pattern)) yield { ...described.line.wordsOf(match), how: HOW };
}

/** `the actor who played …` */
function* byPart(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, lists } = described;
  for (const match of line.text.matchAll(PLAYED_PATTERN)) {
    const { from, to } = line.wordsOf(match);
    const rest = line.text.slice(match.index + match[0].length + 1, match.index + match[0].length + 60);
    const target = rest === '' || NOT_PLAYED.test(rest) ? undefined : targetFrom(to, words);
    const part = target && words[target.from];
    if (!part || isOwn(target.from, described)) continue;
    const isThing = part.shape === 'lower' && lists.factsOf(part.plain).ordinary > 0;
    const isPerformer = PERFORMER_ALONE.test(match[1] ?? '');
    const isWork = isThing ? isLongTitleAt(target.from, described) : isPerformer || isProper(target.from, described);
    if (isWork) yield { from, to: target.to, how: HOW };
  }
}

const PERFORMER_ALONE = new RegExp(`^${PERFORMER}$`);

/** `the actress from …` */
function* byWork(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, lists } = described;
  for (const match of line.text.matchAll(FROM_PATTERN)) {
    const { from, to } = line.wordsOf(match);
    const target = targetFrom(to, words);
    if (!target || isOwn(target.from, described)) continue;
    const [, performer, preposition, work] = match;
    const title = words
      .slice(target.from, target.to)
      .map(({ plain }) => plain)
      .join('');
    const isTitle =
      lists.titles.has(title) || lists.titles.has(`the${title}`) || lists.titles.has(words[target.from]?.plain ?? '');
    if (
      words[target.from]?.shape === 'lower' &&
      /^(?:her|him|us|it|up|room|ray|ali|milk)$/.test(words[target.from]?.plain ?? '')
    )
      continue;
    const isCalledOne = work !== undefined || (performer !== undefined && preposition === 'from');
    const hasArticle = to - from > 2 && words[to - 1]?.raw === 'The' && words[from]?.shape === 'lower';
    if (isTitle || hasArticle || (isCalledOne && isProper(target.from, described)))
      yield { from, to: target.to, how: HOW };
  }
}

/** `the president of …`, `the founder of …` */
function* byOffice(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, lists } = described;
  for (const match of line.text.matchAll(OFFICE_PATTERN)) {
    const { from, to } = line.wordsOf(match);
    const place = words[to - 1];
    if (!place || isOwn(to - 1, described)) continue;
    const next = words[to]?.plain ?? '';
    const isCountry =
      [place.plain, next].some((word) => lists.countries.has(word)) ||
      /^(?:united|uk|usa|us|states)$/.test(place.plain);
    if ((STATE.test(match[0]) && isCountry) || isTitleAt(to - 1, described)) yield { from, to, how: HOW };
  }
}

/** `the Terminator actor`, `same face as …` */
function* byWhatTheyAreKnownFor(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, lists } = described;
  for (const match of line.text.matchAll(KNOWN_FOR_PATTERN)) {
    const span = line.wordsOf(match);
    if (match[1] === undefined) {
      yield { ...span, how: HOW };
      continue;
    }
    const named = match[1].split(' ');
    const last = span.from + named.length - 1;
    const names = [named.join(''), `the${named.join('')}`, named.at(-1) ?? ''];
    const isKnown = names.some((name) => lists.titles.has(name) || lists.publicCharacters.has(name));
    if (isKnown && words[last]?.shape === 'title' && !isOwn(last, described)) yield { ...span, how: HOW };
  }
}

/** `the singer of Rolling in the Deep`: whoever made what has a name. */
function* byMaking(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, safe } = described;
  for (const match of line.text.matchAll(MAKER)) {
    const { from, to } = line.wordsOf(match);
    const work = words[to];
    if (!work || !/^[\s"“'‘]+$/.test(work.gap) || isOwn(to, described) || DEPARTMENTS.test(work.plain)) continue;
    if (/^voice/.test(match[0]) && !isTitleAt(to, described) && !described.lists.publicCharacters.has(work.plain))
      continue;
    if (work.shape === 'title' && (safe[to]?.kind ?? 'phrase') === 'phrase' && !words.slice(from, to).every(isTitled))
      yield { from, to: to + 1, how: HOW };
  }
}

function isTitled({ shape }: Word): boolean {
  return shape === 'title';
}

/** `the Obamas` */
function* byFamily({ words, lists, known }: DescribedLine): Generator<LikenessMatch> {
  for (const [at, { plain, shape, possessive }] of words.entries()) {
    if (shape !== 'title' || possessive || !plain.endsWith('s') || words[at - 1]?.plain !== 'the') continue;
    const stem = plain.slice(0, -1);
    if (known.characterWords.has(stem) || known.characterWords.has(plain)) continue;
    if (lists.publicSurnames.has(stem) || FAMED_FAMILIES.test(stem)) yield { from: at - 1, to: at + 1, how: HOW };
  }
}

/** `the members of BTS`, `a Baldwin brother`: a few people, and no one else. */
function* byGroup(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, lists } = described;
  for (const match of line.text.matchAll(/\b(?:members? of|(?:one|two|both|three|four|half) of)(?: the)?\b/g)) {
    const { from, to } = line.wordsOf(match);
    const cased = words[to]?.shape === 'title' || words[to]?.shape === 'upper';
    if (cased && isTitleAt(to, described) && !isOwn(to, described)) yield { from, to: to + 1, how: HOW };
  }
  for (const match of line.text.matchAll(/\b\w+ (?:brothers?|sisters?|twins?|siblings)\b/g)) {
    const { from, to } = line.wordsOf(match);
    const name = words[from];
    const isFamed = lists.publicSurnames.has(name?.plain ?? '') || FAMED_FAMILIES.test(name?.plain ?? '');
    if (isFamed && name?.shape === 'title' && to - from === 2 && !isOwn(from, described)) yield { from, to, how: HOW };
  }
}

const FAMED_FAMILIES =
  /^(?:baldwin|jonas|olsen|hemsworth|wilson|coen|wachowski|duffer|safdie|dardenne|farrelly|russo|hadid|jenner|kardashian|williams|gallagher|klitschko|winklevoss|sprouse|fanning|phoenix|affleck|mara|arquette|wayans|hughes|murdoch|koch|bee gees|haim|obama|clinton|bush|kennedy|trump|beckham|windsor|osbourne|smith smith|corr|everly|osmond|marx)$/;

function isOwn(at: number, { safe, known, words }: DescribedLine): boolean {
  const kind = safe[at]?.kind;
  return kind === 'character' || kind === 'known' || known.characterWords.has(words[at]?.plain ?? '');
}

/** Written as the name of something, and not simply the name of a place or of a department. */
function isProper(at: number, described: DescribedLine): boolean {
  const word = described.words[at];
  if (!word) return false;
  return (
    isTitleAt(at, described) ||
    (word.shape === 'title' && described.safe[at]?.kind !== 'place' && !DEPARTMENTS.test(word.plain))
  );
}

/** `iron man`, not `ghost`: a title of two words, however they are written. */
function isLongTitleAt(at: number, { words, lists }: DescribedLine): boolean {
  return lists.titles.has((words[at]?.plain ?? '') + (words[at + 1]?.plain ?? ''));
}

function isTitleAt(at: number, { words, lists }: DescribedLine): boolean {
  const word = words[at]?.plain ?? '';
  return [word, word + (words[at + 1]?.plain ?? ''), `the${word}`].some((title) => lists.titles.has(title));
}
