const VOWELS = new Set('aeiouyhw');
const SOFT = new Set('eiy');

/**
 * The consonants of a name as they sound: vowels, h, w, y and doubled letters gone; c/k/q/x, s/z, d/t, f/v/ph alike.
 * Names that sound alike share it, or differ by one letter. Plain letters in, letters out.
 */
export function soundSkeleton(name: string): string {
  let skeleton = '';
  let last = '';
  for (let at = 0; at < name.length; at++) {
    const sound = soundAt(name, at);
    for (const letter of sound) {
      if (letter !== last) skeleton += letter;
      last = letter;
    }
  }
  return skeleton;
}

function soundAt(name: string, at: number): string {
  const letter = name[at] ?? '';
  const next = name[at + 1] ?? '';
  const before = name[at - 1] ?? '';
  switch (letter) {
    case 'p':
      return next === 'h' ? 'f' : 'p';
    case 's':
    case 'z':
      return next === 'c' && name[at + 2] === 'h' ? '' : 's';
    case 'c':
      if (next === 'h') return before !== 't' && FRENCH_CH.test(name.slice(at, at + 7)) ? 's' : 'c';
      if (before === 's' && next === 'h') return 'c';
      return SOFT.has(next) ? 's' : 'k';
    case 'k':
    case 'q':
      return 'k';
    case 'x':
      return 'ks';
    case 'd':
      return next === 'j' || (next === 'z' && name[at + 2] === 'h') || (next === 'g' && SOFT.has(name[at + 2] ?? ''))
        ? ''
        : 't';
    case 't':
      return next === 'c' && name[at + 2] === 'h' ? '' : 't';
    case 'v':
      return 'f';
    case 'g':
      if (next === 'h' && before === 'u') return '';
      return SOFT.has(next) ? 'j' : 'g';
    default:
      return VOWELS.has(letter) ? '' : letter;
  }
}

/** Heard as in Michelle and Charlotte. */
const FRENCH_CH = /^ch(?:ell|arlo|arliz|anel|er$)/;

/** The skeleton and every form of it that lacks one letter: two names within one change share a key. */
export function skeletonKeys(skeleton: string): readonly string[] {
  if (skeleton.length < 4) return [skeleton];
  const keys = [skeleton];
  for (let at = 0; at < skeleton.length; at++) {
    if (skeleton[at] !== skeleton[at - 1]) keys.push(skeleton.slice(0, at) + skeleton.slice(at + 1));
  }
  return keys;
}

/** Skeleton of a name heard through another script, where p/b, l/r, g/k/h and j/y are not told apart. */
export function looseSkeleton(name: string): string {
  return soundSkeleton(name.replace(/th/g, 't').replace(/gh|kh/g, 'h').replace(/ts/g, 's'))
    .replace(/l/g, 'r')
    .replace(/[pf]/g, 'b')
    .replace(/[gj]/g, '')
    .replace(/(.)\1+/g, '$1');
}

const ALIKE: readonly string[] = ['ckqxg', 'szxc', 'dt', 'fvp', 'jgyi', 'mn', 'bpv', 'uw', 'lr'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const GAP_COSTS = Float64Array.from(LETTERS, (letter) => (VOWELS.has(letter) ? 0.5 : 1));
const REPLACE_COSTS = Float64Array.from({ length: LETTERS.length ** 2 }, (_, at) =>
  replaceCost(LETTERS[Math.floor(at / LETTERS.length)] ?? '', LETTERS[at % LETTERS.length] ?? ''),
);

/** Longer spellings are never near; the rows are kept, since comparing is the hottest place of the check. */
const LONGEST_COMPARED = 64;
const ROWS = [
  new Float64Array(LONGEST_COMPARED),
  new Float64Array(LONGEST_COMPARED),
  new Float64Array(LONGEST_COMPARED),
] as const;

/**
 * How far two spellings of plain letters lie apart (Damerau's changes: insert, drop, replace, swap neighbours), where
 * vowels, silent letters, doubled letters and letters of like sound cost less than one. Infinite past `limit`.
 */
export function spellingDistance(from: Spelling, to: Spelling, limit: number): number {
  if (Math.abs(from.length - to.length) * 0.3 > limit) return Number.POSITIVE_INFINITY;
  if (to.length >= LONGEST_COMPARED) return Number.POSITIVE_INFINITY;
  let [before, row, next] = ROWS;
  row[0] = 0;
  for (let j = 1; j <= to.length; j++) row[j] = (row[j - 1] ?? 0) + gapCost(to, j - 1);
  for (let i = 1; i <= from.length; i++) {
    if (fillRow(next, row, before, from, to, i) > limit) return Number.POSITIVE_INFINITY;
    [before, row, next] = [row, next, before];
  }
  return row[to.length] ?? Number.POSITIVE_INFINITY;
}

/** Fills the costs of the first `i` letters of `from` against every start of `to`; returns the least of them. */
function fillRow(
  next: Float64Array,
  row: Float64Array,
  before: Float64Array,
  from: Uint8Array,
  to: Uint8Array,
  i: number,
): number {
  const drop = gapCost(from, i - 1);
  const letter = from[i - 1] ?? 0;
  let left = (row[0] ?? 0) + drop;
  let least = left;
  next[0] = left;
  for (let j = 1; j <= to.length; j++) {
    const other = to[j - 1] ?? 0;
    const replaced = (row[j - 1] ?? 0) + (REPLACE_COSTS[letter * LETTERS.length + other] ?? 1);
    let cost = Math.min((row[j] ?? 0) + drop, left + gapCost(to, j - 1), replaced);
    const isSwap = i > 1 && j > 1 && letter === to[j - 2] && from[i - 2] === other;
    if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 0.8);
    next[j] = cost;
    left = cost;
    if (cost < least) least = cost;
  }
  return least;
}

/** A word made ready for comparing, one code for each plain letter. */
export type Spelling = Uint8Array;

/** Makes plain letters ready for comparing. */
export function spellingOf(letters: string): Spelling {
  const codes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) {
    const code = letters.charCodeAt(at);
    codes[at] = code >= 97 ? code - 97 : code - 22;
  }
  return codes;
}

function gapCost(codes: Uint8Array, at: number): number {
  const code = codes[at] ?? 0;
  return code === codes[at - 1] || code === codes[at + 1] ? 0.3 : (GAP_COSTS[code] ?? 1);
}

function replaceCost(a: string, b: string): number {
  if (a === b) return 0;
  if (VOWELS.has(a) && VOWELS.has(b)) return 0.4;
  return ALIKE.some((letters) => letters.includes(a) && letters.includes(b)) ? 0.5 : 1;
}
