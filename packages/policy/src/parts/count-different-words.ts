/** Scripts that write without spaces between words: only a dictionary can count them. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const SPACED_WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/uy;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]*/uy;
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
    yield* listSpacedWords(text);
    return;
  }
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike) yield segment;
}

/** By `test`, which unlike `matchAll` leaves nothing for the collector. */
function* listSpacedWords(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    BETWEEN_WORDS.lastIndex = at;
    BETWEEN_WORDS.test(text);
    const start = BETWEEN_WORDS.lastIndex;
    SPACED_WORD.lastIndex = start;
    if (!SPACED_WORD.test(text)) return;
    at = SPACED_WORD.lastIndex;
    yield text.slice(start, at);
  }
}
