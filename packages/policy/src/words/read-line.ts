import { readingsOf } from './read-word.ts';

/** How a word is written. */
export type Shape = 'lower' | 'title' | 'upper' | 'mixed' | 'uncased';

/** A word of the line: the smallest piece that can be a part of a name. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** What stands between this word and the one before it. */
  readonly gap: string;
  readonly raw: string;
  readonly shape: Shape;
  /** Lower-case Latin readings, plain first; at least one. */
  readonly readings: readonly string[];
  /** The first reading. */
  readonly plain: string;
  /** Written with look-alikes, digits, signs, unseen letters or spread out. */
  readonly disguised: boolean;
  readonly possessive: boolean;
  /** The `exr` of a file name: no part of any name; its readings are empty. */
  readonly isEnding: boolean;
}

const CHUNK =
  /(?:[\p{L}\p{N}\p{M}\p{Cf}\u24b6-\u24e9\u{1f130}-\u{1f189}\u{1f1e6}-\u{1f1ff}]|(?<=[\p{L}\p{N}])['’ʼ`´](?=\p{L})|(?!@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b)[$€£¥¢@!|+¡](?=[\p{L}\p{N}$@!|])(?<=[\p{L}\p{N}$@!|].)|(?<![\p{L}\p{N}$])[$€£](?=[a-z]{2})|(?<=\p{L})[$@](?![\p{L}\p{N}]))+/gu;
const FILE_ENDING =
  /^(?:exr|png|jpe?g|mov|mp4|mxf|tiff?|dpx|psd|wav|aiff?|mp3|abc|usd[acz]?|nk|ma|mb|hip|blend|glb|gltf|obj|fbx|ply|hdr|pdf|txt|safetensors|ckpt|json|edl|vdb|tx|las|e57|ai|drx)$/i;
const HUMP = /\p{Lu}?[\p{Ll}\p{M}'’]+|\p{Lu}+(?![\p{Ll}\p{M}])|\p{N}+|./gu;
const KEPT_WHOLE = /^(?:Mc|Mac|O|De|Di|Da|Du|La|Le|Van|Von|Fitz|St|El|Al|Ben|Des|Del)$/;

/** Splits a line into words with their places; camelCase, under_scores and spread-out letters are understood. */
export function readLine(text: string): readonly Word[] {
  const pieces: { start: number; end: number; gap: string }[] = [];
  let last = 0;
  for (const match of text.matchAll(CHUNK)) {
    const start = match.index;
    for (const [from, to] of humpsOf(match[0])) {
      pieces.push({ start: start + from, end: start + to, gap: text.slice(last, start + from).normalize('NFKC') });
      last = start + to;
    }
  }
  return gatherSpread(pieces, text).map((piece) => wordOf(piece, text));
}

/** Parts of a camelCase chunk; one part where the humps are no words. */
function humpsOf(chunk: string): [number, number][] {
  const whole: [number, number][] = [[0, chunk.length]];
  if (!/\p{Ll}\p{Lu}|[a-z]{3}\d+[A-Z]/u.test(chunk) || /[$€£@!|+]/.test(chunk)) return whole;
  const humps = [...chunk.matchAll(HUMP)].map((match): [number, number] => [
    match.index,
    match.index + match[0].length,
  ]);
  const sizes = humps.filter(([from, to]) => /\p{L}/u.test(chunk.slice(from, to))).map(([from, to]) => to - from);
  if (sizes.length === 0 || sizes.reduce((sum, size) => sum + size, 0) / sizes.length < 2.5) return whole;
  if (isLeet(chunk)) return whole;
  return joinPrefixes(humps, chunk);
}

/** Digits inside letters, as in `s4rah`; `v003` and `take2` are not. */
function isLeet(chunk: string): boolean {
  return /\p{L}\d+\p{L}/u.test(chunk) && !/\d{3}/.test(chunk);
}

/** McAdams, DiCaprio, O'Neal stay whole. */
function joinPrefixes(humps: readonly [number, number][], chunk: string): [number, number][] {
  const joined: [number, number][] = [];
  for (const [from, to] of humps) {
    const before = joined.at(-1);
    const prefix = before && chunk.slice(before[0], before[1]).replace(/['’]$/, '');
    if (before && prefix && KEPT_WHOLE.test(prefix) && /^\p{Lu}\p{Ll}/u.test(chunk.slice(from, to))) before[1] = to;
    else if (chunk.slice(from, to).match(/[\p{L}\p{N}]/u)) joined.push([from, to]);
  }
  return joined;
}

/** `t o m`, `T.o.m` and `t-o-m` become one piece; another gap ends it. */
function gatherSpread(pieces: readonly { start: number; end: number; gap: string }[], text: string) {
  const gathered: { start: number; end: number; gap: string }[] = [];
  let at = 0;
  while (at < pieces.length) {
    let to = at;
    const gap = pieces[at + 1]?.gap;
    while (
      gap !== undefined &&
      gap !== '' &&
      gap.length <= 3 &&
      isSingle(pieces[to], text) &&
      isSingle(pieces[to + 1], text) &&
      pieces[to + 1]?.gap === gap
    )
      to++;
    const first = pieces[at];
    const end = pieces[to];
    if (!first || !end) break;
    if (to - at >= 2) gathered.push({ start: first.start, end: end.end, gap: first.gap });
    else gathered.push(...pieces.slice(at, to + 1));
    at = to + 1;
  }
  return gathered;
}

function isSingle(piece: { start: number; end: number } | undefined, text: string): boolean {
  if (!piece || piece.end - piece.start > 4) return false;
  return /^[\p{L}\d@$!|]$/u.test(text.slice(piece.start, piece.end).replace(/[\p{M}\p{Cf}]/gu, ''));
}

function wordOf({ start, end, gap }: { start: number; end: number; gap: string }, text: string): Word {
  const written = text.slice(start, end);
  const isEnding = gap === '.' && FILE_ENDING.test(written);
  const isSpread = /[^\u24b6-\u24e9\u{1f130}-\u{1f189}\u{1f1e6}-\u{1f1ff}\p{L}\p{N}\p{M}\p{Cf}'’ʼ`´$€£¥¢@!|+¡]/u.test(
    written,
  );
  const raw = isSpread ? written.replace(/[^\p{L}\p{N}\p{M}$€£@!|]/gu, '') : written;
  const possessive = /(?:['’ʼ`´]s|s['’ʼ`´])$/i.test(raw);
  const readings = isEnding ? [''] : readingsOf(raw.replace(/['’ʼ`´]s?$/i, ''));
  const plain = readings[0] ?? '';
  const disguised = isSpread || /[\p{L}][\d$@!|€£]+[\p{L}]|\p{Cf}/u.test(written) || hasMixedScripts(raw);
  return {
    start,
    end,
    gap,
    raw,
    shape: shapeOf(raw),
    readings: readings.length ? readings : [''],
    plain,
    disguised,
    possessive,
    isEnding,
  };
}

function hasMixedScripts(raw: string): boolean {
  if (/^[\p{ASCII}]*$/u.test(raw)) return false;
  return (
    (/\p{Script=Latin}/u.test(raw) && /[^\p{Script=Latin}\P{L}]/u.test(raw)) ||
    raw.normalize('NFKC') !== raw.normalize('NFC')
  );
}

function shapeOf(raw: string): Shape {
  const letters = raw.normalize('NFKC').replace(/[^\p{L}]/gu, '');
  if (!/[\p{Lu}\p{Ll}]/u.test(letters)) return 'uncased';
  if (letters === letters.toLowerCase()) return 'lower';
  if (letters === letters.toUpperCase()) return letters.length === 1 ? 'title' : 'upper';
  return /^\p{Lu}/u.test(letters) ? 'title' : 'mixed';
}

/** Whether a gap may lie inside a name; after an initial or a title a full stop may too. */
export function joins(gap: string, before: Word): boolean {
  if (before.isEnding) return false;
  if (gap === '' || gap === ' ' || gap === '_' || gap === '-' || gap === '\u00a0') return true;
  if (gap.length > 3 || /[\n\r,;:!?()[\]{}<>]/.test(gap)) return false;
  if (/\s[-–—]\s/.test(gap)) return before.disguised;
  if (/\.\s/.test(gap))
    return (
      before.plain.length <= 2 || before.disguised || /^(?:jr|sr|mrs|prof|rev|capt|sgt|gov|sen|gen)$/.test(before.plain)
    );
  return /^[\s_\-.·・•‧/'’"*~]+$/.test(gap);
}
