import { describe, expect, it } from 'vitest';
import {
  formatShotCode,
  formatTakeVersion,
  parseFileName,
  parseRelativePath,
  parseShotCode,
  parseSlug,
  parseTakeVersion,
} from './names.ts';
import { createSeededRandom } from './testing/seeded-random.ts';

const NAME_INVALID = expect.objectContaining({ code: 'NAME_INVALID' });

describe('a production slug', () => {
  it.each(['example', 'night-harbour', 'a', '7-samurai', 'a'.repeat(63)])('may be %s', (slug) => {
    expect(parseSlug(slug)).toBe(slug);
  });

  it.each(['', 'Example', 'a b', '-a', 'a-', 'a--b', 'ä', '../x', 'a/b', 'a'.repeat(64), 'a\n', 'con_', 'nul', '.'])(
    'may not be %j',
    (slug) => {
      expect(() => parseSlug(slug)).toThrow(NAME_INVALID);
    },
  );
});

describe('a shot code', () => {
  it('is sequence and shot', () => {
    expect(parseShotCode('sq010/sh0040')).toEqual({ sequence: 'sq010', shot: 'sh0040' });
    expect(parseShotCode('010/0040_b')).toEqual({ sequence: '010', shot: '0040_b' });
    expect(formatShotCode(parseShotCode('sq010/sh0040'))).toBe('sq010/sh0040');
  });

  it.each([
    '',
    'sq010',
    'sq010/',
    '/sh0040',
    'sq010/sh0040/x',
    'SQ010/sh0040',
    '../sh0040',
    'sq010/..',
    'sq 10/sh',
    'a/b\0',
    'sq010\\sh0040',
    'sq010/con',
  ])('may not be %j', (code) => {
    expect(() => parseShotCode(code)).toThrow(NAME_INVALID);
  });

  it('shows what came and how to write it', () => {
    expect(() => parseShotCode('Sq1')).toThrow('Shot: expected sequence/shot in lower case, got "Sq1"');
  });
});

describe('a file name', () => {
  it.each(['plate.png', 'Straße.exr', 'a b.tif', '日本.png', 'con1.png', 'x', '.hidden', 'v1..2.png', 'e\u0301.png'])(
    'may be %s',
    (name) => {
      expect(parseFileName(name)).toBe(name);
    },
  );

  it.each([
    '',
    '.',
    '..',
    '../a',
    'a/b',
    '/etc/passwd',
    'C:\\x',
    'a\\b',
    'a:b',
    'a\0b',
    'a\nb',
    'a\u007f',
    'a\u0085',
    'a\u202egnp.exe',
    'a\u200bb',
    'a\ufeff',
    '\ud800',
    'CON',
    'con',
    'nul.txt',
    'COM1',
    'lpt9.png',
    'com¹',
    'a.',
    'a ',
    ' a',
    'a?',
    'a*',
    'a|b',
    '<a>',
    'ä'.repeat(128),
  ])('may not be %j', (name) => {
    expect(() => parseFileName(name)).toThrow(NAME_INVALID);
  });
});

describe('a relative path', () => {
  it('is made of safe file names', () => {
    expect(parseRelativePath('composite/composite.0001.exr')).toBe('composite/composite.0001.exr');
  });

  it.each(['/a', 'a/', 'a//b', '../a', 'a/../b', './a', 'a/.', 'a/nul/b', 'a\\..\\b', `${'a/'.repeat(600)}b`])(
    'may not be %j',
    (path) => {
      expect(() => parseRelativePath(path)).toThrow(NAME_INVALID);
    },
  );
});

describe('a take version', () => {
  it('has three digits or more, and reads back', () => {
    expect([1, 3, 42, 1234].map(formatTakeVersion)).toEqual(['v001', 'v003', 'v042', 'v1234']);
    for (const version of [1, 3, 42, 999, 1000, 123456])
      expect(parseTakeVersion(formatTakeVersion(version))).toBe(version);
  });

  it.each(['', 'v', 'v0', 'v000', '3', 'v-1', 'v1.5', 'v1e3', 'V003', 'v1234567'])('may not be %j', (version) => {
    expect(() => parseTakeVersion(version)).toThrow(NAME_INVALID);
  });
});

it('lets no name through, whatever it is made of, that leaves its folder or hides what it is', () => {
  const pieces = [
    '..',
    '.',
    '/',
    '\\',
    'a',
    'Z',
    '0',
    '-',
    '_',
    ' ',
    '\0',
    '\n',
    '\u202e',
    'é',
    '😀',
    '\ud83d',
    ':',
    'nul',
    '%2e',
    '~',
  ];
  const random = createSeededRandom(1);
  for (let run = 0; run < 20_000; run += 1) {
    const text = Array.from(
      { length: Math.floor(random() * 6) },
      () => pieces[Math.floor(random() * pieces.length)],
    ).join('');
    for (const parse of [parseSlug, parseShotCode, parseFileName, parseRelativePath, parseTakeVersion]) {
      try {
        parse(text);
      } catch (error) {
        expect(error).toEqual(NAME_INVALID);
        continue;
      }
      expect(text).not.toMatch(/[\0\n\u202e\\:]|(^|\/)\.{1,2}($|\/)|^\/|^$|\/\//);
      if (parse === parseFileName) expect(text).not.toContain('/');
    }
  }
});
