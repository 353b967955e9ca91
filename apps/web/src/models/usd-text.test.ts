import { describe, expect, it } from 'vitest';
import { readUsd, writeUsd } from './usd-text.ts';

describe('dollars that somebody types', () => {
  it.each([
    ['12', 12_000_000],
    ['$0.04', 40_000],
    [' 1,200.5 ', 1_200_500_000],
    ['0.000001', 1],
    ['0', 0],
  ])('%s is %d millionths', (text, micros) => {
    expect(readUsd(text)).toBe(micros);
  });

  it.each(['', '-3', 'ten', '1.2.3', '0.0000001', '1e3', '12 €'])('"%s" is no amount', (text) => {
    expect(readUsd(text)).toBeUndefined();
  });

  it('come back as they were, with cents', () => {
    for (const text of ['12', '0.04', '0.50', '1200.000001']) expect(writeUsd(readUsd(text))).toBe(text);
    expect(writeUsd(undefined)).toBe('');
  });
});
