import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseOrExplain } from './parse-or-explain.ts';

const schema = z.strictObject({
  rows: z.array(z.strictObject({ heightM: z.number().positive() })),
  size: z.union([z.string(), z.number()]),
});

it('says where in the larger document a part is wrong', () => {
  const value = { rows: [{ heightM: 1 }, { heightM: Number.NaN }], size: {} };
  expect(() => parseOrExplain(schema, value, { what: 'a.json', at: ['parameters'] })).toThrow(
    'a.json: parameters.rows[1].heightM: expected number, got NaN\nparameters.size: does not fit, got {}',
  );
});

it('lists the problems for machines too, under the code asked for', () => {
  expect(() => parseOrExplain(schema, 7, { what: 'Review', code: 'REVIEW_INVALID' })).toThrow(
    expect.objectContaining({
      code: 'REVIEW_INVALID',
      details: { problems: [{ path: 'the whole document', expected: 'expected object', received: '7' }] },
    }),
  );
});

it('survives values that JSON cannot write', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  for (const value of [cycle, 1n, () => 1, Symbol('x'), { rows: 1n }]) {
    expect(() => parseOrExplain(schema, value, { what: 'x' })).toThrow(
      expect.objectContaining({ code: 'SET_UP_INVALID' }),
    );
  }
});

it('never repeats a key, nor an address, in which one may stand', () => {
  const secrets = z.strictObject({ key: z.string().max(3), address: z.url() });
  const wrong = { key: 'hush-1', address: 'hush-2', more: { key: 'hush-3' } };
  for (const value of [wrong, [wrong]]) {
    const explain = () => parseOrExplain(secrets, value, { what: 'Back end' });
    expect(explain).toThrow('Back end');
    expect(explain).not.toThrow('hush');
  }
  expect(() => parseOrExplain(secrets, wrong, { what: 'Back end' })).toThrow('address: Invalid URL, got another value');
});
