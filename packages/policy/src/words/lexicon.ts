import { readFileSync } from 'node:fs';
import { plainReading } from './read-word.ts';

/** The same folder from `src/words` and from `dist/words`. */
const FOLDER = new URL('../../lexicon/', import.meta.url);

/** How a word stands in the lists: how well it does as a name, and what else it is. Scores from 0 (not at all) to 3. */
export interface WordFacts {
  /** As a given name: 3 only a name, 2 also a rare word, 1 also a common word. */
  readonly given: number;
  /** As a surname: 3 a known one that is no word, 2 a name of some kind, 1 also a word. */
  readonly surname: number;
  /** 2 a common word of English, 1 a rarer one. */
  readonly ordinary: 0 | 1 | 2;
}

/** Word lists of the folder `lexicon`, read once and shared by all checks. */
export interface Lexicon {
  factsOf(plain: string): WordFacts;
  readonly given: ReadonlySet<string>;
  /** Given names of English that hardly anyone has as a surname. */
  readonly plainGiven: ReadonlySet<string>;
  readonly surnames: ReadonlySet<string>;
  /** Towns and countries, by joined plain letters. */
  readonly places: ReadonlySet<string>;
  readonly placeWordsAfter: ReadonlySet<string>;
  readonly placeWordsBefore: ReadonlySet<string>;
  readonly techniqueWords: ReadonlySet<string>;
  /** Phrases that name no one who could be asked: brands, methods, myths, long-dead masters; joined plain letters. */
  readonly safePhrases: ReadonlyMap<string, string>;
  /** Films, series, bands and companies that people are known from; joined plain letters. */
  readonly titles: ReadonlySet<string>;
  readonly countries: ReadonlySet<string>;
  readonly publicFigures: readonly PublicFigure[];
  readonly publicSurnames: ReadonlySet<string>;
  readonly publicCharacters: ReadonlySet<string>;
}

/** A line of `public-figures.txt`. */
export interface PublicFigure {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly characters: readonly string[];
  /** The surname alone points to them. */
  readonly bySurname: boolean;
}

let shared: Lexicon | undefined;

/** The lists; the first call reads them (about 0.2 s). */
export function lexicon(): Lexicon {
  shared ??= readLexicon();
  return shared;
}

function readLexicon(): Lexicon {
  const given = new Set(linesOf('given-names.txt'));
  const surnames = new Set(linesOf('surnames.txt'));
  const others = new Set(linesOf('other-names.txt'));
  const common = new Set(linesOf('common-words.txt'));
  const rarer = new Set(linesOf('rarer-words.txt'));
  const nameWords = sectionsOf('name-words.txt');
  const givenWords = new Set(nameWords.given);
  const surnameWords = new Set(nameWords.surname);
  const placeWords = sectionsOf('place-words.txt');
  const titles = sectionsOf('titles.txt');
  const publicFigures = linesOf('public-figures.txt').map(figureOf);
  const facts = new Map<string, WordFacts>();
  return {
    given,
    plainGiven: givenWords,
    surnames,
    factsOf(plain) {
      let known = facts.get(plain);
      if (known) return known;
      const ordinary = common.has(plain) ? 2 : rarer.has(plain) ? 1 : 0;
      const isGiven = given.has(plain);
      const asGiven = givenWords.has(plain) ? 3 : isGiven ? 3 - ordinary : 0;
      const isName = isGiven || others.has(plain);
      const asSurname = ordinary
        ? surnameWords.has(plain) || (ordinary === 1 && (surnames.has(plain) || others.has(plain)))
          ? 1
          : 0
        : surnames.has(plain)
          ? 3
          : isName
            ? 2
            : 0;
      known = { given: asGiven, surname: asSurname, ordinary: givenWords.has(plain) ? 0 : ordinary };
      if (facts.size < 200_000) facts.set(plain, known);
      return known;
    },
    places: new Set([...linesOf('places.txt'), ...(placeWords.known ?? [])].map(joined)),
    placeWordsAfter: new Set(placeWords.after?.map(joined)),
    placeWordsBefore: new Set(placeWords.before?.map(joined)),
    techniqueWords: new Set(entriesOf('technique-words.txt')),
    safePhrases: new Map([
      ...entriesOf('old-masters.txt').map((entry): [string, string] => [joined(entry), 'old master or manner']),
      ...entriesOf('stories.txt').map((entry): [string, string] => [joined(entry), 'figure of story or calendar']),
      ...entriesOf('techniques.txt').map((entry): [string, string] => [joined(entry), 'method']),
      ...entriesOf('brands.txt').map((entry): [string, string] => [joined(entry), 'brand or title']),
    ]),
    titles: new Set([...(titles.works ?? []), ...(titles['bands and companies'] ?? [])].map(joined)),
    countries: new Set(titles.countries?.map(joined)),
    publicFigures,
    publicSurnames: new Set(publicFigures.map(({ name }) => joined(name.split(/[ -]/).at(-1) ?? ''))),
    publicCharacters: new Set(publicFigures.flatMap(({ characters }) => characters.map(joined))),
  };
}

/** Plain letters of a phrase without its gaps. */
export function joined(phrase: string): string {
  return plainReading(phrase);
}

function figureOf(line: string): PublicFigure {
  const [called = '', characters = ''] = line.split('@');
  const [name = '', aliases = ''] = called.split('=');
  return {
    name: name.replace('*', '').trim(),
    aliases: listOf(aliases),
    characters: listOf(characters),
    bySurname: name.startsWith('*'),
  };
}

function listOf(text: string): string[] {
  return text
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean);
}

function linesOf(file: string): string[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function entriesOf(file: string): string[] {
  return linesOf(file)
    .join(', ')
    .split(', ')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

function sectionsOf(file: string): Record<string, string[]> {
  const sections: Record<string, string[]> = {};
  let name = '';
  for (const line of linesOf(file)) {
    if (line.startsWith('[')) name = line.slice(1, -1);
    else sections[name] = [...(sections[name] ?? []), ...line.split(', ').map((entry) => entry.trim())];
  }
  return sections;
}
