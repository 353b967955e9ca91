import { toApiProblem } from '../client/api-problem.ts';

/** What is wrong, in words, by the path of the field: `status.diedOn`. */
export type FieldProblems = ReadonlyMap<string, string>;

/** The studio's answer to a form as problems of its fields; empty where it speaks of something else. */
export function problemsOfFields(error: unknown): FieldProblems {
  const problems = error ? toApiProblem(error).details?.problems : undefined;
  const found = new Map<string, string>();
  for (const problem of Array.isArray(problems) ? problems : []) {
    if (typeof problem !== 'object' || problem === null || !('path' in problem) || !('expected' in problem)) continue;
    const path = String(problem.path);
    const received = 'received' in problem ? `, got ${String(problem.received)}` : '';
    found.set(path, [found.get(path), `${String(problem.expected)}${received}`].filter(Boolean).join('; '));
  }
  return found;
}

/** The problem of a field, or of what lies below it: `scope.operations` also hears of `scope.operations.2.mostYears`. */
export function problemAt(problems: FieldProblems, path: string): string | undefined {
  const exact = problems.get(path);
  if (exact !== undefined) return exact;
  for (const [each, message] of problems) if (each.startsWith(`${path}.`)) return message;
  return undefined;
}
