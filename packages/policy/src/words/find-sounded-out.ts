import type { Lexicon } from './lexicon.ts';
import type { Form, PeopleIndex } from './people-index.ts';
import type { Word } from './read-line.ts';
import { skeletonKeys, soundSkeleton, spellingDistance, spellingOf } from './sound-skeleton.ts';

/** The form that words spell by their sound: `Bray-uhd Pit`, `Zen Day Uh`; both are compared as they are said. */
export function findSoundedOut(window: readonly Word[], index: PeopleIndex, lists: Lexicon): Form | undefined {
  const hasHyphens = window.some(({ gap }, at) => at > 0 && gap === '-');
  if (window.length < 2 || !mayBeSounded(window, hasHyphens, lists)) return undefined;
  const letters = window.map(({ plain }) => plain).join('');
  if (letters.length < 6 || letters.length > 32) return undefined;
  const said = asSaid(letters);
  const skeleton = soundSkeleton(said);
  const spelling = spellingOf(said);
  let least = hasHyphens ? 0.4 + said.length * 0.1 : said.length < 8 ? 0.55 : 0.95;
  let best: Form | undefined;
  for (const key of new Set([...skeletonKeys(skeleton), ...skeletonKeys(soundSkeleton(letters))])) {
    for (const form of index.bySound(key)) {
      if (form.kind === 'character' || form.kind === 'order' || form.kind === 'surname') continue;
      const heard = asSaid(form.letters);
      if (soundSkeleton(heard) !== skeleton) continue;
      const distance = spellingDistance(spelling, spellingOf(heard), least);
      if (distance > least) continue;
      best = form;
      least = distance;
    }
  }
  return best;
}

/** Capitals or syllables side by side, of which one at least is no word and no name. */
function mayBeSounded(window: readonly Word[], hasHyphens: boolean, lists: Lexicon): boolean {
  if (window.length > (hasHyphens ? 7 : 4) || !/^\p{ASCII}+$/u.test(window.map(({ raw }) => raw).join('')))
    return false;
  if (
    window.some(
      ({ gap, raw, possessive }, at) => (at > 0 && gap !== ' ' && gap !== '-') || raw.length > 9 || possessive,
    )
  )
    return false;
  const starts = window.filter(({ gap }, at) => at === 0 || gap === ' ');
  if (starts.some(({ shape }) => shape !== 'title' && shape !== 'upper')) return false;
  return window.some(({ plain }) => isSyllable(plain, lists)) || (hasHyphens && isBrokenWord(window, lists));
}

/** `Ell-un`: syllables with a hyphen between them that make no word. */
function isBrokenWord(window: readonly Word[], lists: Lexicon): boolean {
  return window.some(({ plain, gap }, at) => {
    const before = window[at - 1]?.plain ?? '';
    const isShort = Math.min(plain.length, before.length) <= 3;
    return at > 0 && gap === '-' && isShort && lists.factsOf(before + plain).ordinary === 0;
  });
}

/** On no list, or one of the syllables by which sounds are told. */
function isSyllable(plain: string, lists: Lexicon): boolean {
  if (/^(?:[a-z]{0,3}(?:uh|ah|oh|eh|ih|ay|ee|oo|aw)|dee|rok)$/.test(plain)) return true;
  const { given, surname, ordinary } = lists.factsOf(plain);
  return ordinary === 0 && given < 3 && surname < 3 && !lists.places.has(plain);
}

const CONSONANTS: readonly (readonly [RegExp, string])[] = [
  [/sch/g, 'sh'],
  [/tz|ts/g, 's'],
  [/ch(?=[rl])|ck|q/g, 'k'],
  [/ph/g, 'f'],
  [/c(?=[eiy])|z/g, 's'],
  [/c(?!h)/g, 'k'],
  [/x/g, 'ks'],
  [/^wr/g, 'r'],
];

/** Pairs of letters that make one vowel, and the vowel. */
const VOWELS: readonly (readonly [string, string])[] = [
  ['eigh|ay|ai|ei|eh', 'e'],
  ['igh|eye', 'ai'],
  ['ee|ea|ey|ie|ih|y(?![aeiou])', 'i'],
  ['oo|ew|ou', 'u'],
  ['oh|ow|oa|au|aw', 'o'],
  ['uh|ah', 'a'],
];
/** All at once, so that the vowel of one pair is no part of the next. */
const VOWEL = new RegExp(VOWELS.map(([pairs]) => `(${pairs})`).join('|'), 'g');

/** Plain letters as they are said: one way of writing for each sound of English. */
function asSaid(letters: string): string {
  return CONSONANTS.reduce((said, [pattern, sound]) => said.replace(pattern, sound), letters)
    .replace(VOWEL, (_, ...groups: unknown[]) => VOWELS[groups.findIndex((group) => group !== undefined)]?.[1] ?? '')
    .replace(/h(?![aeiouy])/g, '')
    .replace(/(.)\1+/g, '$1');
}
