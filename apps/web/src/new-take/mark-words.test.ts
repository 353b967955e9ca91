import type { WordsFinding } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { markWords } from './mark-words.ts';

const TEXT = 'a man like Ada Lind in the rain';

function found(text: string, start: number): WordsFinding {
  return { outcome: 'ask', where: 'prompt', text, start, end: start + text.length, person: text, why: 'on file' };
}

describe('marks in a text', () => {
  it('cut it into what points to somebody and what does not, and lose no letter', () => {
    const stretches = markWords(TEXT, [found('Ada Lind', 11)]);
    expect(stretches.map(({ text, finding }) => [text, finding?.person])).toEqual([
      ['a man like ', undefined],
      ['Ada Lind', 'Ada Lind'],
      [' in the rain', undefined],
    ]);
  });

  it('stay away where somebody has typed on and the words stand elsewhere', () => {
    expect(markWords(`So ${TEXT}`, [found('Ada Lind', 11)])).toEqual([
      { start: 0, text: `So ${TEXT}`, finding: undefined },
    ]);
  });

  it('do not overlap', () => {
    const stretches = markWords(TEXT, [found('Ada Lind', 11), found('Lind', 15)]);
    expect(stretches.map(({ text }) => text).join('')).toBe(TEXT);
    expect(stretches.filter(({ finding }) => finding)).toHaveLength(1);
  });
});
