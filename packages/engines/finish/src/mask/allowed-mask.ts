import { blurGaussian, deterministicMath } from '@backlot/kernels';
import type { CompositeFrame, PassesFrame } from '../frames/take-frame.ts';
import type { MaskParameters } from '../set-up/finish-parameters.ts';
import type { FrameSize, PixelRect } from '../shape/model-frame.ts';
import { growMask } from './grow-mask.ts';

/** What a frame's mask is made from. */
export interface MaskSources {
  readonly passes: PassesFrame;
  readonly composite: CompositeFrame;
  /** The take's first frame; what differs from it has changed. */
  readonly first: CompositeFrame;
  /** A person's own mask, one value a pixel. */
  readonly own?: Float32Array;
  /** What the model sees of the shot. */
  readonly seen: PixelRect;
}

/** Dust thinner than an 8-bit step would spread the mask over the whole picture. */
const LEAST_DUST = 1 / 255;

/**
 * Where the model may paint, 0..1, one value a pixel; exactly 0 wherever it may not. Coverage of the objects and of dust,
 * grown, then faded inside its border, so that it never reaches beyond `growPx`.
 */
export function makeAllowedMask(
  sources: MaskSources,
  { growPx, featherPx, ...settings }: MaskParameters,
): Float32Array {
  const size = sources.passes;
  const grown = growMask(coverageOf(sources, settings), size, growPx);
  keepSeen(grown, size, sources.seen);
  const { own } = sources;
  if (own)
    for (let pixel = 0; pixel < grown.length; pixel++) grown[pixel] = (grown[pixel] as number) * (own[pixel] ?? 0);
  return featherPx === 0 ? grown : fadeInside(grown, size, featherPx);
}

function coverageOf(
  { passes, composite, first }: MaskSources,
  { objects, dust }: Pick<MaskParameters, 'objects' | 'dust'>,
): Float32Array {
  const mask = new Float32Array(passes.coverage.length);
  const isChosen = typeof objects === 'string' ? undefined : chooseObjects(passes, objects);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    let covered = Math.min(1, passes.coverage[pixel] as number);
    if (isChosen && !isChosen(pixel)) covered = 0;
    if (objects === 'changed' && isEqual(composite.rgb, first.rgb, pixel)) covered = 0;
    const hidden = dust ? dustShare(passes.dust[pixel] as number) : 0;
    mask[pixel] = 1 - (1 - covered) * (1 - hidden);
  }
  return mask;
}

/** An edge pixel is its object's too, though its first sample hit what lies behind. */
function chooseObjects(
  { ids, widthPx, heightPx }: PassesFrame,
  objects: readonly number[],
): (pixel: number) => boolean {
  const chosen = new Set(objects);
  return (pixel) => {
    const x = pixel % widthPx;
    const y = (pixel - x) / widthPx;
    for (let dy = Math.max(0, y - 1); dy <= Math.min(heightPx - 1, y + 1); dy++) {
      for (let dx = Math.max(0, x - 1); dx <= Math.min(widthPx - 1, x + 1); dx++) {
        if (chosen.has(ids[dy * widthPx + dx] as number)) return true;
      }
    }
    return false;
  };
}

/** Share of what lies behind that dust of an optical depth hides. */
function dustShare(opticalDepth: number): number {
  if (opticalDepth <= 0) return 0;
  return Math.max(0, 1 - deterministicMath.exp(-opticalDepth) - LEAST_DUST) / (1 - LEAST_DUST);
}

function isEqual(rgb: Float32Array, first: Float32Array, pixel: number): boolean {
  const at = pixel * 3;
  return rgb[at] === first[at] && rgb[at + 1] === first[at + 1] && rgb[at + 2] === first[at + 2];
}

function keepSeen(mask: Float32Array, { widthPx, heightPx }: FrameSize, seen: PixelRect): void {
  if (seen.widthPx === widthPx && seen.heightPx === heightPx) return;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const x = (pixel % widthPx) - seen.xPx;
    const y = Math.floor(pixel / widthPx) - seen.yPx;
    if (x < 0 || y < 0 || x >= seen.widthPx || y >= seen.heightPx) mask[pixel] = 0;
  }
}

/**
 * Softens steps inside the mask, as from a wall to thin dust, and falls to 0 at its border: there the blurred support is
 * 1/2, and twice what it is above that is the ramp.
 */
function fadeInside(mask: Float32Array, { widthPx, heightPx }: FrameSize, featherPx: number): Float32Array {
  const pair = new Float32Array(mask.length * 2);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    pair[pixel * 2] = mask[pixel] as number;
    pair[pixel * 2 + 1] = (mask[pixel] as number) > 0 ? 1 : 0;
  }
  const blurred = blurGaussian({ widthPx, heightPx, channels: 2, data: pair }, featherPx / 2);
  const faded = new Float32Array(mask.length);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    const ramp = Math.min(1, Math.max(0, 2 * (blurred[pixel * 2 + 1] as number) - 1));
    faded[pixel] = ramp * Math.min(1, blurred[pixel * 2] as number);
  }
  return faded;
}
