import { parseTakeSetUp, UNDECLARED_USE } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { readFields, readUse, startingText, writeFields, writeUse } from './set-up-text.ts';

const START = startingText({ production: 'night-harbour', shot: 'sq010/sh0040' });
const PERSON = { performer: 'p1', operation: 're-age', years: 8 } as const;

describe('who and what a set-up touches', () => {
  it('goes from the form into the text and back', () => {
    const use = {
      ...UNDECLARED_USE,
      people: [PERSON],
      models: ['m1'],
      isProminent: false,
      element: 'performer',
    } as const;
    const text = writeUse(START, use);
    expect(parseTakeSetUp(JSON.parse(text)).use).toEqual(use);
    expect(readUse(text)).toEqual(use);
  });

  it('leaves no trace where nothing is said any more', () => {
    const text = writeUse(writeUse(START, { ...UNDECLARED_USE, people: [PERSON] }), UNDECLARED_USE);
    expect(text).toBe(START);
    expect(readUse(text)).toEqual(UNDECLARED_USE);
  });

  it('keeps the blank at the end of words that somebody is typing', () => {
    expect(readUse(writeUse(START, { ...UNDECLARED_USE, description: 'Ilse as ' }))?.description).toBe('Ilse as ');
  });

  it('is not guessed while the text cannot be read, so that the form overwrites nothing', () => {
    expect(readUse('{')).toBeUndefined();
    expect(readUse(JSON.stringify({ use: { people: [{ performer: 'p1', operation: 'melt' }] } }))).toBeUndefined();
    expect(writeUse('{', UNDECLARED_USE)).toBe('{');
  });
});

describe('the licence of the plate', () => {
  it('is one of the register or stated in words, never both', () => {
    const stated = writeFields(START, { owner: 'Kestrel', statement: 'Any use' });
    const chosen = writeFields(stated, { licenceId: 'l1' });
    expect(parseTakeSetUp(JSON.parse(chosen)).inputs.plate).toEqual({ file: 'plate.png', licenceId: 'l1' });
    expect(readFields(chosen)).toMatchObject({ licenceId: 'l1', owner: '', statement: '' });
    expect(writeFields(chosen, { licenceId: '' })).toBe(START);
  });
});
