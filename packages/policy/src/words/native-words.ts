/** The sections of `native-words.txt`, each a list of words. */
export type NativeWordLists = Readonly<Record<string, readonly string[] | undefined>>;

/** How the words of one script are bared of what sticks to them. */
interface Script {
  readonly section: string;
  readonly letters: RegExp;
  /** Every stem that a word may be an inflection of; the words of the list are bared in the same way. */
  readonly stemsOf: (word: string) => readonly string[];
  /** Endings that only words of this script have. */
  readonly isInflected?: (word: string) => boolean;
}

const ARABIC_BEFORE = /^(?:[وف]?[بكل]?ال|[وف]?لل|[وفبلكس])(?=.{2})/u;
const ARABIC_AFTER = /(?:ها|هم|هن|نا|كم|ات|ان|ين|ون|وا|يه|ي|ه|ك|ا|ت)$/u;
const HEBREW_BEFORE = /^[והבלמשכ]{1,2}(?=.{2})/u;
const HEBREW_AFTER = /(?:ימ|ות|ית|ה|י|ו|ת|כ|נו)$/u;
const DEVANAGARI_AFTER = /(?:ियाँ|ियां|ियों|ाओं|ाएँ|ाएं|ओं|ों|ें|ता|ती|ते|ना|ने|नी|कर|ा|ी|े|ो|ि|ं|ँ|ू)$/u;
const BENGALI_AFTER = /(?:গুলো|গুলি|দের|ের|েরা|টির|টি|টা|কে|তে|রা|য়|ে|র)$/u;
const TAMIL_ENDED =
  /(?:கிறார்|கிறாள்|கிறான்|கிறது|கிறார்கள்|கின்றன|கின்றது|த்தில்|த்தின்|களில்|களின்|யில்|யின்|வில்|வின்|ிருந்து|த்தை|ங்கள்|களை|டன்|ுக்கு|த்துக்கு)$/u;
const CYRILLIC_AFTER =
  /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|ой|ей|ою|ею|ом|ем|ым|им|ых|их|ах|ях|ов|ев|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ия|ию|ии|ость|ться|тся|ет|ит|ют|ут|ят|ат|а|я|о|е|ы|и|у|ю|ь|й|і|ї)$/u;
const GREEK_AFTER =
  /(?:ματων|ματος|ματα|ουν|ιου|ιων|ους|εις|εως|ος|ου|ον|οι|ων|ης|ην|ες|ας|αν|ιο|ια|η|α|ο|ι|ε|υ|ω|ς)$/u;
const HANGUL_AFTER =
  /(?:에서는|에서|에게|으로|부터|까지|처럼|마다|보다|이나|하고|에는|들|가|이|은|는|을|를|의|와|과|도|에|로|만|께서)$/u;
const HANGUL_ENDED =
  /.(?:[하되있없지오가보치리르주나서두내드키기]는|하며|하고|하게|해서|하여|으며|면서|는데|어서|아서|려고|[았었였]던|[았었였]다|스런|스러운|다운|로운|적인|한다|인다|린다|는다|[가-힣]?운)$/u;

const SCRIPTS: readonly Script[] = [
  {
    section: 'hangul',
    letters: /\p{Script=Hangul}/u,
    stemsOf: hangulStems,
    isInflected: (word) => HANGUL_ENDED.test(word),
  },
  {
    section: 'arabic',
    letters: /\p{Script=Arabic}/u,
    stemsOf: (word) => around(plainArabic(word), ARABIC_BEFORE, ARABIC_AFTER),
  },
  {
    section: 'hebrew',
    letters: /\p{Script=Hebrew}/u,
    stemsOf: (word) => around(plainHebrew(word), HEBREW_BEFORE, HEBREW_AFTER),
  },
  {
    section: 'devanagari',
    letters: /\p{Script=Devanagari}/u,
    stemsOf: (word) => ended(plainIndic(word), DEVANAGARI_AFTER),
  },
  { section: 'bengali', letters: /\p{Script=Bengali}/u, stemsOf: (word) => ended(plainIndic(word), BENGALI_AFTER) },
  {
    section: 'tamil',
    letters: /\p{Script=Tamil}/u,
    stemsOf: tamilStems,
    isInflected: (word) => TAMIL_ENDED.test(word),
  },
  {
    section: 'cyrillic',
    letters: /\p{Script=Cyrillic}/u,
    stemsOf: (word) => ended(word.replace(/ё/g, 'е'), CYRILLIC_AFTER),
  },
  { section: 'greek', letters: /\p{Script=Greek}/u, stemsOf: (word) => ended(withoutMarks(word), GREEK_AFTER) },
];

/**
 * Makes a reader that tells ordinary words of other scripts, with the endings and small words that stick to them.
 * Any written word in, in any case; Latin words are none, nor is one of `names` that only looks inflected. What it found is kept, since lines repeat their words.
 */
export function nativeWordReader(lists: NativeWordLists, names: ReadonlySet<string>): (raw: string) => boolean {
  const listed = new Set(SCRIPTS.flatMap(({ section }) => lists[section] ?? []));
  const stems = new Map(
    SCRIPTS.map(({ section, stemsOf }) => [section, new Set((lists[section] ?? []).flatMap((word) => stemsOf(word)))]),
  );
  const kept = new Map<string, boolean>();
  const read = (raw: string): boolean => {
    const word = raw.normalize('NFC').toLowerCase();
    const script = SCRIPTS.find(({ letters }) => letters.test(word));
    if (!script || (names.has(word) && !listed.has(word))) return false;
    const known = stems.get(script.section);
    return script.isInflected?.(word) === true || script.stemsOf(word).some((stem) => known?.has(stem) === true);
  };
  return (raw) => {
    const found = kept.get(raw);
    if (found !== undefined) return found;
    const answer = raw.length <= 40 && read(raw);
    if (kept.size < 100_000) kept.set(raw, answer);
    return answer;
  };
}

/** A word itself, and without its ending where at least two letters are left. */
function ended(word: string, after: RegExp): readonly string[] {
  const bare = word.replace(after, '');
  return bare.length >= 3 && bare !== word ? [word, bare] : [word];
}

/** A word with and without what sticks to its front and its back. */
function around(word: string, before: RegExp, after: RegExp): readonly string[] {
  const bare = word.replace(before, '');
  return [...new Set([word, bare].flatMap((form) => [form, ...shortened(form, after)]))];
}

function shortened(word: string, after: RegExp): readonly string[] {
  const bare = word.replace(after, '');
  return bare.length >= 3 && bare !== word ? [bare] : [];
}

/** Small words may stick to a word twice: `아이들이`. */
function hangulStems(word: string): readonly string[] {
  const once = word.replace(HANGUL_AFTER, '');
  const twice = once.replace(HANGUL_AFTER, '');
  return [word, once, twice].filter((stem, at) => stem.length >= 2 || at === 0);
}

/** Endings are many and long: a word counts by its first letters, the last vowel sign or dot gone. */
function tamilStems(word: string): readonly string[] {
  const stems = [word];
  for (let size = 4; size < word.length; size++) stems.push(word.slice(0, size).replace(/\p{M}$/u, ''));
  return stems;
}

/** Letters that are written in several ways, one way; a verb of any person as of the third. */
function plainArabic(word: string): string {
  return word
    .replace(/[\u064b-\u0652\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ی/g, 'ي')
    .replace(/ک/g, 'ك');
}

function plainHebrew(word: string): string {
  const last: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' };
  return word.replace(/[\u0591-\u05c7]/g, '').replace(/[ךםןףץ]/g, (letter) => last[letter] ?? letter);
}

function plainIndic(word: string): string {
  return word.normalize('NFD').replace(/[\u093c\u09bc]/g, '');
}

function withoutMarks(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/σ$/u, 'ς');
}
