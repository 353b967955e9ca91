import { expect, it } from 'vitest';
import { describeAsked, describeLeftOut } from './describe-asked.ts';

const film = { widthPx: 1280, heightPx: 720, durationFrames: 25, frameRate: { numerator: 24, denominator: 1 } };

it('says what is asked, and what is paid for where that is more', () => {
  expect(describeAsked({ asked: film, billedS: 4 })).toEqual(['1280 × 720', 'asked 1.04 s, billed 4 s']);
  expect(describeAsked({ asked: { ...film, durationFrames: 96 }, billedS: 4 })).toEqual(['1280 × 720', '4 s']);
  expect(describeAsked({ asked: film })).toEqual(['1280 × 720', '1.04 s']);
  expect(describeAsked({ billedS: 5 })).toEqual(['billed 5 s']);
  expect(describeAsked({})).toEqual([]);
});

it('says what does not leave', () => {
  expect(describeLeftOut({ leftOut: ['negativePrompt', 'seed'] })).toBe('it takes no negative prompt, no seed');
  expect(describeLeftOut({})).toBeUndefined();
});
