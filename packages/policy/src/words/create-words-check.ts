import { findKnownPeople, type KnownMatch } from './find-known-people.ts';
import { findLikeness, type LikenessMatch } from './find-likeness.ts';
import { findNativeNames } from './find-native-names.ts';
import { findUnknownNames } from './find-unknown-names.ts';
import { isFileLike } from './name-units.ts';
import { NEVER_NAMES } from './small-words.ts';
import { type Lexicon, lexicon } from './lexicon.ts';
import { indexPeople, nativeText, type PeopleIndex } from './people-index.ts';
import { readLine, type Word } from './read-line.ts';
import { findSafeSpans, type KnownWords, knownWords, type SafeSpan } from './safe-spans.ts';
import type { FoundReference, WordsContext, WordsFinding } from './words-finding.ts';

/**
 * A check of lines (prompts, script lines, notes, file names) for references to people.
 * Someone on the register without consent stops a line; someone with consent passes; any other wording that reads as a
 * real person's name, or asks for someone's looks, voice or manner, is a question for a human. The index of the register
 * is built here, once; the returned function keeps no state, takes any text and never throws.
 */
export function createWordsCheck(context: WordsContext): (text: string) => WordsFinding {
  const lists = lexicon();
  const index = indexPeople(context.register ?? [], lists);
  const known = knownWords(context);
  const own = new Set([...(context.characters ?? []), ...(context.places ?? [])].map(nativeText));
  return (text) => {
    const words = readLine(text);
    const safe = findSafeSpans(words, known, lists);
    const line: Line = { text, words, safe, known, lists, index, isHeading: isHeading(words) };
    const found = settle([...fromKnown(line), ...fromNative(line, own), ...fromLikeness(line), ...fromNames(line)]);
    const outcome = found.some((one) => one.outcome === 'stop') ? 'stop' : found.length > 0 ? 'ask' : 'pass';
    return { outcome, found };
  };
}

interface Line {
  readonly text: string;
  readonly words: readonly Word[];
  /** Grows while the line is read: what is named after someone is a place. */
  readonly safe: (SafeSpan | undefined)[];
  readonly known: KnownWords;
  readonly lists: Lexicon;
  readonly index: PeopleIndex;
  /** Most words start with a capital, as in headings. */
  readonly isHeading: boolean;
}

/** A finding before overlaps are settled; consented ones hide what they overlap. */
interface Candidate extends FoundReference {
  readonly rank: number;
  readonly hasConsent: boolean;
}

const SHOW_WORDS =
  /\b(?:sing(?:s|ing|er)?|sang|rapp(?:er|ing)|concert|stage|album|song|tour|halftime|microphone|mic|celebrity|red carpet|actor|actress|star|musician|pop|hip.?hop|band|fans?|music video|guitar|dancing|wrestler|famous|legend)\b/i;

function fromKnown(line: Line): Candidate[] {
  const matches = findKnownPeople(line.words, line.index, line.safe, line.lists);
  for (const match of matches) if (isNamedAfter(match, line)) markSafe(match, line);
  return matches.filter((match) => counts(match, line)).map((match) => candidateOf(match, line));
}

function counts(match: KnownMatch, line: Line): boolean {
  const { words, safe } = line;
  if (match.kind === 'character') return false;
  const first = words[match.from];
  const last = words[match.to - 1];
  if (!first || !last) return false;
  const isOwn = (at: number) => safe[at]?.kind === 'character' && match.person.personId === undefined;
  if (match.to - match.from === 1 && isOwn(match.from)) return false;
  if (match.isAmbiguous && !showsPerson(match, line) && !isAsked(match, line)) return false;
  if (isNamedAfter(match, line)) return false;
  return true;
}

/** `The Rock lifts a car`: capitals in the middle of a plain sentence; one word alone also needs talk of shows. */
function showsPerson({ from, to, kind }: KnownMatch, { words, text, isHeading }: Line): boolean {
  const first = words[from];
  const last = words[to - 1];
  if (!first || !last) return false;
  if (kind === 'surname' && isFileLike(words)) return true;
  if (first.shape === 'lower') return false;
  if (SHOW_WORDS.test(text) || (kind === 'surname' && !isHeading && first.shape === 'title')) return true;
  return to - from > 1 && last.shape === 'title' && !isHeading;
}

const NAMED_AFTER =
  /^(?:airport|avenue|ave|street|st|boulevard|blvd|road|rd|drive|highway|hwy|expressway|bridge|tunnel|square|plaza|park|school|library|museum|memorial|monument|stadium|arena|station|university|college|hospital|foundation|theatre|theater|hall|center|centre|institute|statue|way|terminal|field|prize|award|day|building|house|space|tower|island|county|province|telescope|elementary|high|primary|platz|allee|strasse)$/;

/** `John F. Kennedy Airport`, `Rosa Parks Avenue` */
function isNamedAfter({ person, to }: KnownMatch, { words, lists }: Line): boolean {
  const after = words[to];
  const last = words[to - 1];
  if (person.personId !== undefined || !after || !last || last.possessive || !/^[\s_-]?$/.test(after.gap)) return false;
  return (
    NAMED_AFTER.test(after.plain) &&
    lists.placeWordsAfter.has(after.plain) &&
    after.shape === last.shape &&
    after.shape !== 'lower'
  );
}

/** What is named after someone is a place, for every other rule too. */
function markSafe({ from, to }: KnownMatch, { safe }: Line): void {
  for (let at = from; at <= to; at++) safe[at] = { from, to: to + 1, kind: 'place' };
}

/** Whether the words before ask for someone's likeness. */
function isAsked(match: KnownMatch, { words, known, safe, lists }: Line): boolean {
  return findLikeness(words, known, safe, lists).some(
    ({ target }) => target && target.from <= match.from && target.to >= match.to,
  );
}

function candidateOf(match: KnownMatch, line: Line): Candidate {
  const { person } = match;
  const isRegistered = person.personId !== undefined;
  const whose = isRegistered ? 'on the register' : 'a widely known person';
  return {
    ...placeOf(match, line),
    person: person.name,
    why: `${person.name}, ${whose}${isRegistered && !person.hasConsent ? ' without consent' : ''}: ${match.how}.`,
    outcome: isRegistered ? 'stop' : 'ask',
    ...(person.personId === undefined ? {} : { personId: person.personId }),
    hasConsent: person.hasConsent,
    rank: (isRegistered ? 0 : 2) + (match.isExact ? 0 : 1),
  };
}

function placeOf({ from, to }: { from: number; to: number }, { words, text }: Line) {
  const start = words[from]?.start ?? 0;
  const last = words[to - 1];
  const raw = last ? text.slice(last.start, last.end) : '';
  const end = (last?.end ?? start) - (/['’ʼ`´]s$/i.test(raw) ? 2 : 0);
  return { start, end, text: text.slice(start, end) };
}

function fromNative({ text, index, lists }: Line, own: ReadonlySet<string>): Candidate[] {
  return findNativeNames(text, index, lists, own).map(({ start, end, how, person }) => {
    const written = text.slice(start, end);
    const isRegistered = person?.personId !== undefined;
    return {
      start,
      end,
      text: written,
      person: person?.name ?? written,
      why: person
        ? `${person.name}, ${isRegistered ? 'on the register' : 'a widely known person'}: ${how}.`
        : `Reads as a person's name: ${how}.`,
      outcome: isRegistered ? ('stop' as const) : ('ask' as const),
      ...(person?.personId === undefined ? {} : { personId: person.personId }),
      hasConsent: person?.hasConsent ?? false,
      rank: person ? (isRegistered ? 0 : 2) : 5,
    };
  });
}

function fromLikeness(line: Line): Candidate[] {
  const { words, known, safe, lists } = line;
  return findLikeness(words, known, safe, lists).flatMap((match) => {
    const span = safe[match.from + 1] ?? safe[match.from];
    if (span && span.from <= match.from && span.to >= match.to) return [];
    if (!match.target) return [likenessCandidate(match, match, line, undefined)];
    const character = characterAt(match.target, line);
    if (character) return [likenessCandidate(match, character, line, character)];
    const to = someoneAt(match.target, /looks\.?$/.test(match.how), line);
    return to === undefined ? [] : [likenessCandidate(match, { from: match.target.from, to }, line, undefined)];
  });
}

function likenessCandidate(
  match: LikenessMatch,
  named: { from: number; to: number },
  line: Line,
  actor: KnownMatch | undefined,
): Candidate {
  const place = placeOf(
    { from: Math.min(match.from, named.from), to: Math.max(named.to, match.target ? 0 : match.to) },
    line,
  );
  const person = actor?.person;
  return {
    ...place,
    person: person?.name ?? placeOf(named, line).text,
    why: person
      ? `Points to ${person.name} by a character that stands for the actor; ${match.how}.`
      : `The wording ${match.how}.`,
    outcome: person?.personId === undefined ? 'ask' : 'stop',
    ...(person?.personId === undefined ? {} : { personId: person.personId }),
    hasConsent: person?.hasConsent ?? false,
    rank: person ? 3 : 6,
  };
}

/** A character that stands for an actor, where the wording asks for a likeness. */
function characterAt(target: { from: number; to: number }, { words, index, safe, lists }: Line): KnownMatch | undefined {
  if (safe[target.from]?.kind === 'character' || safe[target.from]?.kind === 'known') return undefined;
  let letters = '';
  for (let to = target.from; to < Math.min(words.length, target.from + 4); to++) {
    letters += words[to]?.plain ?? '';
    const form = index.exact(letters).find(({ kind, words: count }) => kind === 'character' && (count > 1 || lists.factsOf(letters).ordinary === 0));
    if (form)
      return {
        from: target.from,
        to: to + 1,
        person: form.person,
        kind: 'character',
        how: 'character',
        isAmbiguous: false,
        isExact: true,
      };
  }
  return undefined;
}

/** End of the single name that a likeness is asked of; undefined where it is a thing, a place, a character or a manner. */
function someoneAt({ from }: { from: number; to: number }, isThing: boolean, { words, safe, known, lists }: Line): number | undefined {
  const word = words[from];
  if (!word || safe[from] || known.characterWords.has(word.plain) || word.plain.length < 3) return undefined;
  const before = words[from - 1];
  if (before && lists.placeWordsBefore.has(before.plain) && before.shape === 'title') return undefined;
  const facts = word.readings
    .map((reading) => lists.factsOf(reading))
    .find(({ given, surname }) => given > 1 || surname > 1);
  const next = words[from + 1];
  if (next && safe[from + 1] && joins(next.gap, word) && next.shape === 'title') return undefined;
  if (!facts || facts.ordinary > 0 || NEVER_NAMES.has(word.plain)) return undefined;
  if (isThing && facts.given < 3 && facts.surname < 3) return undefined;
  if (lists.titles.has(word.plain) || lists.places.has(word.plain)) return undefined;
  if (word.shape === 'lower') return facts.given === 3 || facts.surname === 3 ? from + 1 : undefined;
  return word.shape === 'title' || word.shape === 'upper' ? from + 1 : undefined;
}

function joins(gap: string, before: Word): boolean {
  return gap === ' ' && !before.possessive;
}

function fromNames(line: Line): Candidate[] {
  return findUnknownNames(line).map(({ from, to, how }) => {
    const place = placeOf({ from, to }, line);
    return {
      ...place,
      person: line.words
        .slice(from, to)
        .map(({ plain }) => plain)
        .join(' '),
      why: `Reads as a person's name (${how}), on no list of this production.`,
      outcome: 'ask',
      hasConsent: false,
      rank: 5,
    };
  });
}

function isHeading(words: readonly Word[]): boolean {
  const cased = words.filter(({ shape }) => shape !== 'uncased');
  return cased.length >= 4 && cased.filter(({ shape }) => shape === 'title').length / cased.length > 0.75;
}

/** One finding for each stretch of the line: consented people hide what they overlap, then the strongest finding stays. */
function settle(candidates: readonly Candidate[]): FoundReference[] {
  const ranked = [...candidates].sort(
    (a, b) =>
      Number(b.hasConsent) - Number(a.hasConsent) ||
      a.rank - b.rank ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const kept: Candidate[] = [];
  for (const one of ranked) if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one);
  return kept
    .filter(({ hasConsent }) => !hasConsent)
    .sort((a, b) => a.start - b.start)
    .map(({ rank: _rank, hasConsent: _hasConsent, ...found }) => found);
}
