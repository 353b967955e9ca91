import type { CallPlan } from '@backlot/engine';
import { type ModelPrice, secondsAtFrame, type UsdMicros } from '@backlot/film';

const PIXELS_A_MEGAPIXEL = 1_000_000;

/**
 * What a call would cost at a price; undefined where its plan does not say how much is made. `billedS`: seconds that are paid
 * for, where they are others than the plan asks for.
 */
export function costOfCall({ unit, usdMicros }: ModelPrice, plan: CallPlan, billedS?: number): UsdMicros | undefined {
  const { widthPx, heightPx, durationFrames, frameRate } = plan;
  switch (unit) {
    case 'call':
    case 'image':
      return usdMicros;
    case 'megapixel':
      if (widthPx === undefined || heightPx === undefined || plan.task !== 'image') return undefined;
      return usdMicros * Math.ceil((widthPx * heightPx) / PIXELS_A_MEGAPIXEL);
    case 'frame':
      return durationFrames === undefined ? undefined : usdMicros * durationFrames;
    case 'second':
      if (billedS !== undefined) return Math.ceil(usdMicros * billedS);
      if (durationFrames === undefined || frameRate === undefined) return undefined;
      return Math.ceil(usdMicros * secondsAtFrame(frameRate, durationFrames));
    case 'thousand-characters':
      return Math.ceil((usdMicros * plan.words.reduce((sum, { text }) => sum + text.length, 0)) / 1000);
  }
}
