import type { ModelJob } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { testJob } from '../../testing/test-job.ts';
import { fal } from '../fal.ts';
import { google } from '../google.ts';
import { luma } from '../luma.ts';
import { openai } from '../openai.ts';
import { replicate } from '../replicate.ts';
import { runway } from '../runway.ts';

const HD = { widthPx: 1280, heightPx: 720 };
const ADAPTERS = { fal, google, luma, openai, replicate, runway };

function asked(job: ModelJob, kind: keyof typeof ADAPTERS): string {
  try {
    ADAPTERS[kind].check(job);
    return 'fits';
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    expect(error.hint).not.toBe('');
    return error.code;
  }
}

const picture = {
  slot: 'image',
  name: 'p.png',
  path: '/none',
  mediaType: 'image/png',
  sha256: '',
  byteLength: 1,
} as const;

describe('a film that is longer than the longest of its vendor', () => {
  it.each([
    ['google', 'veo-3.1-generate-preview', 192, {}],
    ['luma', 'ray-3.2', 240, {}],
    ['luma', 'ray-3.2', 120, { files: [picture] }],
    ['runway', 'gen4.5', 240, {}],
    ['replicate', 'minimax/video-01', 144, {}],
    ['fal', 'fal-ai/wan-22-vace-fun-a14b/depth', 241, { files: [{ ...picture, slot: 'depth' }] }],
  ] as const)('is refused before it is paid: %s %s from %i frames on %j', (kind, model, longest, rest) => {
    const film = (durationFrames: number) =>
      testJob({ task: 'video', model, ...HD, durationFrames, frameRate: { numerator: 24, denominator: 1 }, ...rest });
    expect([longest, longest + 1].map((frames) => asked(film(frames), kind))).toEqual([
      'fits',
      'MODEL_REQUEST_INVALID',
    ]);
  });

  it('is none where its last frame is still shown, at a rate a little slower', () => {
    const rate = { numerator: 24_000, denominator: 1001 };
    const film = testJob({ task: 'video', model: 'veo-3.1-generate-preview', durationFrames: 192, frameRate: rate });
    expect(asked(film, 'google')).toBe('fits');
  });
});

describe('a picture or film of a size or shape that its vendor does not make', () => {
  it.each([
    ['google', 'video', 'veo-3.1-generate-preview', [1920, 1072], [1920, 804]],
    ['google', 'video', 'veo-3.1-generate-preview', [1080, 1920], [960, 540]],
    ['google', 'image', 'gemini-3-pro-image-preview', [2048, 858], [3000, 1000]],
    ['luma', 'video', 'ray-3.2', [1920, 823], [3840, 2160]],
    ['luma', 'image', 'uni-1', [2048, 1024], [4096, 1000]],
    ['runway', 'video', 'gen4.5', [1280, 720], [1584, 672]],
    ['runway', 'image', 'gen4_image', [2112, 912], [640, 480]],
    ['openai', 'image', 'gpt-image-2', [1536, 1024], [1920, 1080]],
    ['openai', 'image', 'gpt-image-2.6-flare', [1920, 1080], undefined],
  ] as const)('is refused before it is paid: %s %s %s %j, not %j', (kind, task, model, made, other) => {
    const of = ([widthPx, heightPx]: readonly [number, number]) =>
      asked(testJob({ task, model, widthPx, heightPx }), kind);
    expect(of(made)).toBe('fits');
    if (other) expect(of(other)).toBe('MODEL_REQUEST_INVALID');
  });

  it('is none where a film from a picture has that shape', () => {
    const job = testJob({ task: 'video', model: 'gen4_turbo', widthPx: 1584, heightPx: 672, files: [picture] });
    expect(asked(job, 'runway')).toBe('fits');
  });
});
