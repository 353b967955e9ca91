import { findKnownPeople, type KnownMatch } from './find-known-people.ts';
import { findNativeNames } from './find-native-names.ts';
import type { NativeMatch } from './native-match.ts';
import type { KnownPerson } from './people-index.ts';
import type { Word } from './read-line.ts';
import { PERSON_VERBS } from './small-words.ts';
import { type Candidate, placeOf, type WordsLine } from './words-line.ts';

const NAMED_AFTER =
  /^(?:airport|avenue|ave|street|st|boulevard|blvd|road|rd|drive|highway|hwy|expressway|bridge|tunnel|square|plaza|park|school|library|museum|memorial|monument|stadium|arena|station|university|college|hospital|foundation|theatre|theater|hall|center|centre|institute|statue|way|terminal|field|prize|award|day|building|house|space|tower|island|county|province|telescope|elementary|high|primary|platz|allee|strasse)$/;

/** People of the register and widely known people whom the line names. */
export function knownCandidates(line: WordsLine): Candidate[] {
  const matches = findKnownPeople(line.words, line.index, line.safe, line.lists);
  for (const match of matches) if (isNamedAfter(match, line) || isVessel(match, line)) markSafe(match, line);
  return matches.filter((match) => counts(match, line)).map((match) => candidateOf(match, line));
}

/** Names as written in scripts of their own; `own` are the production's words, which may. */
export function nativeCandidates(line: WordsLine, own: ReadonlySet<string>): Candidate[] {
  const { text, index, lists } = line;
  const names = findNativeNames(text, index, lists, own).filter((name) => !liesInPlace(name, line));
  return names.map(({ start, end, how, person }) => {
    const written = text.slice(start, end);
    return {
      start,
      end,
      text: written,
      ...(person
        ? aboutPerson(person, how)
        : { person: written, why: `Reads as a person's name: ${how}.`, outcome: 'ask' }),
      hasConsent: person?.hasConsent ?? false,
      rank: person ? rankOf(person) : 5,
    };
  });
}

/** `Площадь Ленина` */
function liesInPlace({ start, person }: NativeMatch, { words, safe }: WordsLine): boolean {
  const at = words.findIndex((word) => word.start <= start && word.end > start);
  const span = safe[at];
  return person?.personId === undefined && span?.kind === 'place' && span.from < at;
}

/** Who it is, why, and what follows. */
export function aboutPerson(
  person: KnownPerson,
  how: string,
): Pick<Candidate, 'person' | 'why' | 'outcome' | 'personId'> {
  if (person.personId === undefined) {
    return { person: person.name, why: `${person.name}, a widely known person: ${how}.`, outcome: 'ask' };
  }
  const why = `${person.name}, on the register${person.hasConsent ? '' : ' without consent'}: ${how}.`;
  return { person: person.name, personId: person.personId, why, outcome: 'stop' };
}

function rankOf(person: KnownPerson): number {
  return person.personId === undefined ? 2 : 0;
}

function candidateOf(match: KnownMatch, line: WordsLine): Candidate {
  return {
    ...placeOf(match, line),
    ...aboutPerson(match.person, match.how),
    hasConsent: match.person.hasConsent,
    rank: rankOf(match.person) + (match.isExact ? 0 : 1),
  };
}

/** Whether a match is meant: not a character of the script, not a place named after someone, not simply a word. */
function counts(match: KnownMatch, line: WordsLine): boolean {
  if (match.kind === 'character' || isNamedAfter(match, line) || isVessel(match, line)) return false;
  if (match.person.personId === undefined && isSentence(match, line)) return false;
  const isOneWord = match.to - match.from === 1;
  if (isOneWord && line.safe[match.from]?.kind === 'character' && match.person.personId === undefined) return false;
  return !match.isAmbiguous || showsPerson(match, line) || isAsked(match, line);
}

/** `Tom waits by the window`: a capital, then a verb in lower case. */
function isSentence({ from, to }: KnownMatch, { words }: WordsLine): boolean {
  const last = words[to - 1];
  return to - from === 2 && words[from]?.shape === 'title' && last?.shape === 'lower' && PERSON_VERBS.has(last.plain);
}

/** `The Rock lifts a car`: capitals in the middle of a plain sentence; one word alone also needs talk of shows. */
function showsPerson({ from, to, kind, person }: KnownMatch, line: WordsLine): boolean {
  const first = line.words[from];
  const last = line.words[to - 1];
  if (!first || !last) return false;
  if ((kind === 'surname' && line.hasFiles) || /[@#]$/.test(first.gap)) return true;
  if (first.shape === 'lower') {
    if (first.plain === 'the' || !line.hasShowWords) return false;
    return to - from > 1 || (kind !== 'surname' && STAGE_VERBS.test(line.words[to]?.plain ?? ''));
  }
  if (first.shape === 'title' && CALLED_SO.test(first.plain) && !isNamedOn(line.words[to])) return true;
  if (line.hasShowWords || person.personId !== undefined) return true;
  if (kind === 'surname' && first.shape === 'upper') return PERSON_VERBS.has(line.words[to]?.plain ?? '');
  if (kind === 'surname') return !line.isHeading && first.shape === 'title';
  return to - from > 1 && last.shape === 'title' && !line.isHeading;
}

/** `Sting of the bee`, `Ye Olde Inn` */
function isNamedOn(after: Word | undefined): boolean {
  return after?.plain === 'of' || (after?.shape === 'title' && after.gap === ' ');
}

/** Stage names that in lower case are ranks. */
const RANKS = /^(?:prince|king|queen|duke|princess|lord|lady|boss)$/;

/** Words that with a capital are hardly anything but a stage name. */
const CALLED_SO = /^(?:gaga|snoop|biggie|drake|sting|shaggy|ludacris|ye|becks)$/;

/** What is done on a stage, right after a stage name that is a word. */
const STAGE_VERBS = /^(?:raps|rapping|sings|singing|performs|performing|concert|lyrics|album|song|verse)$/;

/** Whether the words around ask for someone's likeness. */
function isAsked(match: KnownMatch, { likeness, words }: WordsLine): boolean {
  const only = match.to - match.from === 1 ? words[match.from] : undefined;
  if (only?.shape === 'lower' && RANKS.test(only.plain)) return false;
  return likeness.some(({ target }) => target && target.from <= match.from && target.to >= match.to);
}

/** `John F. Kennedy Airport`, `Rosa Parks Avenue` */
function isNamedAfter({ person, to, isExact }: KnownMatch, { words, lists }: WordsLine): boolean {
  const isLonger = !isExact && words[to]?.shape === 'title' && NAMED_AFTER.test(words[to + 1]?.plain ?? '');
  const isNumbered = /^(?:ii|iii|iv|jr)$/.test(words[to]?.plain ?? '');
  const after = isLonger || isNumbered ? words[to + 1] : words[to];
  const last = words[to - 1];
  if (person.personId !== undefined || !after || !last || last.possessive || !/^[\s_-]?$/.test(after.gap)) return false;
  const isAlike = after.shape === last.shape && after.shape !== 'lower';
  return isAlike && NAMED_AFTER.test(after.plain) && lists.placeWordsAfter.has(after.plain);
}

/** `USS Gerald R. Ford`, `Hurricane Ian`: what stands before the name makes a thing of it. */
function isVessel({ from, person }: KnownMatch, { words }: WordsLine): boolean {
  const before = words[from - 1];
  if (person.personId !== undefined || !before || before.shape === 'lower' || words[from]?.gap !== ' ') return false;
  return VESSELS.test(before.plain);
}

const VESSELS =
  /^(?:hms|uss|rms|ss|mv|hmcs|hmas|ins|usns|hurricane|typhoon|cyclone|mount|lake|fort|cape|rue|via|calle)$/;

/** What is named after someone is a place, for every other rule too. */
function markSafe({ from, to }: KnownMatch, { safe }: WordsLine): void {
  for (let at = from; at <= to && at < safe.length; at++) safe[at] = { from, to: to + 1, kind: 'place' };
}
