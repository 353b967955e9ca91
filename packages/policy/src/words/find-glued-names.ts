import type { NameLine, NameMatch } from './name-line.ts';
import type { NameUnit } from './name-units.ts';

/** `@sarahmitchell`, `sarahmitchell_v2.exr` */
export function gluedAt({ units, words, lists, known, hasFiles }: NameLine, at: number): NameMatch | undefined {
  const unit = units[at];
  const word = unit && words[unit.from];
  if (!unit || !word || !unit.isFree || unit.to - unit.from > 1) return undefined;
  const isHandle = /[@#]$/.test(word.gap);
  if (word.gap.endsWith('@') && unit.facts.given === 3 && unit.plain.length > 3 && !unit.safe)
    return { from: unit.from, to: unit.to, how: 'a handle that is a given name' };
  if (unit.shape === 'title' && !isHandle && !hasFiles && !unit.disguised) return undefined;
  if (word.gap.endsWith('@') && endsInFamousName(unit, lists.famousSurnames))
    return { from: unit.from, to: unit.to, how: 'a handle that ends with a known surname' };
  for (const letters of word.readings) {
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
