import type { Lexicon } from './lexicon.ts';
import type { Form, PeopleIndex } from './people-index.ts';
import type { Word } from './read-line.ts';
import { FOREIGN_WORDS, NEVER_NAMES } from './small-words.ts';
import { looseSkeleton, skeletonKeys, soundSkeleton, spellingDistance, spellingOf } from './sound-skeleton.ts';

/** Words, unless they are syllables with hyphens. */
const LONGEST_MISSPELT = 4;
const LONGEST_HEARD = 3;

/** The form nearest to what a window of words may be meant to spell, in its own letters or heard in another script. */
export function findMisspelt(
  window: readonly Word[],
  readings: readonly string[],
  index: PeopleIndex,
  lists: Lexicon,
): { readonly form: Form; readonly how: string } | undefined {
  if (!mayHoldMisspelt(window, lists) || window.some((word) => isPlainWord(word, window.length === 1, lists)))
    return undefined;
  for (const letters of readings) {
    if (letters.length < 6 || letters.length > 32) continue;
    const form = nearest(letters, window, index, lists);
    if (form && isOneUncased(window) && !isNearlyExact(letters, form)) continue;
    if (form) return { form, how: 'misspelt or spelt by sound' };
  }
  if (window.length > LONGEST_HEARD || !window.every((word) => isHeard(word, window.length === 2))) return undefined;
  if (window.slice(0, -1).some(({ raw }) => KOREAN_LINK.test(raw)) || window.some(isKoreanVerb)) return undefined;
  const form = nearestHeard(window, index);
  return form && { form, how: 'spelt in another script' };
}

/** An ordinary word of another language; with a capital it may be a name, but for Latin words that stand alone. */
function isPlainWord({ raw, shape }: Word, isAlone: boolean, lists: Lexicon): boolean {
  if (shape === 'lower' && UNENGLISH.test(raw)) return true;
  if (/^[\p{Script=Latin}\p{M}]+$/u.test(raw))
    return (shape === 'lower' || isAlone) && lists.foreignWords.has(raw.toLowerCase());
  return shape !== 'title' && lists.isNativeWord(raw);
}

/** Letters of Turkish and Vietnamese, which in lower case spell words. */
const UNENGLISH = /[ığşăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]/u;

/** `강물에`: without what sticks to it too short for a name from abroad. */
function isShortHangul({ raw }: Word): boolean {
  return /^\p{Script=Hangul}{1,2}(?:[이가은는을를의와과도에로만]|에서|에게|으로|까지|부터|처럼|들이?)?$/u.test(raw);
}

/** `내린다`, `있다`: before the ending of a plain statement stands a syllable that closes with n or ss. */
function isKoreanVerb({ raw }: Word): boolean {
  if (!/^\p{Script=Hangul}{2,}다$/u.test(raw)) return false;
  const close = ((raw.codePointAt(raw.length - 2) ?? 0) - 0xac00) % 28;
  return close === 4 || close === 20;
}

/** Joined to a word, which then is no name from abroad. */
const ARABIC_ARTICLE = /^ال\p{Script=Arabic}{3}/u;

/** `कमला`: a name of one word by its vowels too, a longer one by all its consonants. */
function isNearlyExact(letters: string, form: Form): boolean {
  if (form.skeleton !== soundSkeleton(letters)) return false;
  return form.words > 1 || spellingDistance(spellingOf(letters), form.spelling, 0.75) <= 0.75;
}

function isOneUncased(window: readonly Word[]): boolean {
  return window.length === 1 && window[0]?.shape === 'uncased' && !UNPARTED.test(window[0].raw);
}

/** Korean endings by which a word leans on the next one, as no part of a name does. */
const KOREAN_LINK = /\p{Script=Hangul}[는은을를]$/u;

/** Written in a script whose spelling tells the sound; one word in lower case is an ordinary word there. */
function isHeard({ raw, shape }: Word, isPair: boolean): boolean {
  return (shape !== 'lower' || isPair) && /[^\p{ASCII}\p{Script=Latin}]/u.test(raw) && !/\p{Script=Han}/u.test(raw);
}

/** Words that could be a misspelt name at all: not all of them ordinary, and written alike. */
function mayHoldMisspelt(window: readonly Word[], lists: Lexicon): boolean {
  if (isSpeltBySound(window)) return true;
  if (window.length === 1 && window.every(isShortHangul)) return false;
  if (window.slice(1).some(({ raw }) => ARABIC_ARTICLE.test(raw))) return false;
  if (window.length > 1 && window.some(({ raw }) => /^\d+(?:mm|px|fps|bit|hz|k|v)$/i.test(raw))) return false;
  if (window.some(({ raw }) => COUNTED.test(raw))) return false;
  if (window.length > LONGEST_MISSPELT || window.every(({ raw }) => /^\p{Script=Han}+$/u.test(raw))) return false;
  if (window.some(({ disguised, raw }) => disguised || /[^\p{ASCII}\p{Script=Latin}]/u.test(raw))) return true;
  const shape = window[0]?.shape;
  if (!window.every((word) => word.shape === shape)) return false;
  if (window.some(({ plain }) => lists.factsOf(plain).ordinary === 0)) return true;
  return shape === 'title' && window.length === 2 && lists.factsOf(window[0]?.plain ?? '').given > 0;
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
        soundsEnough(form, distance, window) &&
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
function soundsEnough(form: Form, distance: number, window: readonly Word[]): boolean {
  if (form.skeleton.length < (form.words > 1 ? 4 : 3)) {
    const isHalfRight =
      form.words > 1 &&
      window.length === form.words &&
      window.some(({ plain }) => plain.length > 2 && form.letters.includes(plain));
    const isShaped = form.words > 1 && window.length === form.words && window.every(({ shape }) => shape === 'title');
    return distance <= (isHalfRight ? 1 : isShaped && form.skeleton.length > 2 ? 0.75 : 0.35);
  }
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
  if (window.some((word) => isSmallWord(word, form))) return false;
  if (lists.placeWordsBefore.has(first) && !form.letters.startsWith(first)) return false;
  const shapes = new Set(window.map(({ shape }) => shape));
  if (shapes.size > 1 && !window.some(({ disguised }) => disguised)) return false;
  const ordinary = window.filter(({ plain }) => lists.factsOf(plain).ordinary > 0);
  if (form.words === 1)
    return ordinary.length === 0 && window.slice(1).every(({ gap, disguised }) => !/\s/.test(gap) || disguised);
  if (ordinary.length === window.length && !soundsAlikeByWord(window, form, distance)) return false;
  const last = window.at(-1)?.plain ?? '';
  if (lists.placeWordsAfter.has(last) && !form.letters.endsWith(last)) return false;
  const changed = window.filter(({ plain }) => !form.letters.includes(plain) || plain.length <= 2);
  return window.length === form.words || !changed.some(({ plain }) => lists.factsOf(plain).ordinary === 2);
}

/** `at` beside a word is no part of a name that has no such part. */
function isSmallWord({ plain, shape, disguised }: Word, form: Form): boolean {
  return shape === 'lower' && !disguised && plain.length > 1 && isNeverName(plain) && !form.letters.includes(plain);
}

function isNeverName(plain: string): boolean {
  return NEVER_NAMES.has(plain) || (plain.length <= 3 && FOREIGN_WORDS.has(plain));
}

/** `cam2`, `take04`: counted in names of files. */
const COUNTED = /^(?:cam|camera|take|roll|clip|card|reel|slate|scene|sc|shot|sh|seq|part|day|unit|ep|ver|frame)\d+$/i;

/** `Bred Pit`: words with capitals, as many as the name has, that sound as it does. */
function soundsAlikeByWord(window: readonly Word[], form: Form, distance: number): boolean {
  return (
    distance <= (form.letters.length > 9 ? 1.05 : 0.75) &&
    window.length === form.words &&
    form.kind !== 'order' &&
    window.every(({ shape }) => shape === 'title') &&
    soundSkeleton(window.map(({ plain }) => plain).join('')) === form.skeleton
  );
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
    return (
      form.kind !== 'order' &&
      distance <= limitOf(plain.length) &&
      facts.given === 0 &&
      (facts.surname === 0 || facts.isGuessed)
    );
  if (isLower && distance > 1) return false;
  return distance <= 0.35 ? facts.given < 3 : facts.given === 0 && (facts.surname === 0 || facts.isGuessed);
}

/** How far a name heard through another script may lie, as a share of its letters. */
const HEARD_SHARE = 0.42;
/** Where vowels are written, and where a pair in lower case may be two words: closer, else `पुराना किला` is Frank Gehry. */
const CLOSE_SHARE = 0.3;

/** One word hardly holds a whole name, and words in lower case are hardly names: these must be told nearly letter by letter. */
const ONE_WORD_SHARE = 0.22;
/** Scripts that do not part their words. */
const UNPARTED =
  /[\p{Script=Thai}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function nearestHeard(window: readonly Word[], index: PeopleIndex): Form | undefined {
  const isOneWord = window.length === 1 && !window.some(({ raw }) => UNPARTED.test(raw));
  const isLowerPair = window.length > 1 && window.every(({ shape }) => shape === 'lower');
  const isSure = window.every(({ raw, shape }) => shape === 'lower' || /^[\p{Script=Devanagari}\p{M}]+$/u.test(raw));
  const share = isOneWord || isLowerPair ? ONE_WORD_SHARE : isSure ? CLOSE_SHARE : HEARD_SHARE;
  const spellings = [0, 1].map((at) => window.map(({ plain, readings }) => readings[at] ?? plain).join(''));
  for (const letters of new Set(spellings)) {
    const form = heardAs(letters, window.length, index, share, isOneWord ? 1 : 2);
    if (form) return form;
  }
  return undefined;
}

function heardAs(letters: string, words: number, index: PeopleIndex, share: number, floor: number): Form | undefined {
  const loose = looseSkeleton(letters);
  const spelling = spellingOf(letters);
  if (loose.length < 3) return undefined;
  let best: Form | undefined;
  const limit =
    loose.length < 4 && words > 1 ? letters.length * 0.2 : Math.min(4, Math.max(floor, letters.length * share));
  let least = limit;
  for (const key of skeletonKeys(loose)) {
    if (words > 1 && loose.length < 6 && key !== loose) continue;
    for (const form of index.byLooseSound(key)) {
      if (form.kind === 'order' || (words > 1 && loose.length < 6 && form.loose !== loose)) continue;
      if (form.words === 1 ? words > 1 || loose.length < 4 : words === 1 && letters.length < 8) continue;
      const isLoose = key !== loose || form.loose !== loose;
      const distance = spellingDistance(spelling, form.spelling, isLoose ? Math.min(least, limit * 0.6) : least);
      if (distance <= least) {
        best = form;
        least = distance;
      }
    }
  }
  return best;
}
