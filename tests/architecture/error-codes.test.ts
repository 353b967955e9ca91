import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../packages/film/src/error-codes.ts';
import { TAKE_TRANSITIONS } from '../../packages/film/src/take-state.ts';
import { listTrackedFiles, root } from './tracked-files.ts';

const CODE = /new BacklotError\(\s*['"]([^'"]+)['"]/g;

it('every error code in the source is mapped to an HTTP status and an exit code', () => {
  const used = listSource().flatMap((path) => codesIn(path).map((code) => ({ path, code })));
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter(({ code }) => !Object.hasOwn(ERROR_CODES, code))).toEqual([]);
});

it('every error code that is mapped, and every event of a take, is used by some source', () => {
  const isTable = (path: string) => /^packages\/film\/src\/(error-codes|take-state)\.ts$/.test(path);
  const texts = listSource().flatMap((path) => (isTable(path) ? [] : [readFileSync(join(root, path), 'utf8')]));
  const isUnused = (word: string) => !texts.some((text) => text.includes(`'${word}'`));
  const events = new Set(Object.values(TAKE_TRANSITIONS).flatMap((next) => Object.keys(next)));
  expect(events.size).toBeGreaterThan(10);
  expect([...Object.keys(ERROR_CODES), ...events].filter(isUnused)).toEqual([]);
});

function listSource(): string[] {
  return listTrackedFiles().filter((path) => /^(packages|apps)\/.*\/src\/.*(?<!\.test)\.tsx?$/.test(path));
}

function codesIn(path: string): string[] {
  return [...readFileSync(join(root, path), 'utf8').matchAll(CODE)].map((match) => match[1] ?? '');
}
