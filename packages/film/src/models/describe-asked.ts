import { secondsAtFrame } from '../frame-rate.ts';
import type { PlannedCall } from './egress-manifest.ts';

type Numbers = Pick<PlannedCall, 'asked' | 'billedS' | 'leftOut'>;

const FIELDS = { negativePrompt: 'negative prompt', seed: 'seed' } as const;

/** What a call asks for in numbers, and what is made and paid for where that is more: `1280 × 720`, `asked 1.04 s, billed 4 s`. */
export function describeAsked({ asked = {}, billedS }: Numbers): readonly string[] {
  const { widthPx, heightPx, durationFrames, frameRate } = asked;
  const askedS = durationFrames && frameRate ? secondsAtFrame(frameRate, durationFrames) : undefined;
  return [...(widthPx && heightPx ? [`${widthPx} × ${heightPx}`] : []), ...describeLength(askedS, billedS)];
}

/** `it takes no negative prompt, no seed`; nothing where all that was said leaves. */
export function describeLeftOut({ leftOut = [] }: Numbers): string | undefined {
  return leftOut.length === 0 ? undefined : `it takes no ${leftOut.map((field) => FIELDS[field]).join(', no ')}`;
}

function describeLength(askedS: number | undefined, billedS: number | undefined): string[] {
  if (askedS === undefined) return billedS === undefined ? [] : [`billed ${seconds(billedS)}`];
  if (billedS === undefined || seconds(billedS) === seconds(askedS)) return [seconds(askedS)];
  return [`asked ${seconds(askedS)}, billed ${seconds(billedS)}`];
}

function seconds(value: number): string {
  return `${Number(value.toFixed(2))} s`;
}
