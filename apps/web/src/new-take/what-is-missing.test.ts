import { describe, expect, it } from 'vitest';
import { type ModelEngine, modelEngine } from './model-engines.ts';
import { readModelSetUp, startingModelText, writeInput, writeParameters } from './model-set-up.ts';
import { whatIsMissing } from './what-is-missing.ts';

const START = { production: 'night-harbour', shot: 'sq010/sh0040' };
const NO_FILES = { chosen: {}, reused: {} };

function engineOf(id: string): ModelEngine {
  const engine = modelEngine(id);
  if (!engine) throw new Error(`no form for ${id}`);
  return engine;
}

function ask(id: string, text: string, files: Parameters<typeof whatIsMissing>[2]['files'] = NO_FILES) {
  const setUp = readModelSetUp(text);
  if (!setUp) throw new Error('not readable');
  return whatIsMissing(engineOf(id), setUp, { isKnown: true, files });
}

describe('what a take of a model lacks', () => {
  it('is its model, then its words, then nothing', () => {
    const start = startingModelText(engineOf('image'), START);
    expect(ask('image', start)).toBe('Choose a model.');
    const named = writeParameters(start, { model: 'm1' });
    expect(ask('image', named)).toBe('Say what you want in words.');
    expect(ask('image', writeParameters(named, { prompt: 'rain' }))).toBeUndefined();
  });

  it('is fewer words where there are more than the studio takes', () => {
    const start = writeParameters(startingModelText(engineOf('image'), START), { model: 'm1' });
    expect(ask('image', writeParameters(start, { prompt: `${'x'.repeat(8000)} ` }))).toBeUndefined();
    expect(ask('image', writeParameters(start, { prompt: 'x'.repeat(9500) }))).toBe(
      'Shorten the words: 8,000 characters is the most, this is 1,500 more.',
    );
  });

  it('is the file of an input that was announced and not chosen; one of an earlier take is there already', () => {
    const start = writeParameters(startingModelText(engineOf('image'), START), { model: 'm1', prompt: 'rain' });
    const announced = writeInput(start, 'mask', { file: 'mask.png' });
    expect(ask('image', announced)).toBe('Choose the file: mask.');
    const mask = new File([], 'mask.png');
    expect(ask('image', announced, { chosen: { mask }, reused: {} })).toBeUndefined();
    expect(ask('image', announced, { chosen: {}, reused: { mask: 't1' } })).toBeUndefined();
    expect(ask('image', writeInput(start, 'picture', { take: 't1', file: 'a.png' }))).toBeUndefined();
  });

  it('is the take for a finish, and voice and every line for a voice', () => {
    const finish = writeParameters(startingModelText(engineOf('finish'), START), { model: 'm1', prompt: 'dust' });
    expect(ask('finish', finish)).toBe('Choose the take to finish.');
    expect(ask('finish', writeInput(finish, 'composite', { take: 't1' }))).toBeUndefined();
    const voice = writeParameters(startingModelText(engineOf('voice'), START), { model: 'm1' });
    expect(ask('voice', voice)).toBe('Name the voice.');
    const named = writeParameters(voice, { voice: 'ada-1' });
    expect(ask('voice', named)).toBe('Give each line its performer and its words.');
    const line = { performer: 'p1', text: 'I stayed.', language: 'en' };
    expect(ask('voice', writeParameters(named, { lines: [line] }))).toBeUndefined();
    expect(ask('voice', writeParameters(named, { lines: [line, { ...line, performer: '' }] }))).toBeDefined();
  });
});
