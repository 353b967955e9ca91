import { parseSlug } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { slugOfTitle } from './slug-of-title.ts';

describe('the short name of a title', () => {
  it('is what an address can carry, and the studio takes it', () => {
    expect(slugOfTitle('Nachtzug über Köln')).toBe('nachtzug-uber-koln');
    expect(slugOfTitle('  The 3rd Man? (2026)  ')).toBe('the-3rd-man-2026');
    for (const title of ['Nachtzug über Köln', 'The 3rd Man? (2026)', `${'long '.repeat(20)}`]) {
      expect(parseSlug(slugOfTitle(title))).toBe(slugOfTitle(title));
    }
  });
  it('is empty where nothing of it can stand in an address', () => {
    expect(slugOfTitle('東京物語')).toBe('');
    expect(slugOfTitle(' – ')).toBe('');
  });
});
