import type { Preset } from './preset.ts';

/** LTX-2.3 with its union control: depth and edges, and the first frame as a picture. */
export const ltxUnion: Preset = {
  id: 'ltx-union',
  title: 'LTX-2.3 union control',
  sources: ['https://github.com/Lightricks/ComfyUI-LTXVideo', 'https://github.com/Lightricks/LTX-2'],
  size: { kind: 'multiple', ofPx: 32, mostPixels: 1280 * 704 },
  frames: { step: 8, least: 9, most: 121 },
  controls: [
    { slot: 'image', content: 'first-frame' },
    { slot: 'depth', content: 'depth' },
    { slot: 'edge', content: 'edge' },
  ],
  continuity: 'first-frame',
  settings: {},
};
