import { expect, it } from 'vitest';
import { nearNames } from './near-names.ts';

const KNOWN = [
  'fal-ai/flux-1/dev',
  'fal-ai/flux-1/dev/image-to-image',
  'gen4_turbo',
  'gen4_image',
  'eleven_multilingual_v2',
  'veo-3.1-generate-preview',
];

it.each([
  ['fal-ai/flux/dev', 'fal-ai/flux-1/dev'],
  ['Fal-AI/FLUX-1/dev', 'fal-ai/flux-1/dev'],
  ['gen4-trubo', 'gen4_turbo'],
  ['eleven_multilingual', 'eleven_multilingual_v2'],
  ['veo-3-generate', 'veo-3.1-generate-preview'],
])('takes %s for %s', (name, meant) => {
  expect(nearNames(name, KNOWN)[0]).toBe(meant);
});

it('has nothing to say of a name that is known, of one that is like none, and of hardly any letters', () => {
  for (const name of ['gen4_turbo', 'stable-diffusion-3', 'dev', '', '/']) expect(nearNames(name, KNOWN)).toEqual([]);
});

it('names at most three, nearest first', () => {
  expect(nearNames('clay-10', ['clay-13x', 'clay-11', 'clay-12', 'clay-1', 'clay-19'])).toHaveLength(3);
  expect(nearNames('fal-ai/flux/dev', KNOWN)).toEqual(['fal-ai/flux-1/dev', 'fal-ai/flux-1/dev/image-to-image']);
});
