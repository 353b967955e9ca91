import type { Lexicon } from './lexicon.ts';
import type { NameLine, NameMatch } from './name-line.ts';
import type { NameUnit } from './name-units.ts';
import { NEVER_NAMES } from './small-words.ts';

/** `@sarahmitchell`, `sarahmitchell_v2.exr` */
export function gluedAt(
  { units, words, lists, known, hasFiles, text, isForeign }: NameLine,
  at: number,
): NameMatch | undefined {
  const unit = units[at];
  const word = unit && words[unit.from];
  if (!unit || !word || !unit.isFree || unit.to - unit.from > 1) return undefined;
  const isHandle = /[@#]$/.test(word.gap);
  if (word.gap.endsWith('@') && unit.facts.given === 3 && unit.plain.length > 3 && !unit.safe)
    return { from: unit.from, to: unit.to, how: 'a handle that is a given name' };
  if (isForeign && unit.shape === 'lower' && !isHandle && !hasFiles && !unit.disguised) return undefined;
  if (unit.shape === 'title' && !isHandle && !hasFiles && !unit.disguised) return undefined;
  if (word.gap.endsWith('@') && endsInFamousName(unit, lists.famousSurnames))
    return { from: unit.from, to: unit.to, how: 'a handle that ends with a known surname' };
  const isLoose = isHandle || (hasFiles && opensName(text, word.start));
  if (isLoose && /^[a-z]+\d*$/.test(word.raw) && isGivenAndRest(word.raw.replace(/\d+$/, ''), lists))
    return { from: unit.from, to: unit.to, how: 'a given name and a rest that is no word, written as one' };
  const bare = isHandle
    ? word.plain.replace(/^(?:justicefor|free|team|rip|iam|its|thereal|real|official|save|teamof)/, '')
    : word.plain;
  for (const letters of new Set([...word.readings, bare])) {
    if (letters.length < 8 || letters.length > 30) continue;
    const facts = lists.factsOf(letters);
    if (facts.ordinary > 0 || facts.given > 0 || (facts.surname > 0 && !facts.isGuessed) || lists.places.has(letters))
      continue;
    for (let cut = isHandle ? 3 : 4; cut <= letters.length - 4; cut++) {
      const left = letters.slice(0, cut);
      const right = lists.factsOf(letters.slice(cut));
      if (known.characterWords.has(left) || lists.factsOf(left).given < 3) continue;
      if (word.gap.endsWith('@') && left.length >= 4 && right.ordinary === 0)
        return { from: unit.from, to: unit.to, how: 'a handle that starts with a given name' };
      if (isHandle || unit.disguised ? right.surname >= 1 : right.surname === 3 && right.given < 3)
        return { from: unit.from, to: unit.to, how: 'a given name and a surname written as one word' };
    }
  }
  return undefined;
}

/** `@lou_abernathy97`, `mireille_fontanel_v2.exr`: a given name beside a word that is nothing else. */
export function joinedAt({ units, words, lists, known, hasFiles, text }: NameLine, at: number): NameMatch | undefined {
  const [first, second] = [units[at], units[at + 1]];
  const [head, tail] = [first && words[first.from], second && words[second.from]];
  if (!first || !second || !head || !tail || !/^[_.]$/.test(tail.gap) || tail.isEnding) return undefined;
  const isHandle = head.gap.endsWith('@');
  if (!isHandle && !(hasFiles && tail.gap === '_' && opensName(text, head.start))) return undefined;
  const parts = [first, second].map(({ raw }) => raw.replace(/\d+$/, '').toLowerCase());
  if (parts.some((part) => !/^[a-z]{3,16}$/.test(part) || known.characterWords.has(part) || NEVER_NAMES.has(part)))
    return undefined;
  const isName = parts.some((part, which) => {
    const { given, surname, ordinary } = lists.factsOf(part);
    const other = parts[1 - which] ?? '';
    const isGiven = given === 3 || (isHandle && (surname > 1 || (given === 2 && ordinary === 0)));
    return isGiven && ordinary === 0 && isNothingElse(other, isHandle, lists);
  });
  return isName && !first.safe && !second.safe
    ? { from: first.from, to: second.to, how: 'a given name joined to a word that is nothing else' }
    : undefined;
}

/** At the start of a file's name, or of the line. */
function opensName(text: string, start: number): boolean {
  return start === 0 || /[/\\\s"'(]/.test(text[start - 1] ?? '');
}

/** On no list of words or places, and not two words written as one. */
function isNothingElse(part: string, isHandle: boolean, lists: Lexicon): boolean {
  const { ordinary, surname } = lists.factsOf(part);
  if (ordinary > 0 || lists.places.has(part) || lists.placeWordsAfter.has(part) || lists.safePhrases.has(part))
    return false;
  if (lists.techniqueWords.has(part) || lists.foreignWords.has(part) || !/[aeiouy]/.test(part)) return false;
  if (surname > 0) return part.length >= (isHandle ? 4 : 5);
  return part.length >= 6 && !isTwoWords(part, lists);
}

function isTwoWords(letters: string, lists: Lexicon): boolean {
  for (let cut = 2; cut <= letters.length - 2; cut++)
    if (lists.factsOf(letters.slice(0, cut)).ordinary > 0 && lists.factsOf(letters.slice(cut)).ordinary > 0)
      return true;
  return false;
}

/** `josefinlindqvarn_reel.mp4`: a long given name and a rest that is no word and no two words. */
function isGivenAndRest(letters: string, lists: Lexicon): boolean {
  if (letters.length < 12 || isTwoWords(letters, lists)) return false;
  for (let cut = 5; cut <= letters.length - 6; cut++) {
    const left = lists.factsOf(letters.slice(0, cut));
    const right = lists.factsOf(letters.slice(cut));
    if (left.surname === 3 && left.ordinary === 0 && right.given === 3 && right.ordinary === 0) return true;
    if (left.given === 3 && left.ordinary === 0 && isNothingElse(letters.slice(cut), false, lists)) return true;
  }
  return false;
}

/** `rehteorhT`: letters that run backwards end with their capital, which reads as a hump of its own. */
export function backwardsAt({ words, lists, units }: NameLine, at: number): NameMatch | undefined {
  const unit = units[at];
  const [body, capital, after] = unit ? words.slice(unit.from, unit.from + 3) : [];
  if (!unit || !body || capital?.gap !== '' || after?.gap === '' || !/^\p{Ll}{3,}$/u.test(body.raw)) return undefined;
  if (!/^\p{Lu}$/u.test(capital.raw) || lists.factsOf(body.plain).ordinary > 0) return undefined;
  const { given, surname } = lists.factsOf([...(body.plain + capital.plain)].reverse().join(''));
  if (given < 3 && surname < 3) return undefined;
  return { from: unit.from, to: unit.from + 2, how: 'a name whose letters run backwards' };
}

/** `@vancityreynolds` */
function endsInFamousName({ plain, facts }: NameUnit, surnames: ReadonlySet<string>): boolean {
  if (facts.ordinary > 0) return false;
  for (let cut = 2; cut <= plain.length - 6; cut++) if (surnames.has(plain.slice(cut))) return true;
  return false;
}
