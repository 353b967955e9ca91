import type { Preset } from './preset.ts';

/** Cosmos-Transfer 2.5: our render, and edges, depth and a segmentation by weight, told in a JSON spec. */
export const cosmosTransfer: Preset = {
  id: 'cosmos-transfer',
  title: 'Cosmos-Transfer 2.5',
  sources: ['https://github.com/nvidia-cosmos/cosmos-transfer2.5/blob/main/docs/inference.md'],
  size: { kind: 'fixed', widthPx: 1280, heightPx: 720 },
  frames: { step: 4, least: 93, most: 93 },
  frameRate: { numerator: 16, denominator: 1 },
  controls: [
    // The model blurs it itself: its `vis` control.
    { slot: 'video', content: 'render', spec: { name: 'vis', weight: 0.4 } },
    { slot: 'depth', content: 'depth', spec: { name: 'depth', weight: 0.6 } },
    { slot: 'edge', content: 'edge', spec: { name: 'edge', weight: 0.3 } },
    { slot: 'segmentation', content: 'segmentation', spec: { name: 'seg', weight: 0.3 } },
  ],
  continuity: 'none',
  settings: {},
  specSetting: 'controlSpec',
};
