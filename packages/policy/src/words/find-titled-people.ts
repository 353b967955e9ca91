import type { NameMatch } from './name-line.ts';
import type { Word } from './read-line.ts';
import { NEVER_NAMES, PARTICLES } from './small-words.ts';
import type { WordsLine } from './words-line.ts';

/** `Mr. Okonkwo`, `Sir Ian`, `Tanaka-san`: one name is enough where a form of address stands beside it. */
export function findTitledPeople(line: WordsLine): readonly NameMatch[] {
  return line.words.flatMap((_, at) => titledAt(at, line) ?? honouredAt(at, line) ?? []);
}

/** Before a surname, even one that is a word: `Mrs. Brown`. */
const ADDRESS =
  /^(?:mr|mrs|ms|mx|dr|prof|professor|herr|frau|monsieur|madame|mademoiselle|mme|mlle|senor|senora|senorita|signor|signora|signorina|signore|senhor|senhora|pan|pani|gospodin|gospozha|monsignor)$/;
/** Words for a rank or an office, and `Miss`: before a surname that is no word. */
const RANK =
  /^(?:miss|sgt|sergeant|capt|captain|lt|lieutenant|col|colonel|maj|major|gen|general|cpl|corporal|admiral|commander|commodore|brigadier|sheriff|deputy|detective|inspector|superintendent|constable|officer|agent|judge|justice|senator|sen|congressman|congresswoman|president|chancellor|governor|gov|mayor|minister|ambassador|secretary|councillor|rabbi|imam|sheikh|reverend|rev|pastor|cardinal|archbishop|bishop|coach|chef|comrade|nurse|principal|headmaster|don|dona|lord|lady|baron|baroness|count|countess|uncle|aunt|auntie|grandpa|grandma)$/;
/** Before a given name of somebody knighted. */
const KNIGHTED = /^(?:sir|dame)$/;
/** After a name, behind a hyphen. */
const HONORIFIC = /^(?:san|sama|sensei|senpai|kun|chan|ssi|nim|ji|bey|hanim|effendi|saheb|sahib)$/;

function titledAt(at: number, line: WordsLine): NameMatch | undefined {
  const title = line.words[at];
  if (!title || title.isEnding || line.safe[at]?.kind === 'character') return undefined;
  const isAddress = ADDRESS.test(title.plain);
  if (!isAddress && !RANK.test(title.plain) && !KNIGHTED.test(title.plain)) return undefined;
  const name = nameAfter(at, line);
  const word = line.words[name];
  if (!word || !isCalledFor(title, word) || isSafeName(at, name, line) || makesPlace(name, line)) return undefined;
  if (!isName(word, isAddress, KNIGHTED.test(title.plain), line)) return undefined;
  return { from: at, to: name + 1, how: 'a form of address and a name' };
}

/** Index of the name after a title; small words such as `van der` are stepped over. */
function nameAfter(at: number, { words }: WordsLine): number {
  let next = at + 1;
  while (next < at + 3 && PARTICLES.has(words[next]?.plain ?? '')) next++;
  return next;
}

/** Written close together, and with a capital unless the whole line has none. */
function isCalledFor(title: Word, name: Word): boolean {
  if (!/^(?:\.? |\.|_|-)$/.test(name.gap) || name.isEnding || name.plain.length < 3) return false;
  return name.shape === 'title' || name.shape === 'upper' || (name.shape === 'lower' && title.shape === 'lower');
}

/** The production's own, a maker, a figure of stories: known with or without the title. */
function isSafeName(title: number, name: number, { safe, words, known }: WordsLine): boolean {
  const word = words[name];
  const span = safe[name];
  if (word && known.characterWords.has(word.plain)) return true;
  if (!span) return safe[title] !== undefined && (safe[title]?.to ?? 0) > name;
  const isOneWord = span.to - span.from === 1 && (span.kind === 'place' || span.kind === 'phrase');
  const called = words[title]?.plain ?? '';
  return !isOneWord || !(ADDRESS.test(called) || (called === 'miss' && span.kind === 'phrase'));
}

/** `Dr. Phillips Boulevard`: what follows makes a place of it. */
function makesPlace(name: number, { words, lists }: WordsLine): boolean {
  const after = words[name + 1];
  if (after?.gap !== ' ' || words[name]?.possessive) return false;
  return after.shape === words[name]?.shape && after.shape !== 'lower' && lists.placeWordsAfter.has(after.plain);
}

function isName({ plain, shape }: Word, isAddress: boolean, isKnighted: boolean, { lists }: WordsLine): boolean {
  if (NEVER_NAMES.has(plain)) return false;
  const { given, surname, ordinary } = lists.factsOf(plain);
  const isListed = surname > 1 || given === 3;
  if (isKnighted) return isListed && ordinary === 0;
  if (shape === 'lower') return isAddress && surname > 0 && ordinary < 2;
  if (ordinary === 0) return isListed || /^[a-z]{4,16}$/.test(plain);
  return isAddress && surname > 0;
}

/** `Tanaka-san` */
function honouredAt(at: number, line: WordsLine): NameMatch | undefined {
  const [name, ending] = [line.words[at], line.words[at + 1]];
  if (!name || ending?.gap !== '-' || ending.shape !== 'lower' || !HONORIFIC.test(ending.plain)) return undefined;
  if (name.shape !== 'title' || line.safe[at] || !isName(name, false, false, line)) return undefined;
  return { from: at, to: at + 2, how: 'a name and a form of address' };
}
