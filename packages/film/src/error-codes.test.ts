import { expect, it } from 'vitest';
import { ERROR_CODES, mappingOfErrorCode } from './error-codes.ts';

it('maps each code to a status and one of the promised exit codes', () => {
  for (const [code, mapping] of Object.entries(ERROR_CODES)) {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect([1, 2, 3, 4], code).toContain(mapping.exitCode);
    expect(mapping.httpStatus, code).toBeGreaterThanOrEqual(400);
    expect(mapping.httpStatus, code).toBeLessThan(600);
  }
});

it('exits 2 for bad input, 3 for a refusal, 4 for failed verification, 1 for our fault', () => {
  const codes = ['SET_UP_INVALID', 'DISK_FULL', 'DECISION_DENIED', 'APPROVAL_NEEDED', 'SEAL_INVALID', 'INTERNAL'];
  expect(codes.map((code) => mappingOfErrorCode(code).exitCode)).toEqual([2, 2, 3, 3, 4, 1]);
});

it.each(['NOBODY_KNOWS', 'toString', '__proto__', ''])('takes the unknown code %j for our fault', (code) => {
  expect(mappingOfErrorCode(code)).toEqual({ httpStatus: 500, exitCode: 1 });
});
