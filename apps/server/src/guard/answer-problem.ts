import { BacklotError, mappingOfErrorCode } from '@backlot/film';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import type { Problem } from '../wire/problem-wire.ts';

/** Turns whatever a route threw into a problem; what nobody expected is logged in full and told without its inside. */
export function answerProblem(thrown: unknown, context: Context, log: Logger): Response {
  const error = explainBadBody(thrown);
  if (error instanceof BacklotError) {
    const status = mappingOfErrorCode(error.code).httpStatus;
    if (status >= 500) log.error({ err: error, path: context.req.path }, error.message);
    return context.json(toProblem(error), status as ContentfulStatusCode);
  }
  log.error({ err: error, path: context.req.path }, 'unexpected error');
  const problem: Problem = {
    code: 'INTERNAL',
    message: 'The studio failed at this. It is our fault.',
    hint: 'See the server’s log, and try again.',
  };
  return context.json(problem, 500);
}

function toProblem(error: BacklotError): Problem {
  return {
    code: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.details === undefined ? {} : { details: { ...error.details } }),
  };
}

/** The framework's own refusals: a body that is no JSON, or of another type than the route reads. */
function explainBadBody(thrown: unknown): unknown {
  if (!(thrown instanceof HTTPException) || thrown.status >= 500) return thrown;
  return new BacklotError('REQUEST_INVALID', `Request: ${thrown.message}`, {
    hint: 'See /api/openapi.json for what is expected.',
    cause: thrown,
  });
}
