/** Scripts that write without spaces between words: only a dictionary can count them. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const SPACED_WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** How many different words a text has, upper and lower case alike, in any script; stops counting at `most`. */
export function countDifferentWords(text: string, most: number): number {
  const seen = new Set<string>();
  for (const word of listWords(text)) {
    seen.add(word.toLowerCase());
    if (seen.size >= most) break;
  }
  return seen.size;
}

function* listWords(text: string): Generator<string> {
  if (!UNSPACED.test(text)) {
    for (const [word] of text.matchAll(SPACED_WORD)) yield word;
    return;
  }
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike) yield segment;
}
