import type { Context } from 'hono';

/** Puts cookies into an answer, each in a header of its own. */
export function setCookies(context: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) context.header('set-cookie', cookie, { append: true });
}
