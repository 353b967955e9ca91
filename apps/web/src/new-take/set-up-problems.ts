import { BacklotError, parseTakeSetUp } from '@backlot/film';
import { toApiProblem } from '../client/api-problem.ts';
import { lineAt, locateJsonPath } from './locate-json-path.ts';

/** One thing wrong with a set-up, at its line (counted from 0). */
export interface SetUpProblem {
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

/** What is wrong with the text as far as the film's rules go; the engine's own are checked by the studio. */
export function findSetUpProblems(text: string): SetUpProblem[] {
  try {
    parseTakeSetUp(JSON.parse(text));
    return [];
  } catch (error) {
    if (error instanceof BacklotError) return problemsOf(error.details, text);
    return [
      {
        line: lineOfSyntaxError(error, text),
        path: '',
        message: error instanceof Error ? error.message : String(error),
      },
    ];
  }
}

/** The studio's answer to a request as problems of the text; empty where it speaks of something else. */
export function problemsOfAnswer(error: unknown, text: string): SetUpProblem[] {
  return problemsOf(toApiProblem(error).details, text);
}

function problemsOf(details: Readonly<Record<string, unknown>> | undefined, text: string): SetUpProblem[] {
  const problems = details?.problems;
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => {
    if (typeof problem !== 'object' || problem === null || !('path' in problem) || !('expected' in problem)) return [];
    const path = String(problem.path);
    const received = 'received' in problem ? `, got ${String(problem.received)}` : '';
    const { line, found } = locateJsonPath(text, path);
    const missing = found === path ? '' : `${path.slice(found.length).replace(/^\./, '')}: `;
    return [{ line, path, message: `${missing}${String(problem.expected)}${received}` }];
  });
}

/** Engines name the place by offset, by line and column, or not at all. */
function lineOfSyntaxError(error: unknown, text: string): number {
  const message = error instanceof Error ? error.message : '';
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line) - 1;
  const offset = /position (\d+)/.exec(message)?.[1];
  return offset === undefined ? text.split('\n').length - 1 : lineAt(text, Number(offset));
}
