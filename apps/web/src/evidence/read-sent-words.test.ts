import { describe, expect, it } from 'vitest';
import { readSentWords } from './read-sent-words.ts';

describe('what a call has sent in words', () => {
  it('is named, the prompt first, and what is empty is left out', () => {
    const record =
      '{"heightPx":720,"prompt":"rain","settings":{},"negativePrompt":"people","frameRate":{"numerator":24}}';
    expect(readSentWords(record)).toEqual([
      ['Prompt', 'rain'],
      ['Not wanted', 'people'],
      ['heightPx', '720'],
      ['frameRate', '{"numerator":24}'],
    ]);
  });

  it('is shown as it stands where it is written otherwise', () => {
    expect(readSentWords('rain')).toEqual([['Words', 'rain']]);
    expect(readSentWords('[1]')).toEqual([['Words', '[1]']]);
  });
});
