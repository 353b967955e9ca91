import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../packages/film/src/error-codes.ts';
import { listTrackedFiles, root } from './tracked-files.ts';

const CODE = /new BacklotError\(\s*['"]([^'"]+)['"]/g;

it('every error code in the source is mapped to an HTTP status and an exit code', () => {
  const source = listTrackedFiles().filter((path) => /^(packages|apps)\/.*\/src\/.*(?<!\.test)\.tsx?$/.test(path));
  const used = source.flatMap((path) => codesIn(path).map((code) => ({ path, code })));
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter(({ code }) => !Object.hasOwn(ERROR_CODES, code))).toEqual([]);
});

function codesIn(path: string): string[] {
  return [...readFileSync(join(root, path), 'utf8').matchAll(CODE)].map((match) => match[1] ?? '');
}
