import { userInfo } from 'node:os';
import { BacklotError, type Person, type Role, roleSchema } from '@backlot/film';

/** Options that several commands share, as commander hands them over. */
export interface SharedOptions {
  readonly json?: boolean;
  readonly by?: string;
  readonly role?: string;
  readonly threads?: string;
}

/** Who acts: `--by` and `--role`, or the login name in the role given. */
export function personOf(options: SharedOptions, role: Role): Person {
  const name = (options.by ?? loginName()).trim();
  if (name === '') throw optionInvalid('--by', options.by ?? '', 'a name');
  return { name: name.slice(0, 200), role: roleSchema.parse(options.role ?? role) };
}

/** Threads asked for, or nothing: all cores. */
export function threadsOf(options: SharedOptions): number | undefined {
  return options.threads === undefined ? undefined : wholeNumber('--threads', options.threads, 1, 256);
}

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30m`, `12h`, `7d` as milliseconds. @throws BacklotError `OPTION_INVALID` */
export function durationMs(option: string, text: string): number {
  const [, count, unit] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  if (count === undefined) throw optionInvalid(option, text, 'a time such as 30m, 12h or 7d');
  return Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
}

/** @throws BacklotError `OPTION_INVALID` for anything but a whole number of the range */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw optionInvalid(option, text, `a whole number from ${least} to ${most}`);
}

function optionInvalid(option: string, value: string, expected: string): BacklotError {
  return new BacklotError('OPTION_INVALID', `${option}: expected ${expected}, got "${value}"`, {
    hint: 'backlot --help shows the options.',
  });
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'crew';
  }
}
