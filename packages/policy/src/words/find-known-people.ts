import type { Lexicon } from './lexicon.ts';
import type { Form, KnownPerson, PeopleIndex } from './people-index.ts';
import { joins, type Word } from './read-line.ts';
import type { SafeSpan } from './safe-spans.ts';
import { looseSkeleton, skeletonKeys, soundSkeleton, spellingDistance, spellingOf } from './sound-skeleton.ts';

/** Words `from` to before `to` that point to a known person. */
export interface KnownMatch {
  readonly from: number;
  readonly to: number;
  readonly person: KnownPerson;
  readonly kind: Form['kind'];
  readonly how: string;
  readonly isAmbiguous: boolean;
  readonly isExact: boolean;
}

const LONGEST_WINDOW = 8;
/** Words, unless they are syllables with hyphens. */
const LONGEST_MISSPELT = 4;
const LONGEST_HEARD = 3;
const SHORTEST_INSIDE = 8;

/** Every way in which the line's words name someone of the index, exactly, disguised, misspelt or by sound. */
export function findKnownPeople(
  words: readonly Word[],
  index: PeopleIndex,
  safe: readonly (SafeSpan | undefined)[],
  lists: Lexicon,
): readonly KnownMatch[] {
  const matches: KnownMatch[] = [];
  for (let from = 0; from < words.length; from++) {
    let previous: Word | undefined;
    const letters: string[] = [];
    for (let to = from; to < Math.min(words.length, from + LONGEST_WINDOW); to++) {
      const word = words[to];
      if (!word || word.isEnding || (previous && !joins(word.gap, previous) && !isTurned(word.gap, to - from))) break;
      extend(letters, word, to === from);
      previous = word;
      if ((letters[0]?.length ?? 0) > 60) {
        if (to === from) matches.push(...insideOf(letters[0] ?? '', from, index));
        break;
      }
      const window = words.slice(from, to + 1);
      const found = matchWindow(window, letters, index, lists);
      for (const match of found) matches.push({ ...match, from, to: to + 1 });
      if (found.length === 0 && to === from) matches.push(...insideOf(letters[0] ?? '', from, index));
    }
  }
  return matches.filter((match) => !liesInLonger(match, safe));
}

/** `Hanks, Tom`: a comma may part a name that is turned around. */
function isTurned(gap: string, already: number): boolean {
  return already >= 1 && already <= 2 && /^(?:, ?| [("“])$/.test(gap);
}

/** Joined readings of a window: the first ones together, the second ones together, and so on. */
function extend(letters: string[], word: Word, isFirst: boolean): void {
  if (isFirst) {
    letters.push(...word.readings);
    return;
  }
  const [first = ''] = letters;
  const count = Math.max(letters.length, word.readings.length);
  for (let at = 0; at < count; at++) {
    const before = letters[at] ?? first;
    letters[at] = before + (word.readings[at] ?? word.plain);
  }
}

type Found = Omit<KnownMatch, 'from' | 'to'>;

function matchWindow(
  window: readonly Word[],
  readings: readonly string[],
  index: PeopleIndex,
  lists: Lexicon,
): Found[] {
  const hasComma = window.some((word, at) => at > 0 && word.gap.includes(','));
  const hasBreak = window.some((word, at) => at > 0 && /[("“]/.test(word.gap));
  for (const [at, letters] of [...new Set(readings)].entries()) {
    const forms = index
      .exact(letters)
      .filter((form) => (!hasComma || form.kind === 'order') && isPlausible(form, window));
    if (forms.length > 0)
      return forms.map((form) => foundAs(form, at === 0 ? howExact(form, window) : 'written in disguise', true));
  }
  const manner = window.length === 1 ? inTheMannerOf(readings, index) : undefined;
  if (manner) return [foundAs(manner, 'a word made of their name', true)];
  if (hasBreak) return [];
  if (hasComma && window.some(({ plain }) => plain.length < 3 || /\d/.test(plain))) return [];
  if (hasComma) return fuzzy(window, readings, index, lists).filter(({ kind }) => kind === 'order');
  const turned = backwards(readings, index);
  if (turned) return [foundAs(turned, 'its letters run backwards', true)];
  return fuzzy(window, readings, index, lists);
}

function foundAs(form: Form, how: string, isExact: boolean): Found {
  return { person: form.person, kind: form.kind, how, isAmbiguous: form.isAmbiguous, isExact };
}

const HOW: Record<Form['kind'], string> = {
  name: 'by name',
  order: 'by name, turned around',
  alias: 'by another name of theirs',
  surname: 'by a surname that points to them alone',
  initials: 'by initials',
  handle: 'as a handle made of name and initial',
  character: 'by a character that stands for the actor',
};

function howExact(form: Form, window: readonly Word[]): string {
  return window.some(({ disguised }) => disguised) ? 'written in disguise' : HOW[form.kind];
}

/** Whether a form may be read here: handles need their sign, initials their capitals. */
function isPlausible(form: Form, window: readonly Word[]): boolean {
  const first = window[0];
  if (!first) return false;
  if (form.isWordWhole && window.length === 1 && !first.disguised) return false;
  if (form.kind === 'handle') return window.length === 1 && /[@#]$/.test(first.gap);
  if (form.kind === 'initials') return isInitialled(form, window);
  if (form.kind === 'surname' && form.isAmbiguous) return window.length === 1;
  if (form.kind === 'alias' && form.letters.length <= 3) return isAsWritten(form, window);
  if (form.letters.length <= 4 && form.words === 1)
    return (
      window.length === 1 ||
      window.every(({ disguised }) => disguised) ||
      window.every(({ shape }) => shape !== 'lower')
    );
  return true;
}

/** `Spielbergian`, `Tarantinoesque` */
function inTheMannerOf(readings: readonly string[], index: PeopleIndex): Form | undefined {
  for (const letters of readings) {
    const stem = letters.replace(/(?:n?esque|ianism|ian|ean|ish|like|core|isms?|ified)$/, '');
    if (stem === letters || stem.length < 4) continue;
    const form = [stem, `${stem}e`, `${stem}o`, `${stem}i`]
      .flatMap((name) => index.exact(name))
      .find(({ kind, isAmbiguous, words }) => !isAmbiguous && (kind === 'surname' || words === 1));
    if (form) return form;
  }
  return undefined;
}

/** `R. Gosling`; of people on the register also `R Gosling` and `R.G.` */
function isInitialled({ person, isAmbiguous }: Form, window: readonly Word[]): boolean {
  if (window.some(({ shape }) => shape === 'lower')) return false;
  if (isAmbiguous) return true;
  const isParted = window.length === 2 && window[0]?.raw.length === 1;
  return isParted && (person.personId !== undefined || window[1]?.gap.startsWith('.') === true);
}

/** Short names such as JFK count as the list writes them; JLo, which is no abbreviation, in lower case too. */
function isAsWritten({ written }: Form, window: readonly Word[]): boolean {
  const raw = window.map((word) => word.raw).join('');
  return raw === written || (/\p{Ll}/u.test(written) && raw === written.toLowerCase());
}

function backwards(readings: readonly string[], index: PeopleIndex): Form | undefined {
  for (const letters of readings) {
    if (letters.length < SHORTEST_INSIDE) continue;
    const form = index
      .exact([...letters].reverse().join(''))
      .find(({ kind, words }) => (kind === 'name' || kind === 'order') && words > 1);
    if (form) return form;
  }
  return undefined;
}

/** A whole name inside one long word, as in `teamtomhanksfan`. */
function insideOf(letters: string, at: number, index: PeopleIndex): KnownMatch[] {
  if (letters.length <= SHORTEST_INSIDE) return [];
  const found: KnownMatch[] = [];
  for (let from = 0; from + SHORTEST_INSIDE <= Math.min(letters.length, 100_000) && found.length < 10; from++) {
    for (let size = SHORTEST_INSIDE; size <= 24 && from + size <= letters.length; size++) {
      const form = index
        .exact(letters.slice(from, from + size))
        .find(({ kind, words }) => (kind === 'name' || kind === 'order' || kind === 'alias') && words > 1);
      if (form) found.push({ ...foundAs(form, 'inside a longer word', true), from: at, to: at + 1 });
    }
  }
  return found;
}

/** Words that could be a misspelt name at all: not all of them ordinary, and written alike. */
function mayHoldMisspelt(window: readonly Word[], lists: Lexicon): boolean {
  if (isSpeltBySound(window)) return true;
  if (window.length > LONGEST_MISSPELT || window.every(({ raw }) => /^\p{Script=Han}+$/u.test(raw))) return false;
  if (window.some(({ disguised, raw }) => disguised || /[^\p{ASCII}\p{Script=Latin}]/u.test(raw))) return true;
  const shape = window[0]?.shape;
  return (
    window.every((word) => word.shape === shape) && window.some(({ plain }) => lists.factsOf(plain).ordinary === 0)
  );
}

function fuzzy(window: readonly Word[], readings: readonly string[], index: PeopleIndex, lists: Lexicon): Found[] {
  if (!mayHoldMisspelt(window, lists)) return [];
  for (const letters of readings) {
    if (letters.length < 6 || letters.length > 32) continue;
    const best = nearest(letters, window, index, lists);
    if (best) return [foundAs(best, 'misspelt or spelt by sound', false)];
  }
  if (window.length > LONGEST_HEARD) return [];
  const isForeign = window.every(
    ({ raw, shape }) =>
      /\P{Script=Latin}/u.test(raw) &&
      /[^\p{ASCII}\p{Script=Latin}]/u.test(raw) &&
      !/\p{Script=Han}/u.test(raw) &&
      shape !== 'lower',
  );
  if (!isForeign) return [];
  const heard = nearestHeard(window, index);
  return heard ? [foundAs(heard, 'spelt in another script', false)] : [];
}

function nearest(letters: string, window: readonly Word[], index: PeopleIndex, lists: Lexicon): Form | undefined {
  let best: Form | undefined;
  let least = Number.POSITIVE_INFINITY;
  const tried = new Set<Form>();
  const skeleton = soundSkeleton(letters);
  const spelling = spellingOf(letters);
  for (const key of skeletonKeys(skeleton)) {
    for (const form of index.bySound(key)) {
      if (tried.has(form) || form.kind === 'character') continue;
      tried.add(form);
      if (window.length > form.words + 2 && !isSpeltBySound(window)) continue;
      const limit = limitOf(Math.min(letters.length, form.letters.length)) * (form.skeleton === skeleton ? 1.9 : 1);
      const distance = spellingDistance(spelling, form.spelling, Math.min(least, limit));
      if (
        distance < Math.min(least, limit + 0.01) &&
        soundsEnough(form, distance) &&
        mayBeMisspelt(window, form, distance, lists)
      ) {
        best = form;
        least = distance;
      }
    }
  }
  return best;
}

/** Few consonants tell little: such names may differ by a doubled letter only; turned ones by less than others. */
function soundsEnough(form: Form, distance: number): boolean {
  if (form.skeleton.length < (form.words > 1 ? 4 : 3)) return distance <= 0.35;
  return form.kind !== 'order' || distance <= limitOf(form.letters.length) * 0.7;
}

function limitOf(length: number): number {
  if (length <= 7) return 1;
  if (length <= 10) return 1.6;
  return length <= 14 ? 2.3 : 3;
}

/** A near miss counts only where the words are not simply ordinary words, or another person's whole name. */
function mayBeMisspelt(window: readonly Word[], form: Form, distance: number, lists: Lexicon): boolean {
  if (isSpeltBySound(window)) return true;
  if (window.some(isForeignLower)) return false;
  const [only] = window;
  if (window.length === 1 && only) return mayBeMisspeltWord(only, form, distance, lists);
  const first = window[0]?.plain ?? '';
  if (lists.placeWordsBefore.has(first) && !form.letters.startsWith(first)) return false;
  const shapes = new Set(window.map(({ shape }) => shape));
  if (shapes.size > 1 && !window.some(({ disguised }) => disguised)) return false;
  const ordinary = window.filter(({ plain }) => lists.factsOf(plain).ordinary > 0);
  if (form.words === 1)
    return ordinary.length === 0 && window.slice(1).every(({ gap, disguised }) => gap !== ' ' || disguised);
  if (ordinary.length === window.length) return false;
  const changed = window.filter(({ plain }) => !form.letters.includes(plain) || plain.length <= 2);
  return window.length === form.words || !changed.some(({ plain }) => lists.factsOf(plain).ordinary === 2);
}

/** An ordinary word of a script that has capitals. */
function isForeignLower({ raw, shape }: Word): boolean {
  return shape === 'lower' && /^[^\p{Script=Latin}]+$/u.test(raw) && /\p{Ll}/u.test(raw);
}

/** `Lee-oh-nar-do`: hyphens between syllables. */
function isSpeltBySound(window: readonly Word[]): boolean {
  return window.filter(({ gap }, at) => at > 0 && gap === '-').length >= 2;
}

function mayBeMisspeltWord({ plain, shape }: Word, form: Form, distance: number, lists: Lexicon): boolean {
  const isLower = shape === 'lower';
  const facts = lists.factsOf(plain);
  if (facts.ordinary > 0 || lists.places.has(plain) || lists.safePhrases.has(plain)) return false;
  if (form.words > 1)
    return form.kind !== 'order' && distance <= limitOf(plain.length) && facts.given + facts.surname === 0;
  if (isLower && distance > 1) return false;
  return distance <= 0.35 ? facts.given < 3 : facts.given === 0 && facts.surname === 0;
}

function nearestHeard(window: readonly Word[], index: PeopleIndex): Form | undefined {
  for (const reading of [0, 1]) {
    const letters = window.map(({ plain, readings }) => readings[reading] ?? plain).join('');
    const form = heardAs(letters, window.length, index);
    if (form) return form;
  }
  return undefined;
}

function heardAs(letters: string, words: number, index: PeopleIndex): Form | undefined {
  const loose = looseSkeleton(letters);
  const spelling = spellingOf(letters);
  if (loose.length < (words > 1 ? 4 : 3)) return undefined;
  let best: Form | undefined;
  const limit = Math.min(4, Math.max(2, letters.length * 0.36));
  let least = limit;
  for (const key of skeletonKeys(loose)) {
    if (words > 1 && loose.length < 6 && key !== loose) continue;
    for (const form of index.byLooseSound(key)) {
      if (words > 1 && loose.length < 6 && form.loose !== loose) continue;
      if (form.words === 1 ? words > 1 || loose.length < 4 : words === 1 && letters.length < 8) continue;
      const isLoose = key !== loose || form.loose !== loose;
      const distance = spellingDistance(spelling, form.spelling, isLoose ? Math.min(least, limit * 0.7) : least);
      if (distance <= least) {
        best = form;
        least = distance;
      }
    }
  }
  return best;
}

/** `Air Jordan`, `Tom Ford suit`: a safe phrase that is as long or longer wins. */
function liesInLonger({ from, to, person }: KnownMatch, safe: readonly (SafeSpan | undefined)[]): boolean {
  const span = safe[from];
  if (!span || person.personId !== undefined) return false;
  if (span.kind === 'place') return span.from <= from && span.to >= to && span.to - span.from > to - from;
  return span.from <= from && span.to >= to && (span.to - span.from > 1 || to - from === 1);
}
