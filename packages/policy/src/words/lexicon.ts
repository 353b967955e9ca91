import { readFileSync } from 'node:fs';
import { nativeWordReader } from './native-words.ts';
import { plainReading } from './read-word.ts';
import { skeletonKeys, soundSkeleton, spellingDistance, spellingOf } from './sound-skeleton.ts';

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
  /** In no list: only its ending is that of a surname. */
  readonly isGuessed: boolean;
}

/** Word lists of the folder `lexicon`, read once and shared by all checks. */
export interface Lexicon {
  factsOf(plain: string): WordFacts;
  /** Whether a word is one slip away from a given name. */
  nearGiven(plain: string): boolean;
  /** Whether a word, as written, is an ordinary one of a language that has a script of its own. */
  isNativeWord(raw: string): boolean;
  /** Ordinary words of languages in Latin letters, as written in lower case. */
  readonly foreignWords: ReadonlySet<string>;
  readonly given: ReadonlySet<string>;
  /** Given names of English that hardly anyone has as a surname. */
  readonly plainGiven: ReadonlySet<string>;
  readonly surnames: ReadonlySet<string>;
  /** Ordinary words that are common surnames. */
  readonly surnameWords: ReadonlySet<string>;
  /** Towns and countries, by joined plain letters. */
  readonly places: ReadonlySet<string>;
  readonly placeWordsAfter: ReadonlySet<string>;
  /** Words of other languages that make a place of the capitals behind them, in lower case: street, square, church. */
  readonly placeHeads: ReadonlySet<string>;
  readonly placeWordsBefore: ReadonlySet<string>;
  readonly techniqueWords: ReadonlySet<string>;
  /** Phrases that name no one who could be asked: brands, methods, myths, long-dead masters; joined plain letters. */
  readonly safePhrases: ReadonlySet<string>;
  /** What famous people lend their name to, by joined plain letters: meant where one of the words stands in the line. */
  readonly namedThings: ReadonlyMap<string, ReadonlySet<string>>;
  /** Films, series, bands and companies that people are known from; joined plain letters. */
  readonly titles: ReadonlySet<string>;
  readonly countries: ReadonlySet<string>;
  readonly publicFigures: readonly PublicFigure[];
  /** Surnames that hardly anyone but a widely known person is called by. */
  readonly publicSurnames: ReadonlySet<string>;
  /** Surnames of widely known people that are no words, shared with others or not. */
  readonly famousSurnames: ReadonlySet<string>;
  readonly publicCharacters: ReadonlySet<string>;
}

/** A line of `public-figures.txt`. */
interface PublicFigure {
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
  const placeWords = sectionsOf('place-words.txt');
  const titles = sectionsOf('titles.txt');
  const nameWords = sectionsOf('name-words.txt');
  const native = sectionsOf('native-names.txt');
  const nativeWords = sectionsOf('native-words.txt', ' ');
  const given = new Set([...linesOf('given-names.txt'), ...(native.given ?? []), ...(nameWords['given abroad'] ?? [])]);
  const surnames = new Set([...linesOf('surnames.txt'), ...(native.surname ?? [])]);
  const surnameWords = new Set(nameWords.surname);
  const factsOf = factsReader(given, surnames, new Set(nameWords.given), surnameWords);
  const isNoName = (place: string) =>
    place.includes(' ') || (factsOf(place).given === 0 && factsOf(place).surname === 0);
  const places = new Set([...linesOf('places.txt').filter(isNoName), ...(placeWords.known ?? [])].map(joined));
  const safePhrases = new Set(
    ['old-masters.txt', 'stories.txt', 'techniques.txt', 'brands.txt'].flatMap(entriesOf).map(joined),
  );
  const publicFigures = linesOf('public-figures.txt').map(figureOf);
  const shared = new Set(nameWords.shared);
  const isTelling = (surname: string) => {
    const facts = factsOf(surname);
    const isElse = shared.has(surname) || places.has(surname) || safePhrases.has(surname);
    return surname.length >= 5 && facts.ordinary === 0 && facts.given < 3 && !surnames.has(surname) && !isElse;
  };
  const isNoWord = (surname: string) => surname.length > 3 && factsOf(surname).ordinary === 0 && !places.has(surname);
  return {
    factsOf,
    nearGiven: nearReader(given),
    isNativeWord: nativeWordReader(nativeWords, new Set([...(native.given ?? []), ...(native.surname ?? [])])),
    foreignWords: new Set(nativeWords.latin),
    given,
    plainGiven: new Set(nameWords.given),
    surnames,
    surnameWords,
    places,
    placeWordsAfter: new Set(placeWords.after?.map(joined)),
    placeHeads: new Set(placeWords.heads),
    placeWordsBefore: new Set(placeWords.before?.map(joined)),
    techniqueWords: new Set(entriesOf('technique-words.txt')),
    safePhrases,
    namedThings: new Map(linesOf('named-things.txt').map(thingOf)),
    titles: new Set([...(titles.works ?? []), ...(titles['bands and companies'] ?? [])].map(joined)),
    countries: new Set(titles.countries?.map(joined)),
    publicFigures,
    publicSurnames: new Set(publicFigures.map(surnameOf).filter(isTelling)),
    famousSurnames: new Set(publicFigures.map(surnameOf).filter(isNoWord)),
    publicCharacters: new Set(publicFigures.flatMap(({ characters }) => characters.map(joined))),
  };
}

/** Endings and beginnings by which families are called in many countries; only for words that are nothing else. */
const FAMILY_ENDINGS =
  /^.{3,}(?:ss?on|sson|dottir|sen|qvist|quist|strom|gaard|gard|lund|dahl|ovs?ky|ovs?kaya|skiy?|skaya|sk[ay]|ov|ova|ev|eva|enko|chuk|czuk|czyk|wicz|vich|vic|escu|eanu|shvili|adze|idze|oglu|poulos|poulou|akis|idis|inen|onen|etti|elli|ucci|ini|azzi|iewicz|ez|yan|ian|zadeh|nejad|pour|walla|swamy|murthy|nathan|rajan|lingam|subramaniam|singh|kaur|mann|stein|berg|burg|meier|meyer|bauer|huber|stra|sma|inga|aitis|auskas|iene|iyev|beyov|bayev|banjo|olu|wosu|uosa|nkwo|ibe|aike|ekwe|shima|moto|mura|yama|zaki|gawa|kawa|hashi|naga|mitsu)$|^(?:mac|mc|fitz|ogun|ade|oye|olu|chukwu|nwa|nko|mkh|ndl|nts|mth|ngc)[a-z]{4,}$/;

/** Looks words up; what it found is kept, since lines repeat their words. */
function factsReader(
  given: ReadonlySet<string>,
  surnames: ReadonlySet<string>,
  givenWords: ReadonlySet<string>,
  surnameWords: ReadonlySet<string>,
): (plain: string) => WordFacts {
  const checked = new Set(linesOf('checked-names.txt'));
  const others = new Set(linesOf('other-names.txt'));
  const common = new Set([...linesOf('everyday-words.txt'), ...entriesOf('trade-words.txt')]);
  const rarer = new Set(linesOf('rarer-words.txt'));
  const kept = new Map<string, WordFacts>();
  const read = (plain: string): WordFacts => {
    const ordinary = common.has(plain) ? 2 : rarer.has(plain) ? 1 : 0;
    const isClear = givenWords.has(plain);
    const isGiven = given.has(plain);
    const isSurname = surnames.has(plain) || checked.has(plain);
    const isListed = isSurname || others.has(plain);
    const isGuessed = ordinary === 0 && !isListed && !isGiven && FAMILY_ENDINGS.test(plain);
    const asName = isSurname ? 3 : isGiven || isListed || isGuessed ? 2 : 0;
    const asWord = surnameWords.has(plain) || (ordinary === 1 && isListed) ? 1 : 0;
    return {
      given: isClear ? 3 : isGiven ? 3 - ordinary : 0,
      surname: ordinary > 0 ? asWord : asName,
      ordinary: isClear ? 0 : ordinary,
      isGuessed,
    };
  };
  return (plain) => {
    const known = kept.get(plain);
    if (known) return known;
    const facts = read(plain);
    if (kept.size < 200_000) kept.set(plain, facts);
    return facts;
  };
}

/** Finds given names that differ by one slip; the index by sound is made when first asked for. */
function nearReader(given: ReadonlySet<string>): (plain: string) => boolean {
  let bySound: Map<string, string[]> | undefined;
  return (plain) => {
    if (plain.length < 5 || plain.length > 14) return false;
    bySound ??= groupBySound(given);
    const spelling = spellingOf(plain);
    for (const key of skeletonKeys(soundSkeleton(plain)))
      for (const name of bySound.get(key) ?? []) if (spellingDistance(spelling, spellingOf(name), 1) <= 1) return true;
    return false;
  };
}

function groupBySound(names: ReadonlySet<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    if (!/^[a-z]{5,}$/.test(name)) continue;
    const key = soundSkeleton(name);
    const group = groups.get(key);
    if (group) group.push(name);
    else groups.set(key, [name]);
  }
  return groups;
}

/** The last word of a name that has several; empty where it has one. */
export function surnameOf({ name }: { readonly name: string }): string {
  const parts = name.split(/\s+/);
  return parts.length < 2 ? '' : joined(parts.at(-1) ?? '');
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

function thingOf(line: string): [string, ReadonlySet<string>] {
  const [name = '', words = ''] = line.split(':');
  return [joined(name), new Set(words.trim().split(' '))];
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

function sectionsOf(file: string, between = ', '): Record<string, string[]> {
  const sections: Record<string, string[]> = {};
  let name = '';
  for (const line of linesOf(file)) {
    if (line.startsWith('[')) name = line.slice(1, -1);
    else sections[name] = [...(sections[name] ?? []), ...line.split(between).map((entry) => entry.trim())];
  }
  return sections;
}
