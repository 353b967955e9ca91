import { describe, expect, it } from 'vitest';
import { BacklotError } from './backlot-error.ts';
import { parseTakeSetUp, readTakeSetUp } from './take-set-up.ts';
import { createSeededRandom } from './testing/seeded-random.ts';

const GOOD = {
  production: 'example',
  shot: 'sq010/sh0040',
  purpose: 'ideation',
  seed: 7,
  inputs: { plate: { file: 'plate.png', licence: { owner: 'The crew', statement: 'Ours.' } } },
  parameters: { building: { storeys: 6 } },
};

function problemOf(value: unknown): string {
  try {
    parseTakeSetUp(value, 'set-up.json');
  } catch (error) {
    if (error instanceof BacklotError && error.code === 'SET_UP_INVALID') return error.message;
    throw error;
  }
  return 'no problem';
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('a take set-up', () => {
  it('reads what the plan of a take says', () => {
    expect(parseTakeSetUp(GOOD)).toEqual(GOOD);
    expect(readTakeSetUp(encode(JSON.stringify(GOOD)))).toEqual(GOOD);
  });

  it('starts from seed 0 where none is given', () => {
    const { seed: _, ...without } = GOOD;
    expect(parseTakeSetUp(without).seed).toBe(0);
  });

  it('leaves a missing or blank licence to policy', () => {
    expect(parseTakeSetUp({ ...GOOD, inputs: { plate: { file: 'plate.png' } } }).inputs.plate).toEqual({
      file: 'plate.png',
    });
    expect(
      problemOf({ ...GOOD, inputs: { plate: { file: 'plate.png', licence: { owner: '', statement: '' } } } }),
    ).toBe('no problem');
  });

  it.each([
    [{ purpose: 'fun' }, 'set-up.json: purpose: expected one of "ideation"|"temp"|"final", got "fun"'],
    [{ seed: -1 }, 'set-up.json: seed: Too small: expected number to be >=0, got -1'],
    [{ seed: 1.5 }, 'set-up.json: seed: expected int, got 1.5'],
    [{ seed: '7' }, 'set-up.json: seed: expected number, got "7"'],
    [{ production: '../x' }, 'set-up.json: production: expected lower-case letters, digits and hyphens, got "../x"'],
    [{ shot: 'sh0040' }, 'set-up.json: shot: expected sequence/shot in lower case, got "sh0040"'],
    [{ parameters: [] }, 'set-up.json: parameters: expected record, got []'],
    [{ colour: 'red' }, 'set-up.json: colour: unknown field, got "red"'],
    [
      { inputs: { plate: { file: '' } } },
      'set-up.json: inputs.plate.file: Too small: expected string to have >=1 characters, got ""',
    ],
    [
      { inputs: { plate: { file: 'a', licence: { owner: 'x' } } } },
      'set-up.json: inputs.plate.licence.statement: expected string, got nothing',
    ],
    [
      { inputs: { plate: { file: 'a\0b' } } },
      'set-up.json: inputs.plate.file: expected a path without control characters, got "a\\u0000b"',
    ],
  ])('names field, expectation and value: %j', (change, message) => {
    expect(problemOf({ ...GOOD, ...change })).toBe(message);
  });

  it('gives one line per problem', () => {
    const lines = problemOf({ ...GOOD, seed: -1, purpose: 'fun', more: 1, other: 2 }).split('\n');
    expect(lines).toHaveLength(4);
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`field${at}`, at]));
    expect(
      problemOf({ ...GOOD, ...many })
        .split('\n')
        .at(-1),
    ).toBe('… and 30 more');
  });

  it('keeps control characters of strangers out of its messages', () => {
    expect(problemOf({ ...GOOD, '\u001b[31mred\n': '\u001b]0;x\u0007\u202e' })).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    ['no bytes', new Uint8Array()],
    ['half a document', encode(JSON.stringify(GOOD).slice(0, 50))],
    ['invalid UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['NaN', encode('{"seed": NaN}')],
    ['a list', encode('[]')],
    ['null', encode('null')],
    ['too deep a document', encode(`{"parameters":${'['.repeat(100)}${']'.repeat(100)}}`)],
    ['a hundred thousand brackets', encode('['.repeat(100_000))],
    ['a prototype', encode(JSON.stringify(GOOD).replace('{', '{"__proto__":{"x":1},'))],
    ['five megabytes', new Uint8Array(5 * 1024 * 1024)],
  ])('refuses %s', (_, bytes) => {
    expect(() => readTakeSetUp(bytes)).toThrow(expect.objectContaining({ code: 'SET_UP_INVALID' }));
  });

  it('counts brackets outside of strings only', () => {
    const parameters = { note: `${'['.repeat(100)}\\"{` };
    expect(readTakeSetUp(encode(JSON.stringify({ ...GOOD, parameters }))).parameters).toEqual(parameters);
  });

  it('answers any bytes with a set-up or SET_UP_INVALID', () => {
    const random = createSeededRandom(6);
    const good = encode(JSON.stringify(GOOD));
    for (let run = 0; run < 3000; run += 1) {
      const bytes = Uint8Array.from(good);
      for (let edits = 0; edits < 1 + random() * 4; edits += 1) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      readOrRefuse(bytes.subarray(0, random() < 0.2 ? Math.floor(random() * bytes.length) : bytes.length));
    }
  });

  it('answers any value in any field with a set-up or SET_UP_INVALID', () => {
    const random = createSeededRandom(8);
    const values = [
      null,
      undefined,
      Number.NaN,
      -0,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      '',
      '../..',
      [],
      {},
      [null],
      { file: 1 },
      true,
      'x'.repeat(5000),
      new Map(),
    ];
    const keys = [...Object.keys(GOOD), 'constructor', '__proto__', ''];
    for (let run = 0; run < 3000; run += 1) {
      const key = keys[Math.floor(random() * keys.length)]!;
      const value = values[Math.floor(random() * values.length)];
      problemOf(Object.fromEntries([...Object.entries(GOOD), [key, value]]));
    }
  });
});

function readOrRefuse(bytes: Uint8Array): void {
  try {
    readTakeSetUp(bytes);
  } catch (error) {
    expect(error).toMatchObject({ code: 'SET_UP_INVALID' });
  }
}
