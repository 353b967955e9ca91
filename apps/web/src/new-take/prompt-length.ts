/** Letters that the studio takes of a prompt, spaces around it aside. */
export const MOST_PROMPT_LETTERS = 8000;

/** And of a line that is spoken. */
export const MOST_LINE_LETTERS = 2000;

/** `7,450 of 8,000 characters`; nothing while a text is far from the limit. */
export function countLetters(text: string, most: number): string | undefined {
  const { length } = text.trim();
  if (length < 0.875 * most) return undefined;
  return `${format(length)} of ${format(most)} characters`;
}

/** What is wrong with a text that is too long, in a sentence. */
export function tooLong(text: string, most: number): string | undefined {
  const over = text.trim().length - most;
  if (over <= 0) return undefined;
  return `Shorten the words: ${format(most)} characters is the most, this is ${format(over)} more.`;
}

function format(count: number): string {
  return count.toLocaleString('en');
}
