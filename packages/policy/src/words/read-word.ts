import anyAscii from 'any-ascii';
import { confusablesMap } from 'confusables';

/** Letters and marks that show nothing: zero-width, soft hyphens, joiners, fillers, variation selectors. */
const UNSEEN = /\p{Cf}|\p{Variation_Selector}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u2800|\u3164|\uffa0/gu;
const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  2: 'z',
  3: 'e',
  4: 'a',
  5: 's',
  6: 'g',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't',
  '€': 'e',
  '£': 'l',
  '¥': 'y',
  '¢': 'c',
  '¡': 'i',
};

/** The line without letters that show nothing. */
function dropUnseen(text: string): string {
  return text.replace(UNSEEN, '');
}

/** Lower-case a–z and digits of a word: accents gone, full-width and styled letters plain, other scripts by sound. */
export function plainReading(raw: string): string {
  if (/^[a-z0-9]+$/.test(raw)) return raw;
  return anyAscii(soundPairs(dropUnseen(raw).normalize('NFKC')))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Spellings by which scripts write sounds of other languages, where letter by letter would mislead. */
function soundPairs(text: string): string {
  if (/\p{Script=Greek}/u.test(text)) return replaceAll(text.toLowerCase(), GREEK);
  if (/\p{Script=Cyrillic}/u.test(text)) return replaceAll(text, CYRILLIC);
  if (/\p{Script=Devanagari}/u.test(text)) return anyAscii(text).replace(/v/g, 'w');
  if (/\p{Script=Hangul}/u.test(text))
    return anyAscii(text)
      .replace(/s(?=\p{Lu}|\s|$)/gu, 't')
      .toLowerCase()
      .replace(/eu/g, '');
  if (/\p{Script=Hebrew}/u.test(text)) return replaceAll(text, HEBREW);
  return /\p{Script=Thai}/u.test(text) ? replaceAll(anyAscii(text), THAI) : text;
}

const GREEK: readonly [RegExp, string][] = [
  [/ντζ|τζ/g, 'j'],
  [/μπ/g, 'b'],
  [/ντ/g, 'd'],
  [/γκ/g, 'g'],
  [/τζ/g, 'j'],
  [/ου/g, 'u'],
  [/χ/g, 'h'],
];
const CYRILLIC: readonly [RegExp, string][] = [
  [/дж/gi, 'j'],
  [/кс/gi, 'x'],
  [/й/gi, 'y'],
  [/х/gi, 'h'],
];
const HEBREW: readonly [RegExp, string][] = [
  [/ג['׳’]/g, 'j'],
  [/ז['׳’]/g, 'j'],
  [/[צץ]['׳’]/g, 'ch'],
  [/וו/g, 'v'],
  [/ו/g, 'o'],
  [/יי?/g, 'i'],
  [/[אע]/g, 'a'],
  [/[פף]/g, 'p'],
  [/ב/g, 'b'],
  [/[צץ]/g, 'ts'],
  [/ח/g, 'h'],
  [/[כך]/g, 'k'],
];
const THAI: readonly [RegExp, string][] = [
  [/kh/g, 'k'],
  [/ph/g, 'p'],
  [/th/g, 't'],
  [/ngk/g, 'nk'],
];
/** Korean small words that stick to a name. */
const KOREAN_ENDING = /(?:에게|처럼|에서|으로|가|이|은|는|을|를|의|와|과|도|에|씨|님)$/u;

function replaceAll(text: string, pairs: readonly [RegExp, string][]): string {
  return pairs.reduce((spelt, [pattern, sound]) => spelt.replace(pattern, sound), text);
}

/** Every reading of a word that differs: by sound, by looks (а as a), with digits and signs as letters. Plain first. */
export function readingsOf(raw: string): readonly string[] {
  const plain = plainReading(raw);
  if (/^[A-Za-z]+$/.test(raw)) return [plain];
  const readings = new Set([plain]);
  if (/\p{Script=Hangul}{3}/u.test(raw)) add(readings, plainReading(raw.replace(KOREAN_ENDING, '')));
  const seen = dropUnseen(raw).normalize('NFKC');
  const looks = /[^\p{ASCII}]/u.test(seen) ? looksOf(seen) : seen;
  add(readings, plainReading(looks));
  const trimmed = looks.replace(/^\d+|\d+$/g, '');
  if (/[A-Za-z]/.test(looks)) {
    add(readings, leetReading(looks, 'i'));
    add(readings, leetReading(looks, 'l'));
    if (trimmed !== looks) {
      add(readings, plainReading(trimmed));
      add(readings, leetReading(trimmed, 'i'));
    }
  } else if (/\d/.test(looks) && /[$@!|]/.test(looks)) add(readings, leetReading(looks, 'i'));
  return [...readings];
}

function add(readings: Set<string>, reading: string): void {
  if (reading !== '') readings.add(reading);
}

function leetReading(text: string, one: 'i' | 'l'): string {
  const letters = Array.from(text, (sign) => (sign === '1' || sign === '!' ? one : (LEET[sign] ?? sign)));
  return plainReading(letters.join(''));
}

/** Letters replaced by the Latin ones they look like. */
function looksOf(text: string): string {
  return Array.from(text.normalize('NFD').replace(/\p{Mn}+/gu, ''), (sign) =>
    sign.codePointAt(0) === undefined || sign < '\u0080' ? sign : (confusablesMap.get(sign) ?? sign),
  ).join('');
}
