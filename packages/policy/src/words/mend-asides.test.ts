import { describe, expect, it } from 'vitest';
import { createWordsCheck } from './create-words-check.ts';

const check = createWordsCheck({});

describe('a name that an aside breaks', () => {
  it.each([
    ['a beat', 'TAYLOR...(beat)...SWIFT'],
    ['off screen', 'TOM (O.S.) HANKS'],
    ['brackets', 'Brad [laughs] Pitt gets out'],
    ['dashes', 'Meryl -- turning -- Streep'],
    ['a name on no list', 'HAMISH (V.O.) DUNWOODY'],
  ])('is met: %s', (_, text) => {
    expect(check(text).outcome).toBe('ask');
  });

  it('covers both parts', () => {
    expect(check('TAYLOR...(beat)...SWIFT').found[0]).toMatchObject({ person: 'Taylor Swift', start: 0, end: 23 });
  });

  it.each(['DOOR (beat) SLAMS', 'KNOCK (O.S.) DOOR OPENS', 'WOMAN (30s) Crosses the street'])('is none: %s', (text) => {
    expect(check(text).outcome).toBe('pass');
  });
});

describe('a handle or a file', () => {
  it.each([
    '@nasreen_haddadpour',
    '@lou_abernathy97',
    'priyasubramaniam_birthday_clip.mov',
    'josefinlindqvarn_reel.mp4',
  ])('asks: %s', (text) => {
    expect(check(text).outcome).toBe('ask');
  });

  it.each(['@production_office', 'jackhammer_dust_elem.exr', 'maya_lookdev_sphere_v001.ma', 'rosewood_grain_tile.png'])(
    'passes: %s',
    (text) => {
      expect(check(text).outcome).toBe('pass');
    },
  );
});
