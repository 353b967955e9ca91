import { describe, expect, it } from 'vitest';
import { countWords, readLines, readList } from './list-text.ts';

describe('lists as people type them', () => {
  it('take commas, semicolons and lines, and drop blanks and repetitions', () => {
    expect(readList(' en, pt-BR;\n\n en\nfr ')).toEqual(['en', 'pt-BR', 'fr']);
    expect(readList('  ')).toEqual([]);
  });

  it('keep commas inside a line where each line is one item', () => {
    expect(readLines('Ada, the Elder\n\nAda, the Elder\n  Harbour Row ')).toEqual(['Ada, the Elder', 'Harbour Row']);
  });

  it('count words, not blanks', () => {
    expect([countWords(''), countWords('  '), countWords(' re-age  by\nfour years')]).toEqual([0, 0, 4]);
  });
});
