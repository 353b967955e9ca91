import { cosmosTransfer } from './cosmos-transfer.ts';
import { diffusionRenderer } from './diffusion-renderer.ts';
import { goWithTheFlow } from './go-with-the-flow.ts';
import { ltxUnion } from './ltx-union.ts';
import type { Preset } from './preset.ts';
import { vaceWan } from './vace-wan.ts';

/** Every preset by its id. */
export const presets = {
  'vace-wan': vaceWan,
  'go-with-the-flow': goWithTheFlow,
  'cosmos-transfer': cosmosTransfer,
  'diffusion-renderer': diffusionRenderer,
  'ltx-union': ltxUnion,
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetId = keyof typeof presets;

/** Ids in the order in which they are offered. */
export const presetIds = Object.keys(presets) as readonly PresetId[];
