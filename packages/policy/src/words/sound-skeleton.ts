/**
 * The consonants of a name as they sound: vowels, h, w, y and doubled letters gone, c/k/q/x, s/z, d/t, f/v alike.
 * Names that sound alike share it, or differ by one letter.
 */
export function soundSkeleton(name: string): string {
  const sounds = name
    .replace(/ph/g, 'f')
    .replace(/sch|tch|tsch/g, 'c')
    .replace(/ough|augh/g, 'o')
    .replace(/[ck]h/g, (pair) => (pair === 'ch' ? 'c' : 'h'))
    .replace(/sh/g, 's')
    .replace(/dzh|dj|dg/g, 'j')
    .replace(/g(?=[eiy])/g, 'j')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/qu|[ckq]/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/z/g, 's')
    .replace(/d/g, 't')
    .replace(/v/g, 'f')
    .replace(/[aeiouhwy]/g, '');
  return sounds.replace(/(.)\1+/g, '$1');
}

/** The skeleton and every form of it that lacks one letter: two names within one change share a key. */
export function skeletonKeys(skeleton: string): readonly string[] {
  const keys = new Set([skeleton]);
  if (skeleton.length >= 4)
    for (let at = 0; at < skeleton.length; at++) keys.add(skeleton.slice(0, at) + skeleton.slice(at + 1));
  return [...keys];
}

/** Skeleton of a name heard through another script, where p/b, l/r, g/k/h and j/y are not told apart. */
export function looseSkeleton(name: string): string {
  return soundSkeleton(name.replace(/th/g, 't').replace(/gh|kh/g, 'h').replace(/ts/g, 's'))
    .replace(/l/g, 'r')
    .replace(/[pf]/g, 'b')
    .replace(/[gj]/g, '')
    .replace(/(.)\1+/g, '$1');
}

const VOWELS = new Set('aeiouyhw');
const ALIKE: readonly string[] = ['ckqxg', 'szxc', 'dt', 'fvp', 'jgyi', 'mn', 'bpv', 'uw', 'lr'];

/**
 * How far two spellings lie apart (Damerau's changes: insert, drop, replace, swap neighbours), where vowels, silent
 * letters, doubled letters and letters of like sound cost less than one. Gives up past `limit`.
 */
export function spellingDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) * 0.3 > limit) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let row = [0];
  for (let j = 1; j <= b.length; j++) row[j] = (row[j - 1] ?? 0) + gapCost(b, j - 1);
  for (let i = 1; i <= a.length; i++) {
    const next = [(row[0] ?? 0) + gapCost(a, i - 1)];
    let least = next[0] ?? 0;
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min(
        (row[j] ?? 0) + gapCost(a, i - 1),
        (next[j - 1] ?? 0) + gapCost(b, j - 1),
        (row[j - 1] ?? 0) + replaceCost(a[i - 1] ?? '', b[j - 1] ?? ''),
      );
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = isSwap ? Math.min(cost, (before[j - 2] ?? 0) + 0.8) : cost;
      least = Math.min(least, next[j] ?? 0);
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    before = row;
    row = next;
  }
  return row[b.length] ?? Number.POSITIVE_INFINITY;
}

function gapCost(text: string, at: number): number {
  const letter = text[at] ?? '';
  if (letter === text[at - 1] || letter === text[at + 1]) return 0.3;
  return VOWELS.has(letter) ? 0.5 : 1;
}

function replaceCost(a: string, b: string): number {
  if (a === b) return 0;
  if (VOWELS.has(a) && VOWELS.has(b)) return 0.4;
  return ALIKE.some((letters) => letters.includes(a) && letters.includes(b)) ? 0.5 : 1;
}
