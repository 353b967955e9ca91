import { BacklotError } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { createSeededRandom } from './testing/seeded-random.ts';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785 section 3.2.2 as section 3.2.3 has it', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 code units, as RFC 8785 section 3.2.3 has it', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(value)))).toHaveLength(7);
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map((match) => match[1]).join('')).toBe('2467153');
  });

  it('writes -0 as 0', () => {
    expect(canonicalJson([-0])).toBe('[0]');
  });

  it.each([
    ['NaN', { a: Number.NaN }],
    ['an infinity', [Number.POSITIVE_INFINITY]],
    ['undefined', { a: undefined }],
    ['a hole in a list', new Array(2)],
    ['a function', { a: () => 1 }],
    ['a bigint', 1n],
    ['a symbol', { a: Symbol('x') }],
    ['a symbol as key', { [Symbol('x')]: 1 }],
    ['a date', { at: new Date(0) }],
    ['a map', new Map()],
    ['bytes', new Uint8Array(2)],
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate as key', { '\udc00': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(BacklotError);
  });

  it('refuses cycles and nesting beyond 128 levels rather than overflow the stack', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(() => canonicalJson(cycle)).toThrow(/at most 128 levels/);
  });

  it('gives one text for one value, whatever the order of its keys, and JSON.parse reads the same value back', () => {
    const random = createSeededRandom(11);
    for (let run = 0; run < 500; run += 1) {
      const value = makeValue(random, 0);
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(canonicalJson(shuffleKeys(value, random))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }
  });

  it('gives different texts for different values', () => {
    const values = [0, '0', null, 'null', [], {}, [[]], [{}], '', ' ', { '': 1 }, { a: 1 }, { a: '1' }, [1, 2], [12]];
    expect(new Set(values.map(canonicalJson)).size).toBe(values.length);
  });
});

const KEYS = ['a', 'b', 'ä', '10', '9', 'toString', 'A', '€', '\u0001', '😀', ''];

function makeValue(random: () => number, depth: number): unknown {
  const kind = Math.floor(random() * (depth > 3 ? 4 : 6));
  if (kind === 0) return random() < 0.5 ? null : random() < 0.5;
  if (kind === 1) return (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20) || 0;
  if (kind === 2) return Math.floor(random() * 1e6);
  if (kind === 3) return KEYS.filter(() => random() < 0.3).join('"\\');
  if (kind === 4) return Array.from({ length: Math.floor(random() * 4) }, () => makeValue(random, depth + 1));
  return Object.fromEntries(KEYS.filter(() => random() < 0.3).map((key) => [key, makeValue(random, depth + 1)]));
}

function shuffleKeys(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffleKeys(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => ({ key, inner, rank: random() }));
  entries.sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(entries.map(({ key, inner }) => [key, shuffleKeys(inner, random)]));
}
