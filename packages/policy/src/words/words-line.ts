import { findLikeness } from './find-likeness.ts';
import type { Lexicon } from './lexicon.ts';
import type { LikenessMatch } from './likeness-match.ts';
import { isFileLike } from './name-units.ts';
import type { PeopleIndex } from './people-index.ts';
import { readLine, type Word } from './read-line.ts';
import { findSafeSpans, type KnownWords, type SafeSpan } from './safe-spans.ts';
import type { FoundReference } from './words-finding.ts';

/** A line under the check, read once for all rules. */
export interface WordsLine {
  readonly text: string;
  readonly words: readonly Word[];
  /** Grows while the line is read: what is named after someone is a place. */
  readonly safe: (SafeSpan | undefined)[];
  readonly known: KnownWords;
  readonly lists: Lexicon;
  readonly index: PeopleIndex;
  readonly likeness: readonly LikenessMatch[];
  /** Most words start with a capital, as in headings. */
  readonly isHeading: boolean;
  /** Names of files, where names of people are in lower case. */
  readonly hasFiles: boolean;
  /** Talk of stage and screen, by which an ordinary word may be somebody's stage name. */
  readonly hasShowWords: boolean;
}

/** A finding before overlaps are settled. */
export interface Candidate extends FoundReference {
  /** Lower is stronger. */
  readonly rank: number;
  /** Hides what it overlaps, and is not reported itself. */
  readonly hasConsent: boolean;
}

const SHOW_WORDS =
  /\b(?:sing(?:s|ing|er)?|sang|rapp(?:er|ers|ing)|concert|stage|album|song|tour|halftime|microphone|mic|celebrity|red carpet|actor|actress|star|musician|pop|hip.?hop|band|fans?|music video|guitar|dancing|wrestler|famous|legend|raps|sings|courtside|red carpet|gala|dance ?floor|interview|paparazzi|premiere|runway|catwalk|perform(?:s|ing)|backstage|encore|playlist|microphone|halftime|superstar|gig|festival|lyrics|verse|mixtape|moonwalk)\b/i;

/** Reads `text` for all rules. */
export function readWordsLine(text: string, known: KnownWords, index: PeopleIndex, lists: Lexicon): WordsLine {
  const words = readLine(text);
  const safe = findSafeSpans(words, known, lists);
  return {
    text,
    words,
    safe,
    known,
    lists,
    index,
    likeness: findLikeness(words, known, safe, lists),
    isHeading: isHeading(words),
    hasFiles: isFileLike(words),
    hasShowWords: SHOW_WORDS.test(text),
  };
}

/** Where words `from` to before `to` stand in the line; an ending `'s` is left out. */
export function placeOf(
  { from, to }: { from: number; to: number },
  { words, text }: WordsLine,
): { start: number; end: number; text: string } {
  const start = words[from]?.start ?? 0;
  const last = words[to - 1];
  const raw = last ? text.slice(last.start, last.end) : '';
  const end = (last?.end ?? start) - (/.['’ʼ`´]s$/i.test(raw) ? 2 : 0);
  return { start, end, text: text.slice(start, end) };
}

function isHeading(words: readonly Word[]): boolean {
  const cased = words.filter(({ shape }) => shape !== 'uncased');
  return cased.length >= 4 && cased.filter(({ shape }) => shape === 'title').length / cased.length > 0.75;
}
