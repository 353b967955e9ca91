import { describe, expect, it } from 'vitest';
import { createWordsCheck } from './create-words-check.ts';

const check = createWordsCheck({});

describe('somebody pointed to without a name', () => {
  it.each([
    ['a part in a series', 'who was Tyrion in Game of Thrones'],
    ['a part', 'the guy who was Wolverine mows the lawn'],
    ['the side of a country', 'the captain of France’s 2018 team'],
    ['a country and a side', 'Spain’s World Cup captain of 2010 in goal'],
    ['a number', 'Portugal’s number seven'],
    ['a trade pointed at', 'that chef who shouts at Americans'],
    ['initials, a country and a trade', 'JR, the French photographer'],
    ['dotted initials', 'R.B., the British rapper'],
    ['a player of a club', 'the Norwegian striker at Manchester City'],
    ['kin', 'the widow of the assassinated president'],
  ])('asks: %s', (_, text) => {
    expect(check(text).outcome).toBe('ask');
  });

  it.each([
    ['a trade alone', 'a chef who burns the onions'],
    ['a rank in lower case', 'the young prince'],
    ['a boat', 'the captain of the boat signals left'],
    ['a country and a trade', 'the French photographer develops a print'],
    ['a job', 'a man who was a pilot in the war'],
  ])('lets %s pass', (_, text) => {
    expect(check(text).outcome).toBe('pass');
  });

  it('lets a character of the script pass', () => {
    expect(createWordsCheck({ characters: ['Mara'] })('Mara, the French photographer').outcome).toBe('pass');
  });
});
