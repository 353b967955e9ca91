import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countDifferentWords } from './count-different-words.ts';

it('counts the words that a global search finds', () => {
  const word = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
  const letters = fc.constantFrom('a', 'B', 'é', 'e\u0301', '1', "'", '’', '-', ' ', '.', '𐐀', '\ud800', '\n');
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const found = new Set((text.match(word) ?? []).map((each) => each.toLowerCase()));
      expect(countDifferentWords(text, 30)).toBe(Math.min(30, found.size));
    }),
    { numRuns: 2_000, seed: 20261125 },
  );
});

it('stops counting at the most asked for, and starts anew with the next text', () => {
  expect(countDifferentWords('one two three four', 2)).toBe(2);
  expect(countDifferentWords('one One, ONE', 30)).toBe(1);
  expect(countDifferentWords('', 30)).toBe(0);
});
