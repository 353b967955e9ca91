/** A list as people type it, one a line or with commas between; blanks and repetitions are left out. */
export function readList(text: string): string[] {
  const items = text.split(/[\n,;]/).map((item) => item.trim());
  return [...new Set(items.filter((item) => item !== ''))];
}

/** One a line, where commas belong to the items. */
export function readLines(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

/** How many words a text has. */
export function countWords(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/).length;
}
