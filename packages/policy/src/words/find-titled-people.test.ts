import { describe, expect, it } from 'vitest';
import { createWordsCheck } from './create-words-check.ts';

const check = createWordsCheck({});

describe('a form of address', () => {
  it.each([
    ['a surname of any country', 'Mr. Okonkwo locks the classroom'],
    ['a surname that is a word', 'Mrs. Brown pours the tea'],
    ['a surname that is a place', 'Ms. Houston takes the stairs'],
    ['a surname in lower case', 'mr pitt steps out'],
    ['a rank', 'Sgt. Kowalczyk kicks in the door'],
    ['small words', 'Dr. van der Linden washes her hands'],
    ['a given name of the knighted', 'Sir Ian in a pointed hat'],
    ['another language', 'Señora Villanueva at the window'],
    ['the name before it', 'Tanaka-san bows'],
  ])('asks with %s', (_, text) => {
    expect(check(text).outcome).toBe('ask');
  });

  it.each([
    ['makers', 'Dr. Martens boots in a puddle'],
    ['words', 'Mr. President, the car is ready'],
    ['a word after a rank', 'Private Road sign, Major crack in the dam'],
    ['figures of old stories', 'Mr. Darcy rides up'],
    ['what is named after somebody', 'Dr. Phillips Boulevard at dusk'],
  ])('lets %s pass', (_, text) => {
    expect(check(text).outcome).toBe('pass');
  });

  it('lets a character of the script pass', () => {
    expect(createWordsCheck({ characters: ['Ada Okoro'] })('Detective Okoro opens the boot').outcome).toBe('pass');
  });

  it('is a part of what is found', () => {
    expect(check('Enter Mr. Okonkwo, slowly').found[0]).toMatchObject({ text: 'Mr. Okonkwo', start: 6, end: 17 });
  });
});
