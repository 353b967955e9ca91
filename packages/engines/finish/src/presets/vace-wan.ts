import type { Preset } from './preset.ts';

/** VACE on Wan 2.1 or 2.2: one guide video whose grey 0.5 means "unknown", and a mask whose white is generated. */
export const vaceWan: Preset = {
  id: 'vace-wan',
  title: 'VACE (Wan 2.1)',
  sources: [
    'https://github.com/ali-vilab/VACE',
    'https://docs.comfy.org/built-in-nodes/conditioning/video-models/wan-vace-to-video',
  ],
  size: { kind: 'multiple', ofPx: 16, mostPixels: 832 * 480 },
  frames: { step: 4, least: 5, most: 81 },
  frameRate: { numerator: 16, denominator: 1 },
  controls: [
    { slot: 'video', content: 'guide' },
    { slot: 'video-mask', content: 'guide-mask' },
  ],
  continuity: 'known-frames',
  settings: {},
};
