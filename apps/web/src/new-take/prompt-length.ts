/** Letters that the studio takes of a prompt, spaces around it aside. */
export const MOST_PROMPT_LETTERS = 8000;

/** From here on the count is shown. */
const COUNTED_FROM = 7000;

/** `7,450 of 8,000 characters`; nothing while a text is far from the limit. */
export function countLetters(text: string): string | undefined {
  const { length } = text.trim();
  if (length < COUNTED_FROM) return undefined;
  return `${format(length)} of ${format(MOST_PROMPT_LETTERS)} characters`;
}

/** What is wrong with a text that is too long, in a sentence. */
export function tooLong(text: string): string | undefined {
  const over = text.trim().length - MOST_PROMPT_LETTERS;
  if (over <= 0) return undefined;
  return `Shorten the words: ${format(MOST_PROMPT_LETTERS)} characters is the most, this is ${format(over)} more.`;
}

function format(count: number): string {
  return count.toLocaleString('en');
}
