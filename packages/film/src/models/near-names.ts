const MOST = 3;
/** Of the longer name: two of which more differs are two names. */
const MOST_DIFFERING = 0.3;
/** Fewer letters stand in order in nearly every name. */
const LEAST_LETTERS = 4;

/**
 * Which of the known names somebody may have meant by `name`, nearest first, at most three: those that differ in few
 * letters, or of which `name` leaves out parts (`flux-dev` for `fal-ai/flux-1/dev`). None where it is known.
 */
export function nearNames(name: string, known: readonly string[]): readonly string[] {
  if (known.includes(name)) return [];
  const wanted = lettersOf(name);
  return known
    .map((each) => ({ each, differing: differenceOf(wanted, lettersOf(each)) }))
    .filter(({ differing }) => differing <= MOST_DIFFERING)
    .sort((a, b) => a.differing - b.differing)
    .slice(0, MOST)
    .map(({ each }) => each);
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** 0 for the same letters, 1 for none in common. */
function differenceOf(wanted: string, known: string): number {
  const share = editsBetween(wanted, known) / Math.max(wanted.length, known.length, 1);
  const isShortened = wanted.length >= LEAST_LETTERS && standsIn(known, wanted);
  return isShortened ? Math.min(share, MOST_DIFFERING) : share;
}

function standsIn(long: string, short: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}

/** Letters put in, left out or replaced (Levenshtein 1966), row by row. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, against] of [...other].entries()) {
      const replaced = (row[at] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
