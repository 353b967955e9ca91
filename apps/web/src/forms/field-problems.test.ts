import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../client/api-problem.ts';
import { problemAt, problemsOfFields } from './field-problems.ts';

const answer = new ApiProblem({
  code: 'REQUEST_INVALID',
  message: 'Consent: two things',
  details: {
    problems: [
      { path: 'term.until', expected: 'expected a day on or after the first' },
      { path: 'scope.operations.2.mostYears', expected: 'expected at most 100', received: 400 },
    ],
  },
});

describe('problems of fields', () => {
  it('stand under the path that the studio named', () => {
    const problems = problemsOfFields(answer);
    expect(problemAt(problems, 'term.until')).toBe('expected a day on or after the first');
    expect(problemAt(problems, 'term.from')).toBeUndefined();
  });

  it('of parts are those of the whole too, with what was received', () => {
    expect(problemAt(problemsOfFields(answer), 'scope.operations')).toBe('expected at most 100, got 400');
    expect(problemAt(problemsOfFields(answer), 'scope.op')).toBeUndefined();
  });

  it('are none where the answer speaks of something else', () => {
    expect(problemsOfFields(new ApiProblem({ code: 'DISK_FULL', message: 'Full' })).size).toBe(0);
    expect(problemsOfFields(undefined).size).toBe(0);
  });
});
