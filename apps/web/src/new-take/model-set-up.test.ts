import { parseTakeSetUp } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { modelEngine } from './model-engines.ts';
import { readModelSetUp, startingModelText, writeInput, writeParameters, writeSetUp } from './model-set-up.ts';

const image = modelEngine('image');
if (!image) throw new Error('no form for pictures');
const START = startingModelText(image, { production: 'night-harbour', shot: 'sq010/sh0040' });

describe('the set-up of a model’s take', () => {
  it('goes from the form into the text and back', () => {
    const text = writeSetUp(writeParameters(START, { model: 'm1', prompt: 'rain on ' }), { purpose: 'temp', seed: 9 });
    expect(readModelSetUp(text)).toMatchObject({ production: 'night-harbour', purpose: 'temp', seed: 9 });
    expect(readModelSetUp(text)?.parameters).toMatchObject({ model: 'm1', prompt: 'rain on ', variants: 4 });
    expect(parseTakeSetUp(JSON.parse(text)).shot).toBe('sq010/sh0040');
  });

  it('leaves out what is not said any more', () => {
    const text = writeParameters(writeParameters(START, { negativePrompt: 'people' }), { negativePrompt: undefined });
    expect(text).toBe(START);
  });

  it('names files with a licence of the register or in words, and takes without one', () => {
    const file = writeInput(START, 'reference', { file: 'look.png', owner: 'Kestrel', statement: 'This film.' });
    expect(parseTakeSetUp(JSON.parse(file)).inputs.reference).toEqual({
      file: 'look.png',
      licence: { owner: 'Kestrel', statement: 'This film.' },
    });
    const chosen = writeInput(file, 'reference', { licenceId: 'l1' });
    expect(parseTakeSetUp(JSON.parse(chosen)).inputs.reference).toEqual({ file: 'look.png', licenceId: 'l1' });
    const taken = writeInput(START, 'picture', { take: 't1', file: 'variants/variant-2.png', owner: 'nobody' });
    expect(parseTakeSetUp(JSON.parse(taken)).inputs.picture).toEqual({ take: 't1', file: 'variants/variant-2.png' });
    expect(writeInput(taken, 'picture', undefined)).toBe(START);
  });

  it('is not overwritten while it cannot be read', () => {
    expect(readModelSetUp('{')).toBeUndefined();
    for (const write of [writeParameters, writeSetUp]) expect(write('{', {})).toBe('{');
    expect(writeInput('{', 'mask', { file: 'm.png' })).toBe('{');
  });

  it('goes on from a variant with the same words, under its take and file', () => {
    const take = {
      id: 't1',
      engine: 'image',
      production: 'night-harbour',
      shot: 'sq020/sh0010',
      purpose: 'temp',
      licences: {},
      use: { element: 'key-visual', people: [], models: [] },
      recipe: {
        seed: 4,
        inputs: [],
        parameters: { model: 'm1', prompt: 'rain', parent: { take: 't0', file: 'a.png' } },
      },
    } as unknown as Parameters<typeof startingModelText>[1]['from'];
    if (!take) throw new Error('no take');
    const iteration = { take, file: 'variants/variant-3.png', role: 'picture' } as const;
    const { inputs, parameters, use } = JSON.parse(startingModelText(image, { from: take, iteration }));
    expect(inputs).toEqual({ picture: { take: 't1', file: 'variants/variant-3.png' } });
    expect(parameters).toEqual({
      model: 'm1',
      prompt: 'rain',
      parent: { take: 't1', file: 'variants/variant-3.png' },
    });
    expect(use.element).toBe('key-visual');
  });
});
