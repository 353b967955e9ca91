import { BacklotError } from '@backlot/film';

const MAX_DEPTH = 128;

/**
 * The one text of a JSON value, after RFC 8785: keys sorted by UTF-16 code units, no white space, numbers as ECMAScript
 * writes them, -0 as 0. Equal values give equal bytes on any machine.
 * @throws BacklotError `RECIPE_NOT_CANONICAL` for what JSON cannot say without loss: NaN, infinities, undefined, functions,
 * bigints, lone surrogates, sparse arrays, objects that are not plain, cycles and more than 128 levels
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', 0);
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > MAX_DEPTH) throw notCanonical(path.slice(0, 60), `at most ${MAX_DEPTH} levels`, 'more');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value, path);
  if (typeof value === 'string') return writeString(value, path);
  if (Array.isArray(value)) return writeArray(value, path, depth);
  if (typeof value === 'object') return writeObject(value, path, depth);
  throw notCanonical(path, 'a JSON value', typeof value);
}

function writeNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw notCanonical(path, 'a finite number', String(value));
  return JSON.stringify(value);
}

function writeString(value: string, path: string): string {
  if (/\p{Cs}/u.test(value)) throw notCanonical(path, 'well-formed Unicode', 'a lone surrogate');
  return JSON.stringify(value);
}

function writeArray(value: readonly unknown[], path: string, depth: number): string {
  const items = Array.from(value, (item, index) => write(item, `${path}[${index}]`, depth + 1));
  return `[${items.join(',')}]`;
}

function writeObject(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notCanonical(path, 'a plain object', 'another kind');
  if (Object.getOwnPropertySymbols(value).length > 0) throw notCanonical(path, 'named fields', 'a symbol');
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${writeString(key, path)}:${write(Reflect.get(value, key), `${path}.${key}`, depth + 1)}`);
  return `{${fields.join(',')}}`;
}

function notCanonical(path: string, expected: string, received: string): BacklotError {
  return new BacklotError('RECIPE_NOT_CANONICAL', `Canonical JSON at ${path}: expected ${expected}, got ${received}`, {
    hint: 'Only plain JSON values can be hashed.',
  });
}
