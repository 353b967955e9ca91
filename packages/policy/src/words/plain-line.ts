import { NOT_IN_TARGET } from './likeness-wording.ts';
import { joins, type Word } from './read-line.ts';

/** A line's words by their plain reading, for patterns of several words. */
export interface PlainLine {
  readonly text: string;
  /** The words that a match of `text` touches, `from` to before `to`. */
  wordsOf(match: RegExpExecArray): { from: number; to: number };
}

/** Words by their plain reading with single spaces; breaks of a sentence become ` . `. */
export function plainLine(words: readonly Word[]): PlainLine {
  const starts: number[] = [];
  let text = '';
  for (const [at, word] of words.entries()) {
    if (at > 0) text += /[.!?\n;:]/.test(word.gap) && !/^[._]$/.test(word.gap) ? ' . ' : ' ';
    starts.push(text.length);
    text += word.plain;
  }
  const wordAt = (offset: number) => lastAtMost(starts, offset);
  return {
    text,
    wordsOf: ({ index, 0: matched }) => ({ from: wordAt(index), to: wordAt(index + matched.length - 1) + 1 }),
  };
}

/** Index of the last of the rising `starts` that is at most `offset`. */
function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The words after an opening that could name someone: fill-words skipped, at most three. */
export function targetFrom(after: number, words: readonly Word[]): { from: number; to: number } | undefined {
  let from = after;
  while (from < words.length && from < after + 6 && NOT_IN_TARGET.has(words[from]?.plain ?? '')) from++;
  const first = words[from];
  if (!first || (from > 0 && /[.!?\n;]/.test(first.gap))) return undefined;
  let to = from + 1;
  while (
    to < words.length &&
    to < from + 3 &&
    joins(words[to]?.gap ?? ',', words[to - 1] ?? first) &&
    words[to]?.shape === first.shape
  )
    to++;
  return { from, to };
}
