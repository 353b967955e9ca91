import type { Lexicon } from './lexicon.ts';
import type { PlainLine } from './plain-line.ts';
import type { Word } from './read-line.ts';
import type { KnownWords, SafeSpan } from './safe-spans.ts';

/** A line as the descriptions see it. */
export interface DescribedLine {
  readonly line: PlainLine;
  readonly words: readonly Word[];
  readonly known: KnownWords;
  readonly safe: readonly (SafeSpan | undefined)[];
  readonly lists: Lexicon;
}
