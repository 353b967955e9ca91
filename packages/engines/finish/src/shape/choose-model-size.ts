import { BacklotError } from '@backlot/film';
import type { Preset } from '../presets/preset.ts';
import type { FrameSize } from './model-frame.ts';

/**
 * The size that a model renders a shot at: the one asked for, or the largest of the preset's multiples within its pixels
 * that has the shot's shape best. A shot is never enlarged.
 * @throws BacklotError `SET_UP_INVALID` where the preset does not take the size asked for
 */
export function chooseModelSize(preset: Preset, shot: FrameSize, asked?: FrameSize): FrameSize {
  const { size } = preset;
  if (size.kind === 'fixed') {
    const fixed = { widthPx: size.widthPx, heightPx: size.heightPx };
    if (asked && !isSame(asked, fixed)) throw refuseSize(preset, asked, `${size.widthPx} × ${size.heightPx}`);
    return fixed;
  }
  if (asked) {
    const isWhole = asked.widthPx % size.ofPx === 0 && asked.heightPx % size.ofPx === 0;
    if (!isWhole) throw refuseSize(preset, asked, `multiples of ${size.ofPx}`);
    return asked;
  }
  return bestOf(shot, size.ofPx, size.mostPixels);
}

function bestOf(shot: FrameSize, ofPx: number, mostPixels: number): FrameSize {
  const shape = shot.widthPx / shot.heightPx;
  const most = Math.min(mostPixels, roundUp(shot.widthPx, ofPx) * roundUp(shot.heightPx, ofPx));
  let best = { widthPx: ofPx, heightPx: ofPx };
  let bestScore = Infinity;
  for (let heightPx = ofPx; heightPx <= roundUp(shot.heightPx, ofPx); heightPx += ofPx) {
    const widthPx = Math.max(ofPx, Math.round((heightPx * shape) / ofPx) * ofPx);
    if (widthPx * heightPx > most) continue;
    // Bars cost a share of the picture, and so do pixels that are not used.
    const score = Math.abs(widthPx / heightPx / shape - 1) + (1 - (widthPx * heightPx) / most) * 0.5;
    if (score < bestScore) [best, bestScore] = [{ widthPx, heightPx }, score];
  }
  return best;
}

function roundUp(value: number, of: number): number {
  return Math.ceil(value / of) * of;
}

function isSame(a: FrameSize, b: FrameSize): boolean {
  return a.widthPx === b.widthPx && a.heightPx === b.heightPx;
}

function refuseSize({ title }: Preset, { widthPx, heightPx }: FrameSize, wanted: string): BacklotError {
  return new BacklotError('SET_UP_INVALID', `Finish: ${title} takes ${wanted}, got ${widthPx} × ${heightPx}`, {
    hint: 'Leave `size` out, and the best size is chosen.',
  });
}
