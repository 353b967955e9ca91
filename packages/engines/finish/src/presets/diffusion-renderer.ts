import type { Preset } from './preset.ts';

/**
 * DiffusionRenderer (Cosmos): G-buffers. Depth and normals are our own and exact; a take holds no base colour, roughness
 * and metalness, which the back end's inverse renderer takes from the picture.
 */
export const diffusionRenderer: Preset = {
  id: 'diffusion-renderer',
  title: 'DiffusionRenderer (Cosmos)',
  sources: ['https://github.com/nv-tlabs/cosmos1-diffusion-renderer', 'https://arxiv.org/abs/2501.18590'],
  size: { kind: 'fixed', widthPx: 1280, heightPx: 704 },
  frames: { step: 8, least: 57, most: 57 },
  frameRate: { numerator: 24, denominator: 1 },
  controls: [
    { slot: 'video', content: 'render' },
    { slot: 'depth', content: 'depth' },
    { slot: 'normal', content: 'normal' },
  ],
  continuity: 'none',
  settings: {},
};
