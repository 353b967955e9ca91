import { backwardsAt, gluedAt, joinedAt } from './find-glued-names.ts';
import type { Lexicon } from './lexicon.ts';
import type { NameLine, NameMatch } from './name-line.ts';
import { isFileLike, type NameReading, type NameUnit, nameUnits, unitsJoin } from './name-units.ts';
import type { Word } from './read-line.ts';
import { DETERMINERS, FOREIGN_WORDS, NAME_CUES, NEVER_NAMES, PARTICLES, PERSON_VERBS } from './small-words.ts';

/** A pair of words whose evidence for less that against reaches this is a name. */
const ENOUGH = 2.4;
const GIVEN = [0, 0.8, 1.4, 2.1] as const;
const SURNAME = [0, 1, 1.6, 1.9] as const;

/** Pairs and longer runs of words that read as a real person's name, whoever that is. */
export function findUnknownNames(reading: NameReading): readonly NameMatch[] {
  const line: NameLine = {
    ...reading,
    units: nameUnits(reading),
    hasFiles: isFileLike(reading.words),
    hasLower: reading.words.some(({ shape }) => shape === 'lower'),
    isForeign: reading.words.filter((word) => isForeignWord(word, reading.lists)).length >= 2,
    hasLatin: reading.words.some(({ raw }) => /\p{Script=Latin}{3}/u.test(raw)),
  };
  const matches: NameMatch[] = [];
  for (let at = 0; at < line.units.length; at++) {
    const match =
      initialsAt(line, at) ??
      pairAt(line, at) ??
      turnedAt(line, at) ??
      joinedAt(line, at) ??
      gluedAt(line, at) ??
      backwardsAt(line, at);
    if (!match) continue;
    matches.push(match);
    while (at + 1 < line.units.length && (line.units[at + 1]?.from ?? 0) < match.to) at++;
  }
  return matches;
}

/** A word in lower case of a language other than English. */
function isForeignWord({ plain, raw, shape }: Word, lists: Lexicon): boolean {
  if (shape !== 'lower') return false;
  if (FOREIGN_WORDS.has(plain) || (plain !== 'of' && PARTICLES.has(plain))) return true;
  return ACCENTED.test(raw) || (lists.foreignWords.has(raw) && lists.factsOf(plain).ordinary === 0);
}

/** A Latin letter that English lacks. */
const ACCENTED = /(?=\p{Script=Latin})[^\p{ASCII}]/u;

/** A given name and a surname, with what may stand between them. */
function pairAt(line: NameLine, at: number): NameMatch | undefined {
  const { units, words } = line;
  const a = units[at];
  if (!a || !mayBePart(a) || a.possessive) return undefined;
  const next = afterMiddle(line, at);
  const b = units[next];
  const before = units[next - 1];
  if (!b || !before || !mayBePart(b) || !unitsJoin(before, b, words)) return undefined;
  const isBare = isBareName(line, at, next);
  if (a.facts.given === 0 && a.facts.surname < 2 && !a.looksNew && !isBare) return undefined;
  if (a.shape === 'lower' && b.shape === 'lower') {
    if (a.isForeign && b.isForeign && !isPlainlyNamed(a, b)) return undefined;
    const isListed =
      line.hasFiles && a.facts.surname > 1 && b.facts.surname === 3 && Math.min(a.plain.length, b.plain.length) > 3;
    if (a.facts.given === 0 && b.facts.given < 3 && !isListed && !isBare) return undefined;
    if (line.isForeign && (ACCENTED.test(a.raw + b.raw) || b.facts.surname < 3 || !line.lists.plainGiven.has(a.plain)))
      return undefined;
  }
  if (a.facts.given === 0 && !isBare && !standsAsName(line, at, a, b)) return undefined;
  const score =
    givenScore(a, isBare) +
    (isBare && line.hasFiles ? 0.4 : 0) +
    surnameScore(b, a.facts.given) +
    shapeScore(a, b, line) +
    placeScore(line, at, next) +
    cueScore(line, at) +
    subjectScore(line, at, next) +
    foreignScore(line, at, a, b) +
    (next > at + 1 ? 0.7 : 0);
  if (score < ENOUGH) return undefined;
  return { from: a.from, to: endOfName(line, next), how: howPair(a, b) };
}

/** Other scripts write names with capitals too: in lower case only names that the lists are sure of. */
function isPlainlyNamed(a: NameUnit, b: NameUnit): boolean {
  return a.facts.given === 3 && b.facts.surname > 1 && a.plain.length > 3 && b.plain.length > 3;
}

/** `oddvar nygard skiing`: two words that are nothing else, where a line speaks of somebody. */
function isBareName(line: NameLine, at: number, next: number): boolean {
  const [a, b] = [line.units[at], line.units[next]];
  if (!a || !b || line.isForeign || a.shape !== 'lower' || b.shape !== 'lower') return false;
  if ([a, b].some((unit) => unit.facts.ordinary > 0 || unit.safe || unit.plain.length < 4)) return false;
  if (line.hasFiles) return at === 0 && b.facts.surname === 3 && a.plain.length > 4 && b.gap !== '-';
  return b.facts.surname > 1 && isSubject(line, at, next);
}

/** Whether a pair stands where a line names who it is about: it opens the line or a part of it, then comes what they do. */
function isSubject({ units, words }: NameLine, at: number, next: number): boolean {
  const [a, before] = [units[at], units[at - 1]];
  const opens =
    !before ||
    /[,:;.–—-] ?$|\n/.test(a?.gap ?? '') ||
    NAME_CUES.has(before.plain) ||
    /^(?:on|old|young|little|big|poor)$/.test(before.plain);
  const after = units[next + 1];
  if (!opens) return false;
  if (!after || /^[,;.(@\n]/.test(after.gap)) return true;
  return words.length > 2 && (doesSomething(after) || SUBJECT_PREPOSITIONS.test(after.plain));
}

/** `skiing`, `waits`: what somebody does. */
function doesSomething({ plain, facts, shape }: NameUnit): boolean {
  return shape === 'lower' && (PERSON_VERBS.has(plain) || (facts.ordinary === 2 && /.{3}ing$/.test(plain)));
}

const SUBJECT_PREPOSITIONS = /^(?:in|on|at|with|by|from|as|and|vs|behind|near|under|against|over|through)$/;

/** A pair about which a line says what a person does is hardly a place or a thing. */
function subjectScore(line: NameLine, at: number, next: number): number {
  const { units, lists, isForeign } = line;
  const [a, b, after] = [units[at], units[next], units[next + 1]];
  if (!a || !b || isForeign) return 0;
  const isLower = a.shape === 'lower' && b.shape === 'lower';
  if (isLower) {
    if (b.facts.ordinary > 0 || b.safe || a.safe || !isSubject(line, at, next)) return 0;
    return after && doesSomething(after) ? 0.9 : 0.7;
  }
  if (!after || a.shape !== b.shape || !doesSomething(after) || after.gap !== ' ' || b.possessive) return 0;
  if (lists.placeWordsAfter.has(b.plain) && lists.surnameWords.has(b.plain) && a.facts.given > 0)
    return STATES.test(after.plain) || HOUSES.test(b.plain) ? 0 : 3;
  return PERSON_VERBS.has(after.plain) ? 0.8 : 0.4;
}

/** What places and things do as well. */
const STATES =
  /^(?:stands|sits|lies|sleeps|waits|wakes|opens|closes|runs|leaves|looking|standing|sitting|waiting|.*ing)$/;

/** Without a given name the pair needs a word before it that calls for a name, or surnames that are nothing else. */
function standsAsName({ units, hasLower, lists }: NameLine, at: number, a: NameUnit, b: NameUnit): boolean {
  if (a.isForeign && b.isForeign) return true;
  if (a.looksNew && a.shape === 'upper' && !hasLower) return false;
  if (NAME_CUES.has(units[at - 1]?.plain ?? '')) return true;
  if (a.safe) return false;
  const after = units[units.indexOf(b) + 1];
  if (a.looksNew && (b.looksNew || b.facts.surname > 1) && after && isActing(after)) return true;
  if (a.facts.surname === 3 && b.looksNew && after && isActing(after)) return true;
  if (a.facts.ordinary === 0 && lists.surnameWords.has(b.plain) && after && PERSON_VERBS.has(after.plain))
    return a.shape === b.shape && (a.facts.surname > 1 || a.looksNew);
  if (a.looksNew) return b.facts.surname === 3 && lists.nearGiven(a.plain);
  if (a.facts.surname === 2 && b.looksNew) return true;
  return b.facts.surname > 1 || (b.facts.given === 3 && !b.safe);
}

/** `skiing backwards`, `with a goat`: after two new words with capitals. */
function isActing(after: NameUnit): boolean {
  return after.gap === ' ' && (doesSomething(after) || /^(?:with|on|at)$/.test(after.plain));
}

/** Two capitals in another script inside a line read as a name whatever the lists say; at its start they must know one. */
function foreignScore({ units, hasLatin }: NameLine, at: number, a: NameUnit, b: NameUnit): number {
  if (!a.isForeign || !b.isForeign || a.shape !== 'title' || b.shape !== 'title') return 0;
  const before = units[at - 1];
  return hasLatin || (before?.isForeign && before.shape === 'lower') ? 2 : 0;
}

function mayBePart(unit: NameUnit): boolean {
  if (!unit.isFree || unit.plain.length < 2 || /^v?\d+$/.test(unit.plain)) return false;
  if (/\d/.test(unit.plain) && !unit.disguised && unit.facts.surname === 0) return false;
  if (NEVER_NAMES.has(unit.plain) || PARTICLES.has(unit.plain)) return false;
  if (unit.from === 0 && OPENING_ARTICLES.test(unit.plain)) return false;
  return !(unit.shape === 'lower' && FOREIGN_WORDS.has(unit.plain));
}

/** Open a sentence of another language. */
const OPENING_ARTICLES = /^(?:eine?|une?|una|uno|der|die|das|les|los|las|uma?|ett|en|het|een|egy|az|ang|isang)$/;

/** Index of the unit that ends the pair: initials and small words such as `van der` are stepped over. */
function afterMiddle({ units, words }: NameLine, at: number): number {
  const first = units[at];
  let next = at + 1;
  while (next < at + 4) {
    const middle = units[next];
    const before = units[next - 1];
    if (!first || !middle || !before || !unitsJoin(before, middle, words)) return next;
    if (isSecondGiven(first, middle, units[next + 1])) return next + 1;
    const isInitial = middle.plain.length === 1 && /^\p{Lu}$/u.test(middle.raw);
    if (!isInitial && !(PARTICLES.has(middle.plain) && first.facts.given > 0 && first.shape !== 'lower')) return next;
    next++;
  }
  return next;
}

/** `Luz Marina Ospina`: a second given name, even one that is a word. */
function isSecondGiven(first: NameUnit, middle: NameUnit, last: NameUnit | undefined): boolean {
  if (!last?.isFree || [first, middle, last].some(({ shape }) => shape !== 'title')) return false;
  return first.facts.given === 3 && middle.facts.given > 0 && last.facts.surname === 3;
}

function givenScore({ facts, looksNew }: NameUnit, isBare = false): number {
  if (facts.given > 0) return GIVEN[facts.given as 1 | 2 | 3];
  if (looksNew) return 0.8;
  return facts.surname > 1 ? 1.1 : facts.ordinary === 0 && isBare ? 0.8 : 0;
}

function surnameScore({ facts, looksNew, shape, plain }: NameUnit, given = 0): number {
  if (facts.surname > 0) return SURNAME[facts.surname as 1 | 2 | 3];
  if (facts.given >= 2) return facts.given === 3 ? 1.4 : 0.6;
  if (looksNew) return 1;
  if (facts.ordinary > 0) return facts.ordinary === 2 ? -1.6 : -0.8;
  if (shape !== 'lower') return 0.2;
  if (given > 0 && /^[a-z]{5,14}$/.test(plain)) return given === 3 ? 1 : 0.4;
  return -0.5;
}

function shapeScore(a: NameUnit, b: NameUnit, { isHeading, hasFiles, hasLower }: NameLine): number {
  if (a.shape === 'title' && b.shape === 'title') return isHeading ? 0.3 : 0.9;
  if (a.shape === 'upper' && b.shape === 'upper') return hasLower && !hasFiles ? 0.5 : 0;
  if (a.shape === 'title' && b.shape === 'upper') return 0.3;
  if (hasFiles && a.facts.surname === 3 && b.facts.given === 3) return 0;
  if (a.shape === 'lower' && b.shape === 'lower') return hasFiles || (b.facts.surname === 3 && !b.safe) ? -0.3 : -0.7;
  if (a.shape === 'mixed' || b.shape === 'mixed') return 0;
  return a.shape === 'uncased' || b.shape === 'uncased' ? -1 : -2;
}

function placeScore({ units, words, lists, hasFiles }: NameLine, at: number, next: number): number {
  const before = units[at - 1];
  const a = units[at];
  const b = units[next];
  const after = units[next + 1];
  if (!a || !b) return 0;
  let score = 0;
  for (const unit of [a, b]) score -= unit.safe === 'place' ? 0.8 : unit.safe === 'phrase' ? 0.6 : 0;
  if (lists.placeWordsBefore.has(a.plain)) score -= 1.5;
  if (lists.placeWordsAfter.has(a.plain) && !lists.plainGiven.has(a.plain) && !a.isForeign && !isSyllables(b))
    score -= 2;
  if (RADIO.test(a.plain) && RADIO.test(b.plain)) score -= 3;
  if (
    before &&
    unitsJoin(before, a, words) &&
    lists.placeWordsBefore.has(before.plain) &&
    units[at - 2]?.plain !== 'a' &&
    !isOldPerson(before, a)
  )
    score -= NAMED_THINGS.test(before.plain) ? 3.5 : 2;
  if (lists.placeWordsAfter.has(b.plain)) score -= lists.surnameWords.has(b.plain) && isClearGiven(a, lists) ? 0.9 : 3;
  if (!after || b.possessive || !unitsJoin(b, after, words)) return score;
  const beyond = units[next + 2];
  if (
    after.shape === 'title' &&
    b.shape === 'title' &&
    beyond?.shape === 'title' &&
    lists.placeWordsAfter.has(beyond.plain) &&
    unitsJoin(after, beyond, words)
  )
    score -= 3;
  const isSure = after.shape === 'lower' && !HOUSES.test(after.plain) && a.facts.given === 3 && b.facts.surname === 3;
  const isAction = hasFiles && ACTIONS.test(after.plain);
  if (lists.placeWordsAfter.has(after.plain) && after.shape === b.shape && !isAction) score -= isSure ? 0 : 3;
  else if (lists.techniqueWords.has(after.plain) && !hasFiles) score -= 1.5;
  else if (PRODUCTS.test(after.plain)) score -= 2.6;
  return score;
}

/** `Ji-hoon`: a given name of two syllables, after which or before which a surname stands. */
function isSyllables({ raw, plain }: NameUnit): boolean {
  return /^\p{Lu}\p{Ll}{1,5}-\p{Ll}{1,5}$/u.test(raw) && plain.length <= 10;
}

/** `old anselm bruckner`: in lower case, before a clear given name, these words are no part of a place. */
function isOldPerson({ plain }: NameUnit, { shape, facts }: NameUnit): boolean {
  return shape === 'lower' && facts.given === 3 && /^(?:old|little|great)$/.test(plain);
}

/** Nothing but a given name, so that `Sarah Hill` is somebody and `Camden Lock` is not. */
function isClearGiven({ plain, raw, facts }: NameUnit, lists: Lexicon): boolean {
  if (raw.includes('-')) return true;
  return !lists.surnameWords.has(plain) && (lists.plainGiven.has(plain) || (facts.given === 3 && facts.surname < 3));
}

/** Words by which letters are told over the radio. */
const RADIO =
  /^(?:alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|xray|yankee|zulu)$/;

/** Before a name of a place or a thing, hardly ever of a person. */
const NAMED_THINGS =
  /^(?:lake|mount|mt|fort|port|cape|camp|hurricane|typhoon|cyclone|river|isle|villa|rue|via|calle|plaza|piazza|hms|uss|rms)$/;
/** After somebody's name these make a place of it, however it is written. */
const HOUSES =
  /^(?:hotel|motel|airport|street|avenue|bridge|school|museum|hospital|station|stadium|university|college|library|boulevard|memorial|theatre|theater)$/;

/** Places in a sentence; in the name of a file what somebody does or what is seen of them. */
const ACTIONS = /^(?:walk|drive|head|close|rise|run|point)$/;

/** After a maker's name. */
const PRODUCTS =
  /^(?:jeans|handbags?|perfumes?|colognes?|shampoos?|lipsticks?|sneakers|trainers|logos?|billboards?|whisky|whiskey|vodka|gin|tractors?|brush|hoodie|umbrella|notebook|pens?|lighter|scarf|polo|laptop|bicycle|paint|tote|sofa|mattress|cereal|soup|labels?|sunglasses|wristwatch|motorcycles?|pickup|brand|branded|bottles?)$/;

function cueScore({ units }: NameLine, at: number): number {
  const before = units[at - 1]?.plain;
  if (before === undefined) return 0;
  if (NAME_CUES.has(before)) return 0.6;
  if (before === 'the' && units[at]?.shape === 'title') return -3;
  return DETERMINERS.has(before) ? -1.5 : 0;
}

/** Further surnames, `Jr` and the like belong to the name. */
function endOfName({ units, words, lists }: NameLine, last: number): number {
  let at = last;
  while (at < last + 2) {
    const before = units[at];
    const after = units[at + 1];
    if (
      !before ||
      !after ||
      !unitsJoin(before, after, words) ||
      before.possessive ||
      after.shape !== before.shape ||
      !after.isFree
    )
      break;
    const isSuffix = /^(?:jr|sr|iii?|iv)$/.test(after.plain);
    if (!isSuffix && (after.facts.ordinary > 0 || after.facts.surname < 2 || lists.places.has(after.plain))) break;
    at++;
  }
  return units[at]?.to ?? 0;
}

/** `S. Mitchell`, `J. R. Miller`, and `Sarah M.` */
function initialsAt(line: NameLine, at: number): NameMatch | undefined {
  const { units } = line;
  const first = units[at];
  if (!first) return undefined;
  const second = units[at + 1];
  if (isInitial(second) && / ?/.test(second?.gap ?? '') && second && mayEndInInitial(line, first, second, at))
    return { from: first.from, to: second.to, how: 'a given name and an initial' };
  if (!isInitial(first)) return undefined;
  let next = at + 1;
  while (isInitial(units[next]) && next < at + 4) next++;
  const start = units[next];
  while (start && PARTICLES.has(units[next]?.plain ?? '') && next < at + 5) next++;
  const last = units[next];
  if (
    !last ||
    !mayBePart(last) ||
    last.plain.length < 3 ||
    last.shape === 'lower' ||
    !/^\.[\s_]?$/.test(start?.gap ?? '')
  )
    return undefined;
  if (last.facts.surname === 0 && !last.looksNew) return undefined;
  const score = 1.8 + surnameScore(last) + placeScore(line, at, next) + cueScore(line, at);
  return score >= ENOUGH ? { from: first.from, to: last.to, how: 'initials and a surname' } : undefined;
}

function isInitial(unit: NameUnit | undefined): boolean {
  return unit !== undefined && /^\p{Lu}$/u.test(unit.raw);
}

function mayEndInInitial({ words, lists, units }: NameLine, first: NameUnit, initial: NameUnit, at: number): boolean {
  if (first.shape !== 'title' || first.facts.given < 3 || !first.isFree || first.safe || first.possessive) return false;
  if (!/^[ _]$/.test(initial.gap) || lists.places.has(first.plain)) return false;
  if (units[at + 2] && unitsJoin(initial, units[at + 2] ?? initial, words) && units[at + 2]?.shape === 'title')
    return false;
  return !['I', 'A', 'X'].includes(initial.raw) || words[initial.to]?.gap.startsWith('.') === true;
}

/** `Mitchell, Sarah` */
function turnedAt(line: NameLine, at: number): NameMatch | undefined {
  const { units, lists, words } = line;
  const a = units[at];
  const b = units[at + 1];
  if (
    !a ||
    !b ||
    !/^, ?$/.test(b.gap) ||
    !mayBePart(a) ||
    (!mayBePart(b) && !isInitial(b)) ||
    a.possessive ||
    a.shape !== b.shape
  )
    return undefined;
  if (
    isInitial(b) &&
    words[b.to - 1]?.end !== undefined &&
    a.facts.surname === 3 &&
    a.shape === 'title' &&
    !a.safe &&
    isDotted(line, b)
  )
    return { from: a.from, to: b.to, how: 'a surname, a comma and an initial' };
  if (b.facts.given < 2 || a.safe) return undefined;
  if (a.facts.surname === 0 && (!a.looksNew || b.facts.given < 3)) return undefined;
  if (a.facts.given === 3 && (a.facts.surname < 3 || lists.plainGiven.has(a.plain))) return undefined;
  const before = units[at - 1];
  if (before && unitsJoin(before, a, words) && (before.shape === 'title' || PLACE_PREPOSITIONS.test(before.plain)))
    return undefined;
  const after = units[at + 2];
  if (after && /^,/.test(after.gap) && after.facts.given > 1) return undefined;
  const isListed = a.shape === 'upper' && a.facts.ordinary === 0 && b.facts.given === 3 && !b.safe;
  const shape = a.shape === 'title' ? 0.5 : isListed ? 0 : -0.9;
  const score = surnameScore(a) + givenScore(b) + shape + cueScore(line, at) - 0.5;
  const from = before && PARTICLES.has(before.plain) && before.shape === a.shape ? before.from : a.from;
  return score >= ENOUGH ? { from, to: b.to, how: 'a surname, a comma and a given name' } : undefined;
}

function isDotted({ text, words }: NameLine, unit: NameUnit): boolean {
  return text[words[unit.to - 1]?.end ?? 0] === '.';
}

/** A place may come after these, and its comma is none of a name. */
const PLACE_PREPOSITIONS = /^(?:at|in|on|from|to|near|inside|outside|under|over|around|through|across|the)$/;

function howPair(a: NameUnit, b: NameUnit): string {
  if (a.facts.given > 0 && b.facts.surname > 0) return 'a given name and a surname';
  if (a.facts.given > 0) return 'a given name and a word that is no ordinary word';
  return 'two words written and sounding like a name';
}
