/** The words in a field of a request; empty where there are none. */
export function wordsIn(input: Readonly<Record<string, unknown>>, name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value : '';
}

/** The number in a field, written as a number or as words (`8`, `"8"`, `"8s"`). */
export function numberIn(input: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = Number.parseFloat(String(input[name] ?? ''));
  return Number.isFinite(value) ? value : undefined;
}

/** What stands below a field, as an object. */
export function objectIn(input: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const value = input[name];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The token of `Authorization: <scheme> <token>`. */
export function tokenOf(scheme: string, authorization: string | undefined): string | undefined {
  return authorization?.startsWith(`${scheme} `) ? authorization.slice(scheme.length + 1) : undefined;
}

/** The first text anywhere in a message of parts. */
export function textIn(message: unknown): string {
  const found = /"text":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(message ?? ''))?.[1];
  return found === undefined ? '' : String(JSON.parse(found));
}
