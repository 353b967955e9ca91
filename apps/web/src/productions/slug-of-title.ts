const MOST_LETTERS = 40;

/** `Nachtzug über Köln` → `nachtzug-uber-koln`; empty where nothing of a title can stand in an address. */
export function slugOfTitle(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_LETTERS)
    .replace(/^-+|-+$/g, '');
}
