import { describe, expect, it } from 'vitest';
import { testJob } from '../../testing/test-job.ts';
import { elevenlabs } from '../elevenlabs.ts';
import { fal } from '../fal.ts';
import { inputFor } from '../fal-models.ts';
import { google } from '../google.ts';
import { luma } from '../luma.ts';
import { lumaRequest } from '../luma-request.ts';
import { openai } from '../openai.ts';
import { replicate } from '../replicate.ts';
import { runway } from '../runway.ts';
import { runwayRequest } from '../runway-request.ts';
import { withSettings } from './with-settings.ts';

const refusal = { code: 'MODEL_REQUEST_INVALID' };
const picture = (model: string, settings: Record<string, string | number | boolean>) =>
  testJob({ task: 'image', model, widthPx: 1920, heightPx: 1080, settings });

describe('settings beside what we say', () => {
  it('go in, and take the place of nothing', () => {
    expect(withSettings({ steps: 20 }, { seed: 7 })).toEqual({ steps: 20, seed: 7 });
    expect(() => withSettings({ preprocess: true }, { preprocess: false })).toThrow('"preprocess": Backlot says this');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['fal', () => inputFor(picture('fal-ai/flux-1/dev', { num_images: 50 }))],
    ['fal', () => inputFor(picture('fal-ai/flux-1/dev', { image_url: 'https://elsewhere/actor.jpg' }))],
    ['Luma', () => lumaRequest(picture('uni-1', { model: 'uni-1-max' }))],
    ['Luma', () => lumaRequest(picture('uni-1', { prompt: 'another' }))],
    ['Luma', () => lumaRequest(picture('uni-1', { output_format: 'jpeg' }))],
    ['Runway', () => runwayRequest(picture('gen4_image', { promptText: 'another' }))],
    ['Runway', () => runwayRequest(picture('gen4_image', { model: 'dearer' }))],
  ])('make no other request of %s', async (_, request) => {
    await expect(request()).rejects.toMatchObject(refusal);
  });

  it.each([elevenlabs, fal, google, luma, openai, replicate, runway])(
    'are looked at by $title before anything is sent',
    (adapter) => {
      const [task = 'image'] = adapter.tasks;
      const job = testJob({ task, model: 'any', voice: 'v', settings: { model: 'dearer' } });
      expect(() => adapter.check(job)).toThrow(expect.objectContaining(refusal));
    },
  );
});
