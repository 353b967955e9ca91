import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Engine } from '../engine.ts';
import type { ModelCallRequest } from '../models/model-caller.ts';
import { checkPlannedCalls } from './check-planned-calls.ts';

const words = [{ where: 'prompt', text: 'a street' }];
const engine: Pick<Engine, 'words' | 'planCalls'> = {
  words: () => words,
  planCalls: () => [{ name: 'a', card: 'card', task: 'image', words, sources: [{ slot: 'image', role: 'plate' }] }],
};
const job = { task: 'image', prompt: 'a street', seed: 1, files: [], settings: {} } as const;
const file = { name: 'f', path: 'f', mediaType: 'image/png', sha256: 'a'.repeat(64), byteLength: 1 };

const plate = { role: 'plate', name: 'f', path: 'f', mediaType: 'image/png', sha256: 'a'.repeat(64) };

function check(requests: readonly ModelCallRequest[], change: Partial<Engine> = {}) {
  const whole = { ...engine, parametersSchema: z.unknown(), ...change } as Engine;
  return checkPlannedCalls(whole, { parameters: {}, inputs: [plate] }, requests);
}

it('has nothing to say where an engine kept its plan', () => {
  expect(check([{ name: 'a', card: 'card', job: { ...job, files: [{ ...file, slot: 'image' }] } }])).toEqual([]);
});

it.each<[string, ModelCallRequest]>([
  ['a: its card', { name: 'a', card: 'other', job }],
  ['a: its task', { name: 'a', card: 'card', job: { ...job, task: 'video' } }],
  ['a: its size', { name: 'a', card: 'card', job: { ...job, widthPx: 8 } }],
  ['a: its length', { name: 'a', card: 'card', job: { ...job, durationFrames: 8 } }],
  ['a: its words', { name: 'a', card: 'card', job: { ...job, negativePrompt: 'rain' } }],
  ['a: its length', { name: 'a', card: 'card', job: { ...job, frameRate: { numerator: 24, denominator: 1 } } }],
  ['a: its sound', { name: 'a', card: 'card', job: { ...job, withSound: true } }],
  ['a: its words', { name: 'a', card: 'card', job: { ...job, voice: 'hers' } }],
  ['a: its words', { name: 'a', card: 'card', job: { ...job, language: 'de' } }],
  ['a: its settings', { name: 'a', card: 'card', job: { ...job, settings: { style: 'a street' } } }],
  ['a: its settings', { name: 'a', card: 'card', job: { ...job, settings: { steps: 20 } } }],
  [
    'a: its files',
    { name: 'a', card: 'card', job: { ...job, files: [{ ...file, slot: 'image', sha256: 'b'.repeat(64) }] } },
  ],
  ['a: its files', { name: 'a', card: 'card', job: { ...job, files: [1, 2].map(() => ({ ...file, slot: 'image' })) } }],
  ['a: its files', { name: 'a', card: 'card', job: { ...job, files: [{ ...file, slot: 'mask' }] } }],
])('finds that %s is not what was planned', (finding, request) => {
  expect(check([request])).toEqual([`${finding} is not what was planned`]);
});

it('finds that a setting of a plan is not of the type that goes out', () => {
  const said = [...words, { where: 'setting steps', text: '20' }];
  const settings = { steps: '20' };
  const planCalls = () => [{ name: 'a', card: 'card', task: 'image' as const, words: said, sources: [], settings }];
  const made = (steps: string | number) => [{ name: 'a', card: 'card', job: { ...job, settings: { steps } } }];
  expect(check(made('20'), { planCalls, words: () => said })).toEqual([]);
  expect(check(made(20), { planCalls, words: () => said })).toEqual([
    'a: the form of its settings is not what was planned',
  ]);
});

it('lets through one file for each that something is made of, whatever its hash', () => {
  const sources = [{ slot: 'image', role: 'plate', madeInto: 'PNG' }];
  const planCalls = () => [{ name: 'a', card: 'card', task: 'image' as const, words, sources }];
  const made = { ...file, slot: 'image' as const, sha256: 'b'.repeat(64) };
  expect(check([{ name: 'a', card: 'card', job: { ...job, files: [made] } }], { planCalls })).toEqual([]);
  expect(check([{ name: 'a', card: 'card', job: { ...job, files: [made, made] } }], { planCalls })).toHaveLength(1);
});

it('finds calls that were not planned, not made, and words that nobody looked through', () => {
  expect(check([])).toEqual(['a: planned and not made']);
  const made = { name: 'a', card: 'card', job };
  expect(check([made, { ...made, name: 'b' }])).toEqual(['b: made and not planned']);
  expect(check([made], { words: () => [] })).toEqual(["a: prompt is not among the engine's words"]);
});
