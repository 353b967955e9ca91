import type { Lexicon, WordFacts } from './lexicon.ts';
import { joins, type Shape, type Word } from './read-line.ts';
import type { KnownWords, SafeSpan } from './safe-spans.ts';

/** Words `from` to before `to` that read as somebody's name. */
export interface NameMatch {
  readonly from: number;
  readonly to: number;
  readonly how: string;
}

/** What weighs for and against a pair of words being a name; a pair that reaches `ENOUGH` is one. */
const ENOUGH = 2.4;
const GIVEN = [0, 0.8, 1.4, 2.1] as const;
const SURNAME = [0, 1, 1.6, 1.9] as const;
const CUES = new Set(
  'by with of like starring featuring feat ft cast actor actress director singer named called portrait photo photograph picture image interview meet mr mrs ms miss dr sir dame lord lady judge professor prof captain president senator uncle aunt saint as de por von par mit con'.split(
    ' ',
  ),
);
const PARTICLES = new Set(
  'de da do dos das del della di du des la le van von der den ter ten bin ibn al el ben abu st mac mc y e san zu af o'.split(
    ' ',
  ),
);
const SMALL_WORDS = new Set(
  'una uno un une ein eine einer eines einem einen der die das dem des les aux ils elle elles est sont sur sous dans avec sans pour par vers chez con sin para por sobre entre desde hasta como pero muy mas una los las unos unas sus su il lo gli uno nel nella nei sul sulla dal dalla che chi non per tra fra come piu um uma os as no na nos nas em com sem sob ao pelo pela que und oder mit ohne auf aus bei bis durch gegen nach seit von vor zu zum zur ist sind war nicht auch nur wie als noch im am es een het van voor met op uit naar door och att det den som pa till av for med ikke fra til ved noch i w z na do od po nie jak jest ve bir ile icin gibi calle noche mar sol luz mesa casa playa plaza rue nuit mer lune maison nacht strasse haus meer wald mann frau plano plan gran vista alma luna cara mano manos ojos primo piano campo lungo stella'.split(
    ' ',
  ),
);
const DETERMINERS = new Set(
  'the a an this that these those each every some any no our your their his her its my another'.split(' '),
);

/** Everything the name rules need to know about a line. */
export interface NameReading {
  readonly words: readonly Word[];
  readonly safe: readonly (SafeSpan | undefined)[];
  readonly known: KnownWords;
  readonly lists: Lexicon;
  /** Whether most words of the line start with a capital, as headings do. */
  readonly isHeading: boolean;
}

/** Pairs and longer runs of words that read as a real person's name, whoever that is. */
export function findUnknownNames(reading: NameReading): readonly NameMatch[] {
  const { words } = reading;
  const matches: NameMatch[] = [];
  for (let at = 0; at < words.length; at++) {
    const match =
      initialName(reading, at) ?? pairName(reading, at) ?? turnedName(reading, at) ?? gluedName(reading, at);
    if (!match) continue;
    matches.push(match);
    at = match.to - 1;
  }
  return matches;
}

/** What the lists say of a word, under the reading that makes the best name of it. */
function bestFacts(word: Word, lists: Lexicon): WordFacts {
  const plain = lists.factsOf(word.plain);
  if (word.readings.length === 1 || plain.given > 0 || plain.surname > 0) return plain;
  const others = word.readings.slice(1).map((reading) => lists.factsOf(reading));
  return others.find(({ given, surname }) => given > 0 || surname > 0) ?? plain;
}

function isFree({ safe }: NameReading, at: number): boolean {
  const span = safe[at];
  return !span || ((span.kind === 'place' || span.kind === 'phrase') && span.to - span.from === 1);
}

function pairName(reading: NameReading, at: number): NameMatch | undefined {
  const { words, lists } = reading;
  const a = words[at];
  let next = at + 1;
  while (next < words.length && next <= at + 4 && isBetween(words, next, at, lists)) next++;
  const b = words[next];
  if (!a || !b || !isFree(reading, at) || !isFree(reading, next) || !joins(b.gap, words[next - 1] ?? a))
    return undefined;
  if (a.plain.length < 2 || b.plain.length < 2 || isNumber(a) || isNumber(b)) return undefined;
  if (ownsCharacter(reading, at) || ownsCharacter(reading, next)) return undefined;
  const first = bestFacts(a, lists);
  const second = bestFacts(b, lists);
  const isNamed = first.given > 0 || first.surname > 1 || looksNew(a, first);
  if (!isNamed || a.possessive || isSmallWord(a) || isSmallWord(b)) return undefined;
  const score =
    givenScore(a, first) +
    surnameScore(b, second) +
    shapeScore(a.shape, b.shape, second.surname === 3 && reading.safe[next] === undefined, reading) +
    placeScore(reading, at, next) +
    cueScore(reading, at) +
    (next > at + 1 ? 0.7 : 0) -
    (b.gap === '-' && next === at + 1 && !isFileLike(words) ? 1.2 : 0);
  if (score < ENOUGH) return undefined;
  return { from: at, to: extendRight(reading, next + 1), how: howPair(first, second) };
}

/** Little words of many languages, which lists of names hold too. */
function isSmallWord(word: Word): boolean {
  return PARTICLES.has(word.plain) || (word.shape === 'lower' && SMALL_WORDS.has(word.plain));
}

/** Middle initials and particles inside a name. */
function isBetween(words: readonly Word[], next: number, at: number, lists: Lexicon): boolean {
  const word = words[next];
  const before = words[next - 1];
  const after = words[next + 1];
  if (!word || !before || !after || !joins(word.gap, before) || !joins(after.gap, word)) return false;
  if (word.plain.length === 1 && /^\p{Lu}$/u.test(word.raw) && next === at + 1) return true;
  return (
    PARTICLES.has(word.plain) &&
    lists.factsOf(words[at]?.plain ?? '').given > 0 &&
    after.shape !== 'lower' &&
    words[at]?.shape !== 'lower'
  );
}

function isNumber(word: Word): boolean {
  return /^\d+$/.test(word.plain) || /^v\d+$/.test(word.plain);
}

/** In no list at all and written as a name is. */
function looksNew(word: Word, facts: WordFacts): boolean {
  return (
    facts.ordinary === 0 &&
    facts.given === 0 &&
    facts.surname === 0 &&
    word.shape === 'title' &&
    /^[a-z]{3,14}$/.test(word.plain) &&
    /[aeiouy]/.test(word.plain)
  );
}

function givenScore(word: Word, facts: WordFacts): number {
  if (facts.given > 0) return GIVEN[facts.given as 1 | 2 | 3];
  if (looksNew(word, facts)) return 0.8;
  return facts.surname > 1 ? 1.1 : 0;
}

function surnameScore(word: Word, facts: WordFacts): number {
  if (facts.surname > 0) return SURNAME[facts.surname as 1 | 2 | 3];
  if (facts.given === 3) return 1.4;
  if (looksNew(word, facts)) return 1;
  if (facts.ordinary > 0) return facts.ordinary === 2 ? -1.6 : -0.8;
  return word.shape === 'lower' ? -0.5 : 0.2;
}

function shapeScore(a: Shape, b: Shape, isSurname: boolean, { isHeading, words }: NameReading): number {
  if (a === 'title' && b === 'title') return isHeading ? 0.3 : 0.9;
  if (a === 'upper' && b === 'upper') return 0;
  if (a === 'title' && b === 'upper') return 0.3;
  if (a === 'lower' && b === 'lower') return isSurname || isFileLike(words) ? -0.3 : -0.7;
  if (a === 'mixed' || b === 'mixed') return 0;
  return a === 'uncased' || b === 'uncased' ? -1 : -2;
}

function placeScore({ words, safe, lists }: NameReading, at: number, next: number): number {
  const before = words[at - 1];
  const last = words[next];
  const after = words[next + 1];
  let score = 0;
  if (safe[at]?.kind === 'place' || safe[next]?.kind === 'place') score -= 0.8;
  if (safe[at]?.kind === 'phrase') score -= 0.6;
  if (safe[next]?.kind === 'phrase') score -= 0.6;
  if (lists.placeWordsBefore.has(words[at]?.plain ?? '')) score -= 1.5;
  if (before && joins(words[at]?.gap ?? '', before) && lists.placeWordsBefore.has(before.plain)) score -= 2;
  if (last && lists.placeWordsAfter.has(last.plain)) score -= lists.factsOf(last.plain).surname > 0 ? 0.9 : 2.5;
  if (after && joins(after.gap, last ?? after)) {
    if (lists.placeWordsAfter.has(after.plain) && after.shape === last?.shape) score -= 2;
    else if (lists.techniqueWords.has(after.plain)) score -= 1.5;
  }
  return score;
}

function cueScore({ words }: NameReading, at: number): number {
  const before = words[at - 1]?.plain;
  if (before === undefined) return 0;
  if (CUES.has(before)) return 0.6;
  return DETERMINERS.has(before) ? -1.5 : 0;
}

/** One word of a character listed by that word alone: the name around it is the character's. */
function ownsCharacter({ words, known }: NameReading, at: number): boolean {
  return known.characterCalls.has(words[at]?.plain ?? '');
}

/** Further surnames, `Jr` and the like. */
function extendRight({ words, lists, safe }: NameReading, from: number): number {
  let to = from;
  while (to < words.length && to < from + 2) {
    const word = words[to];
    const before = words[to - 1];
    if (!word || !before || safe[to] || !joins(word.gap, before) || before.possessive || word.shape !== before.shape)
      break;
    const facts = lists.factsOf(word.plain);
    if (!/^(?:jr|sr|iii?|iv)$/.test(word.plain) && (facts.ordinary > 0 || facts.surname < 2)) break;
    to++;
  }
  return to;
}

/** `S. Mitchell`, `J.R.R. Miller`, `Sarah M.` */
function initialName(reading: NameReading, at: number): NameMatch | undefined {
  const { words, lists } = reading;
  const first = words[at];
  if (!first || !/^\p{Lu}$/u.test(first.raw)) return undefined;
  let next = at + 1;
  while (/^\p{Lu}$/u.test(words[next]?.raw ?? '') && next < at + 4) next++;
  const last = words[next];
  if (
    !last ||
    !isFree(reading, next) ||
    last.plain.length < 3 ||
    last.shape === 'lower' ||
    ownsCharacter(reading, next)
  )
    return undefined;
  if (!/^\.[\s_]?$/.test(last.gap)) return undefined;
  const facts = bestFacts(last, lists);
  if (facts.surname === 0 && !looksNew(last, facts)) return undefined;
  const score = 1.2 + surnameScore(last, facts) + 0.6 + placeScore(reading, at, next) + cueScore(reading, at);
  return score >= ENOUGH ? { from: at, to: next + 1, how: 'initials and a surname' } : undefined;
}

/** `Mitchell, Sarah` */
function turnedName(reading: NameReading, at: number): NameMatch | undefined {
  const { words, lists } = reading;
  const a = words[at];
  const b = words[at + 1];
  if (!a || !b || !/^, ?$/.test(b.gap) || !isFree(reading, at) || !isFree(reading, at + 1)) return undefined;
  if (ownsCharacter(reading, at) || ownsCharacter(reading, at + 1) || a.possessive || a.shape !== b.shape)
    return undefined;
  const surname = bestFacts(a, lists);
  const given = bestFacts(b, lists);
  if (
    given.given < 2 ||
    surname.surname === 0 ||
    (surname.given === 3 && (surname.surname < 3 || lists.plainGiven.has(a.plain))) ||
    reading.safe[at]?.kind === 'place'
  )
    return undefined;
  const before = words[at - 1];
  if (before && joins(a.gap, before) && before.shape === 'title' && at > 0) return undefined;
  const after = words[at + 2];
  if (after && /^,/.test(after.gap) && lists.factsOf(after.plain).given > 1) return undefined;
  const score =
    SURNAME[surname.surname as 1 | 2 | 3] +
    GIVEN[given.given as 2 | 3] +
    (a.shape === 'title' ? 0.5 : -0.9) +
    cueScore(reading, at) -
    0.5;
  return score >= ENOUGH ? { from: at, to: at + 2, how: 'a surname, a comma and a given name' } : undefined;
}

/** `@sarahmitchell`, `sarahmitchell_v2.exr` */
function gluedName(reading: NameReading, at: number): NameMatch | undefined {
  const { words, lists } = reading;
  const word = words[at];
  if (!word || !isFree(reading, at) || word.readings.every((reading) => reading.length < 8 || reading.length > 30))
    return undefined;
  const isHandle = /[@#]$/.test(word.gap);
  for (const letters of word.readings) {
    const facts = lists.factsOf(letters);
    if (facts.ordinary > 0 || facts.given > 0 || facts.surname > 0 || lists.places.has(letters)) continue;
    for (let cut = isHandle ? 3 : 4; cut <= letters.length - 4; cut++) {
      const left = lists.factsOf(letters.slice(0, cut));
      const right = lists.factsOf(letters.slice(cut));
      if (reading.known.characterWords.has(letters.slice(0, cut))) continue;
      const enough =
        isHandle || word.disguised ? right.surname >= 1 : right.surname === 3 && lists.given.has(letters.slice(0, cut));
      if (left.given === 3 && enough)
        return { from: at, to: at + 1, how: 'a given name and a surname written as one word' };
    }
  }
  return undefined;
}

/** Names of files and handles, where hyphens part words. */
function isFileLike(words: readonly Word[]): boolean {
  return words.some(
    ({ gap, plain }) =>
      gap === '_' ||
      (gap === '.' && /^(?:exr|png|jpe?g|mov|mp4|tiff?|dpx|psd|wav|abc|usd|nk|ma|hip|blend|glb|obj|fbx)$/.test(plain)),
  );
}

function howPair(first: WordFacts, second: WordFacts): string {
  if (first.given > 0 && second.surname > 0) return 'a given name and a surname';
  if (first.given > 0) return 'a given name and a word that is no ordinary word';
  return 'two words written and sounding like a name';
}
