import { findMisspelt } from './find-misspelt.ts';
import { findSoundedOut } from './find-sounded-out.ts';
import type { Lexicon } from './lexicon.ts';
import { isFileLike } from './name-units.ts';
import type { Form, KnownPerson, PeopleIndex } from './people-index.ts';
import { joins, type Word } from './read-line.ts';
import type { SafeSpan } from './safe-spans.ts';

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
const SHORTEST_INSIDE = 8;
const LONGEST_NAME = 32;

/** Every way in which the line's words name someone of the index, exactly, disguised, misspelt or by sound. */
export function findKnownPeople(
  words: readonly Word[],
  index: PeopleIndex,
  safe: readonly (SafeSpan | undefined)[],
  lists: Lexicon,
): readonly KnownMatch[] {
  const matches: KnownMatch[] = [];
  const isFile = isFileLike(words);
  for (let from = 0; from < words.length; from++) matches.push(...matchesFrom(from, words, index, lists, isFile));
  return matches.filter((match) => !liesInLonger(match, safe) && !meansCharacter(match, safe));
}

/** Matches of the windows that start at one word; a whole name found, only a little more is tried (`… Jr`). */
function matchesFrom(
  from: number,
  words: readonly Word[],
  index: PeopleIndex,
  lists: Lexicon,
  isFile: boolean,
): KnownMatch[] {
  const matches: KnownMatch[] = [];
  const letters: string[] = [];
  let end = Math.min(words.length, from + LONGEST_WINDOW);
  for (let to = from; to < end; to++) {
    const word = words[to];
    const before = words[to - 1];
    if (!word || word.isEnding || (to > from && before && !joins(word.gap, before) && !isTurned(word.gap, to - from)))
      break;
    extend(letters, word, to === from);
    const whole = letters[0] ?? '';
    const window = words.slice(from, to + 1);
    const found =
      whole.length > LONGEST_NAME * 2 ? [] : matchWindow(window, letters, index, lists, matches.length > 0, isFile);
    for (const match of found) matches.push({ ...match, from, to: to + 1 });
    if (found.length === 0 && to === from) matches.push(...insideOf(whole, from, index));
    if (whole.length > LONGEST_NAME * 2) break;
    if (to > from && found.length > 0) end = Math.min(end, to + 2);
  }
  return matches;
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
  const crossed = letters.length > 2 && word.readings.length > 2 ? crossReadings(letters, word) : [];
  for (let at = 0; at < count; at++) {
    const before = letters[at] ?? first;
    letters[at] = before + (word.readings[at] ?? word.plain);
  }
  if (letters.length < 8) letters.push(...crossed);
}

/** `b1ll13 311i5h`: a 1 may be an i in one word and an l in the next. */
function crossReadings(letters: readonly string[], { readings, plain }: Word): string[] {
  return [(letters[1] ?? '') + (readings[2] ?? plain), (letters[2] ?? '') + (readings[1] ?? plain)];
}

type Found = Omit<KnownMatch, 'from' | 'to'>;

function matchWindow(
  window: readonly Word[],
  readings: readonly string[],
  index: PeopleIndex,
  lists: Lexicon,
  isLonger: boolean,
  isFile: boolean,
): Found[] {
  const gaps = window.slice(1).map(({ gap }) => gap);
  const hasComma = gaps.some((gap) => gap.includes(','));
  const isNative = window.length === 1 && window.every(isOwnScript);
  if (window.length === 1 && window.every(({ raw, shape }) => shape === 'uncased' && lists.isNativeWord(raw)))
    return [];
  for (const [at, letters] of [...new Set(readings)].entries()) {
    if (at > 0 && isNative && letters.length < 6) continue;
    const forms = index
      .exact(letters)
      .filter(
        (form) =>
          (!hasComma || form.kind === 'order' || form.written.includes(',')) && isPlausible(form, window, isFile),
      );
    if (forms.length > 0)
      return forms.map((form) => foundAs(form, at === 0 ? howExact(form, window) : DISGUISED, true));
  }
  if (isLonger || gaps.some((gap) => /[("“]/.test(gap))) return [];
  if (hasComma && window.some(({ plain }) => plain.length < 3 || /\d/.test(plain))) return [];
  const manner = window.length === 1 ? inTheMannerOf(readings, index) : undefined;
  if (manner) return [foundAs(manner, 'a word made of their name', true)];
  const turned = hasComma ? undefined : backwards(readings, index);
  if (turned) return [foundAs(turned, 'its letters run backwards', true)];
  const misspelt = findMisspelt(window, readings, index, lists);
  if (misspelt) return !hasComma || misspelt.form.kind === 'order' ? [foundAs(misspelt.form, misspelt.how, false)] : [];
  const sounded = findSoundedOut(window, index, lists);
  return sounded ? [foundAs(sounded, 'spelt by its sound', false)] : [];
}

/** `снег`: a word in lower case and one script looks like short names by chance. */
function isOwnScript({ raw, shape }: Word): boolean {
  return shape === 'lower' && /^(?:\p{Script=Cyrillic}+|\p{Script=Greek}+)$/u.test(raw);
}

function foundAs(form: Form, how: string, isExact: boolean): Found {
  const isAmbiguous = form.isAmbiguous && how !== DISGUISED;
  return { person: form.person, kind: form.kind, how, isAmbiguous, isExact };
}

const DISGUISED = 'written in disguise';
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
  return window.some(({ disguised }) => disguised) ? DISGUISED : HOW[form.kind];
}

/** Whether a form may be read here: handles need their sign, initials their capitals. */
function isPlausible(form: Form, window: readonly Word[], isFile: boolean): boolean {
  const first = window[0];
  if (!first) return false;
  if (form.isWordWhole && window.length === 1 && !first.disguised) return false;
  if (form.kind === 'handle') return window.length === 1 && (/[@#]$/.test(first.gap) || (isFile && form.isLongHandle));
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
    if (letters.length < SHORTEST_INSIDE || letters.length > LONGEST_NAME) continue;
    const form = index
      .exact([...letters].reverse().join(''))
      .find(({ kind, words }) => (kind === 'name' || kind === 'order') && words > 1);
    if (form) return form;
  }
  return undefined;
}

/** What admirers write before or after a name. */
const FAN =
  /^(?:rip|team|free|iam|its|itsme|thereal|real|official|justicefor|i?love|save|go|dj)|(?:official|fanpage|fans?|forever|army|edits?|updates?)$/;

/** A whole name inside one long word, as in `teamtomhanksfan`. */
function insideOf(letters: string, at: number, index: PeopleIndex): KnownMatch[] {
  const fan = letters.replace(FAN, '');
  const single =
    fan === letters
      ? undefined
      : index
          .exact(fan)
          .find(
            ({ words, kind, isAmbiguous }) => words === 1 && kind !== 'character' && !isAmbiguous && kind !== 'handle',
          );
  if (single) return [{ ...foundAs(single, 'inside a longer word', true), from: at, to: at + 1 }];
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

/** A near miss that holds a character of the script: `Kester Vane Jr`. */
function meansCharacter({ from, to, isExact, person }: KnownMatch, safe: readonly (SafeSpan | undefined)[]): boolean {
  return !isExact && person.personId === undefined && safe.slice(from, to).some((span) => span?.kind === 'character');
}

/** `Air Jordan`, `Tom Ford suit`: a safe phrase that is as long or longer wins. */
function liesInLonger({ from, to, person }: KnownMatch, safe: readonly (SafeSpan | undefined)[]): boolean {
  const span = safe[from];
  if (!span || person.personId !== undefined) return false;
  if (span.kind === 'place') return span.from <= from && span.to >= to && span.to - span.from > to - from;
  return span.from <= from && span.to >= to && (span.to - span.from > 1 || to - from === 1);
}
