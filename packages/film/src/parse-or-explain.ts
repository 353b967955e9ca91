import type { z } from 'zod';
import { BacklotError } from './backlot-error.ts';

/** One thing wrong with what was sent: where, what was expected, what came. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

export interface ParseOptions {
  /** Opens the message: a file name, `Review`, … */
  readonly what: string;
  /** Defaults to `SET_UP_INVALID`. */
  readonly code?: string;
  /** Where `value` lies in the larger document, e.g. `['parameters']`. */
  readonly at?: readonly string[];
}

const MAX_PROBLEMS = 20;
const MAX_RECEIVED_LENGTH = 80;
/** What is never said again: keys, and addresses, in which somebody may have written one. */
const SECRET_FIELDS: ReadonlySet<PropertyKey | undefined> = new Set(['key', 'address']);

/**
 * Parses `value`, or says all that is wrong with it: one line per problem with path and value received, at most 20.
 * The value of a field `key` or `address` is not repeated.
 * @throws BacklotError `options.code` with `details.problems: Problem[]`
 */
export function parseOrExplain<T>(schema: z.ZodType<T>, value: unknown, options: ParseOptions): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => toProblems(issue, value, options.at ?? []));
  const shown = problems.slice(0, MAX_PROBLEMS);
  const lines = shown.map(({ path, expected, received }) => `${path}: ${expected}, got ${received}`);
  if (problems.length > shown.length) lines.push(`… and ${problems.length - shown.length} more`);
  throw new BacklotError(options.code ?? 'SET_UP_INVALID', `${options.what}: ${lines.join('\n')}`, {
    hint: shown.length === 1 ? 'Correct the field named above.' : 'Correct the fields named above.',
    details: { problems: shown },
  });
}

function toProblems(issue: z.core.$ZodIssue, root: unknown, at: readonly string[]): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { path: formatPath([...at, ...path]), expected: 'unknown field', received: describeAt(root, path) };
    });
  }
  const path = formatPath([...at, ...issue.path]);
  return [{ path, expected: expectationOf(issue), received: describeAt(root, issue.path) }];
}

/** Zod's own wording without what it says of the value received, which we show in full. */
function expectationOf(issue: z.core.$ZodIssue): string {
  const text = issue.message.replace(/^Invalid (?:input|option|string): /, '').replace(/, (?:received|got) .*$/s, '');
  return text === 'Invalid input' ? 'does not fit' : text;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return inside ? Reflect.get(value, key) : undefined;
  }, root);
}

function formatPath(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${printable(String(key))}`)).join('');
  return text.replace(/^\./, '') || 'the whole document';
}

function describeAt(root: unknown, path: readonly PropertyKey[]): string {
  const value = valueAt(root, path);
  return SECRET_FIELDS.has(path.at(-1)) && value !== undefined ? 'another value' : describe(value);
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = printable(toJson(value) ?? typeof value);
  return text.length > MAX_RECEIVED_LENGTH ? `${text.slice(0, MAX_RECEIVED_LENGTH)}…` : text;
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (name, inside) => (SECRET_FIELDS.has(name) ? '…' : inside));
  } catch {
    return undefined;
  }
}

/** A key or value may come from a stranger and end in a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�').slice(0, MAX_RECEIVED_LENGTH + 1);
}
