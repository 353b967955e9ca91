import { BacklotError } from './backlot-error.ts';

/** A shot's place in its production: `sq010/sh0040` is sequence `sq010`, shot `sh0040`. */
export interface ShotCode {
  readonly sequence: string;
  readonly shot: string;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const CODE = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;
const MAX_SLUG_LENGTH = 63;
const MAX_CODE_LENGTH = 32;
const MAX_FILE_NAME_BYTES = 255;
const MAX_PATH_BYTES = 1024;

/** C0 and C1 controls, bidirectional overrides, zero-width marks, lone surrogates: characters that hide what a name is. */
const HIDDEN_CHARACTERS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const FOREIGN_CHARACTERS = /[<>:"|?*\\/]/;
const RESERVED_DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;

/**
 * Reads a production's slug: lower-case letters, digits and single hyphens, 1..63 characters.
 * @throws BacklotError `NAME_INVALID`
 */
export function parseSlug(value: string): string {
  if (value.length <= MAX_SLUG_LENGTH && SLUG.test(value) && !RESERVED_DEVICE.test(value)) return value;
  throw nameInvalid(
    'Production name',
    'lower-case letters, digits and hyphens',
    value,
    'Write it like "night-harbour".',
  );
}

/**
 * Reads a shot code `sequence/shot`; each part is lower-case letters and digits, joined by single `-` or `_`, 1..32 characters.
 * @throws BacklotError `NAME_INVALID`
 */
export function parseShotCode(value: string): ShotCode {
  const [sequence = '', shot = '', ...rest] = value.split('/');
  if (rest.length === 0 && isCode(sequence) && isCode(shot)) return { sequence, shot };
  throw nameInvalid('Shot', 'sequence/shot in lower case', value, 'Write it like "sq010/sh0040".');
}

/** `sq010/sh0040`; `parseShotCode` reads it back. */
export function formatShotCode(code: ShotCode): string {
  return `${code.sequence}/${code.shot}`;
}

/**
 * Reads one file name, safe on any file system: no separators, no control or hidden characters, not `.` or `..`,
 * no device name, no trailing dot or space, at most 255 bytes of UTF-8.
 * @throws BacklotError `NAME_INVALID`
 */
export function parseFileName(value: string): string {
  const problem = findFileNameProblem(value);
  if (!problem) return value;
  throw nameInvalid('File name', problem, value, 'Write a plain name such as "plate.png".');
}

/**
 * Reads a `/`-separated relative path, each part a safe file name (`composite/composite.0001.exr`); at most 1024 bytes of UTF-8.
 * @throws BacklotError `NAME_INVALID` for absolute paths, `..`, empty parts and all that `parseFileName` refuses
 */
export function parseRelativePath(value: string): string {
  const tooLong = byteLengthOf(value) > MAX_PATH_BYTES ? `at most ${MAX_PATH_BYTES} bytes` : undefined;
  const problem = tooLong ?? value.split('/').map(findFileNameProblem).find(Boolean);
  if (!problem) return value;
  throw nameInvalid('File path', problem, value, 'Write a path inside the folder, such as "plates/street.png".');
}

/** `v003` for 3. */
export function formatTakeVersion(version: number): string {
  return `v${String(version).padStart(3, '0')}`;
}

/**
 * Reads `v003` (or `v12`, `v1000`) as a whole number from 1.
 * @throws BacklotError `NAME_INVALID`
 */
export function parseTakeVersion(value: string): number {
  const match = /^v(\d{1,6})$/.exec(value);
  const version = Number(match?.[1] ?? 0);
  if (version >= 1) return version;
  throw nameInvalid('Take version', 'v and a number from 1', value, 'Write it like "v003".');
}

function isCode(value: string): boolean {
  return value.length <= MAX_CODE_LENGTH && CODE.test(value) && !RESERVED_DEVICE.test(value);
}

function findFileNameProblem(value: string): string | undefined {
  if (value === '') return 'a name that is not empty';
  if (value === '.' || value === '..') return 'a name, not a step to another folder';
  if (HIDDEN_CHARACTERS.test(value)) return 'no control or hidden characters';
  if (FOREIGN_CHARACTERS.test(value)) return 'none of < > : " | ? * \\ /';
  if (/[. ]$/.test(value) || value.startsWith(' ')) return 'no space at the ends and no dot at the end';
  if (RESERVED_DEVICE.test(value)) return 'a name that no operating system reserves';
  if (byteLengthOf(value) > MAX_FILE_NAME_BYTES) return `at most ${MAX_FILE_NAME_BYTES} bytes`;
  return undefined;
}

function byteLengthOf(value: string): number {
  return new TextEncoder().encode(value).byteLength;
}

function nameInvalid(what: string, expected: string, value: string, hint: string): BacklotError {
  const received = JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  return new BacklotError('NAME_INVALID', `${what}: expected ${expected}, got ${received}`, {
    hint,
    details: { received: value.slice(0, 200) },
  });
}
