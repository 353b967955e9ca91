import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listTrackedFiles, root } from './tracked-files.ts';

const HARD_LIMIT_LINES = 500;
const source = listTrackedFiles().filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts'));

/**
 * What may differ between JavaScript engines, machines or runs; it may not decide a byte of a sealed file. `**` is Math.pow
 * by another name; only a whole power of two is exact everywhere.
 */
const HOST_MATHS =
  /\bMath\.(sin|cos|tan|asin|acos|atan|atan2|exp|expm1|log|log2|log10|log1p|pow|hypot|cbrt|sinh|cosh|tanh|random)\b|\bDate\b/;
const POWER = /(?<!(?<![\w.$])2 )\*\*|\*\*(?! \d+(?![\w.]))/;
const SEALED = /^packages\/(engines|media|kernels)\/.*(?<!\.test)(?<!bench-[a-z-]+)\.ts$/;

describe('source', () => {
  it(`no file is longer than ${HARD_LIMIT_LINES} lines`, () => {
    expect(source.filter((path) => read(path).split('\n').length > HARD_LIMIT_LINES)).toEqual([]);
  });

  it('names no room after nothing in particular', () => {
    expect(
      listTrackedFiles().filter((path) => /(^|\/)(utils?|helpers?|common|misc|manager)(\/|\.|-)/.test(path)),
    ).toEqual([]);
  });

  it('uses no host transcendental function, date or random number where bytes are sealed', () => {
    const offenders = source
      .filter((path) => SEALED.test(path) && !path.includes('/assembly/') && !path.includes('/testing/'))
      .filter((path) => isUnsealable(withoutComments(read(path))));
    expect(offenders).toEqual([]);
  });

  it.each([
    'x ** 2',
    '12 ** 2',
    '0.2 ** 3',
    'x2 ** 3',
    '2 ** n',
    '2 ** 0.5',
    'Math.hypot(x, y)',
    'Math.random()',
    'Date.now()',
  ])('refuses %s where bytes are sealed', (code) => expect(isUnsealable(code)).toBe(true));

  it.each(['2 ** 21', '(2 ** 10)', 'x * x', 'Math.sqrt(x)'])('allows %s where bytes are sealed', (code) => {
    expect(isUnsealable(code)).toBe(false);
  });

  it('every skipped test prints its reason', () => {
    const offenders = source.filter(
      (path) => path.endsWith('.test.ts') && /\b(it|describe|test)\.skip\(/.test(read(path)),
    );
    expect(offenders).toEqual([]);
  });
});

function isUnsealable(code: string): boolean {
  return HOST_MATHS.test(code) || POWER.test(code);
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
