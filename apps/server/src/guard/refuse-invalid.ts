import { BacklotError } from '@backlot/film';
import type { z } from 'zod';

/** The hook of every router: a request that does not fit its schema is a `REQUEST_INVALID` with one line per problem. */
export function refuseInvalid(
  result: { readonly success: true } | { readonly success: false; readonly target: string; readonly error: z.ZodError },
): void {
  if (result.success) return;
  const problems = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.') || result.target,
    expected: issue.message,
  }));
  const lines = problems.map(({ path, expected }) => `${path}: ${expected}`);
  throw new BacklotError('REQUEST_INVALID', `Request: ${lines.join('\n')}`, {
    hint: 'See /api/openapi.json for what is expected.',
    details: { problems },
  });
}
