import { floatsToHalves, halvesToFloats } from '@backlot/kernels';
import { applyGrain, type GrainModel } from '@backlot/media';
import type { CompositeFrame, PassesFrame } from '../frames/take-frame.ts';
import type { FinishParameters } from '../set-up/finish-parameters.ts';
import { keepHighlights } from './keep-highlights.ts';
import { matchColour } from './match-colour.ts';
import { sharpenEdges } from './sharpen-edges.ts';

/** What one frame is finished from. */
export interface FrameParts {
  readonly composite: CompositeFrame;
  readonly passes: PassesFrame;
  /** Where the model may paint, 0..1. */
  readonly mask: Float32Array;
  /** The model's picture in the shot's frame: linear RGB, 3 values a pixel. */
  readonly answer: Float32Array;
}

/** What is the same for all frames of a run. */
export interface FinishRules {
  readonly answer: FinishParameters['answer'];
  readonly grain: GrainModel;
  readonly seed: number;
  /** Shot pixels to one of the model's. */
  readonly enlargement: number;
}

/** A frame as it is stored: what is outside of the mask has the composite's very bits. */
export interface FinishedFrame {
  readonly rgb: Float32Array;
  /** Half bits, where the composite's file holds halves. */
  readonly halves: Uint16Array | undefined;
}

/** Lays the model's picture over our composite inside the mask. `frame` is counted from 0; it decides the grain. */
export function finishFrame(parts: FrameParts, rules: FinishRules, frame: number): FinishedFrame {
  const { composite, passes, mask } = parts;
  const answer = parts.answer.slice();
  const settings = rules.answer;
  const size = { widthPx: composite.widthPx, heightPx: composite.heightPx };
  if (settings.colourMatch > 0) matchColour(answer, composite.rgb, { mask, size, strength: settings.colourMatch });
  if (settings.keepHighlights) keepHighlights(answer, composite.rgb);
  if (settings.sharpenEdges) sharpenEdges(answer, passes, mask, Math.ceil(rules.enlargement) + 1);
  const rgb = composite.rgb.slice();
  for (let i = 0; i < rgb.length; i++) {
    const share = mask[Math.floor(i / 3)] as number;
    if (share > 0) rgb[i] = (rgb[i] as number) + ((answer[i] as number) - (rgb[i] as number)) * share;
  }
  if (settings.grain) {
    applyGrain({ ...size, channels: 3, data: rgb }, rules.grain, { seed: rules.seed, frame, amount: mask });
  }
  keepOutside(rgb, composite.rgb, mask);
  if (composite.type === 'float') return { rgb, halves: undefined };
  const halves = floatsToHalves(rgb);
  return { rgb: halvesToFloats(halves), halves };
}

/** The promise of the mask, kept here whatever the steps before have done. */
function keepOutside(rgb: Float32Array, composite: Float32Array, mask: Float32Array): void {
  for (let i = 0; i < rgb.length; i++) if (mask[Math.floor(i / 3)] === 0) rgb[i] = composite[i] as number;
}
