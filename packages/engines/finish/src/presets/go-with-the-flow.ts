import type { Preset } from './preset.ts';

/** Go-with-the-Flow on CogVideoX-5B: a first frame, and latent noise warped along the motion. */
export const goWithTheFlow: Preset = {
  id: 'go-with-the-flow',
  title: 'Go-with-the-Flow (CogVideoX)',
  sources: ['https://github.com/Eyeline-Labs/Go-with-the-Flow', 'https://arxiv.org/abs/2501.08331'],
  size: { kind: 'fixed', widthPx: 720, heightPx: 480 },
  frames: { step: 4, least: 49, most: 49 },
  frameRate: { numerator: 8, denominator: 1 },
  controls: [
    { slot: 'image', content: 'first-frame' },
    { slot: 'flow', content: 'warped-noise' },
  ],
  continuity: 'first-frame',
  settings: {},
};
