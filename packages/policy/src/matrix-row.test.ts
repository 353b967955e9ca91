import { describe, expect, it } from 'vitest';
import { matrixRowOf } from './matrix-row.ts';
import { modelUse, personAlone, useOf } from './testing/sample-use.ts';

describe("the row of Netflix's use-case matrix", () => {
  it.each([
    ['ideation', useOf(), 'Ideation only: moodboards, references — may proceed, disclose'],
    [
      'a background on camera',
      useOf({ purpose: 'final' }, { element: 'background' }),
      'Background elements on camera: signage, posters — judgement; escalate if story-relevant',
    ],
    [
      'a final key visual',
      useOf({ purpose: 'final' }, { element: 'key-visual' }),
      'Final character designs, key visuals — written approval',
    ],
    [
      're-ageing, for ideation too',
      personAlone({}),
      'Talent replication: re-ageing, synthetic voice — consent of the talent and legal approval',
    ],
    ['an undeclared model', modelUse({ trainedOn: 'undeclared' }), 'Unowned training data — written approval'],
    [
      'unreleased material',
      useOf({}, { usesUnreleasedMaterial: true }),
      "The studio's proprietary material — escalate if outside secured tools",
    ],
    ['anything else', useOf({ purpose: 'final' }), 'No row of the matrix — the five principles alone'],
  ])('of %s', (_, facts, row) => {
    expect(matrixRowOf(facts)).toBe(row);
  });
});
