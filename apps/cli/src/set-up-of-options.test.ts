import { describe, expect, it } from 'vitest';
import { setUpOfOptions } from './set-up-of-options.ts';

const WHERE = { production: 'example', shot: 'sq010/sh0040' };

describe('a set-up made of options', () => {
  it('takes words and numbers for the engine, and inputs from files and takes', () => {
    const setUp = setUpOfOptions({
      ...WHERE,
      model: 'm1',
      prompt: 'a wall = a wall',
      set: ['variants=4', 'kind=concept', 'settings={"steps": 20}'],
      input: ['reference=a=b.png'],
      licence: ['reference=l1'],
      from: ['composite=t1', 'picture=t2/variants/variant-2.png'],
    });
    expect(setUp).toMatchObject({
      purpose: 'ideation',
      parameters: { model: 'm1', prompt: 'a wall = a wall', variants: 4, kind: 'concept', settings: { steps: 20 } },
      inputs: {
        reference: { file: 'a=b.png', licenceId: 'l1' },
        composite: { take: 't1' },
        picture: { take: 't2', file: 'variants/variant-2.png' },
      },
    });
  });

  it('says what is missing or unreadable', () => {
    expect(() => setUpOfOptions({ shot: 'sq010/sh0040' })).toThrow('--production and --shot');
    expect(() => setUpOfOptions({ ...WHERE, set: ['variants'] })).toThrow('--set: expected name=value');
    expect(() => setUpOfOptions({ ...WHERE, seed: 'x' })).toThrow('Options: seed');
  });
});
