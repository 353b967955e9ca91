import { describe, expect, it } from 'vitest';
import { createWordsCheck } from './create-words-check.ts';

const check = createWordsCheck({});

describe('a name spelt by its sound', () => {
  it.each([
    ['Ell-on Muhsk', 'Elon Musk'],
    ['Bray-uhd Pit', 'Brad Pitt'],
    ['Zen Day Uh', 'Zendaya'],
    ['Ree-ah-nuh in red', 'Rihanna'],
    ['Krees Hems-worth', 'Chris Hemsworth'],
  ])('is met: %s', (text, person) => {
    expect(check(text).found[0]).toMatchObject({ person, outcome: 'ask' });
  });

  it.each(['Tick-tock, tick-tock, the Old Clock', 'Uh Oh, the vase falls', 'Half-timbered Tudor gable'])(
    'is none: %s',
    (text) => {
      expect(check(text).outcome).toBe('pass');
    },
  );
});
