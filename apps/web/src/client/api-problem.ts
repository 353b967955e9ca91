import type { Problem } from '@backlot/server';

/** What the server answered instead of a result: a stable code, a message, and what to do next. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: string;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(problem: Problem) {
    super(problem.message);
    this.code = problem.code;
    this.hint = problem.hint;
    this.details = problem.details;
  }
}

/** Reads the problem out of an answer that is not ok; answers of strangers (a proxy's page) are named by their status. */
export async function problemOfResponse(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new ApiProblem(body);
  return new ApiProblem({
    code: `HTTP_${response.status}`,
    message: `The studio answered ${response.status} ${response.statusText}`.trim(),
    hint: 'See the server’s log.',
  });
}

/** Any failure as a problem that can be shown. */
export function toApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof TypeError) {
    return new ApiProblem({
      code: 'STUDIO_UNREACHABLE',
      message: 'The studio does not answer.',
      hint: 'See that `npm start` is still running; this page goes on by itself once it is.',
    });
  }
  return new ApiProblem({ code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body;
}
