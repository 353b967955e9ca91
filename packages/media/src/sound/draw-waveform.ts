import type { Picture } from '../picture/picture.ts';
import { type Sound, sampleCountOf } from './sound.ts';

const GROUND = [0.012, 0.014, 0.018] as const;
const LINE = [0.9, 0.62, 0.2] as const;

/** A picture of sound for people to look at: time from left to right, highest and lowest of all channels in each column. */
export function drawWaveform(
  sound: Sound,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Picture {
  const data = new Float32Array(widthPx * heightPx * 3);
  const count = sampleCountOf(sound);
  for (let x = 0; x < widthPx; x++) {
    const first = Math.floor((x * count) / widthPx);
    const { lowest, highest } = rangeOf(sound, first, Math.max(first + 1, Math.floor(((x + 1) * count) / widthPx)));
    const top = Math.floor(((1 - highest) / 2) * (heightPx - 1));
    const bottom = Math.ceil(((1 - lowest) / 2) * (heightPx - 1));
    for (let y = 0; y < heightPx; y++) data.set(y >= top && y <= bottom ? LINE : GROUND, (y * widthPx + x) * 3);
  }
  return { widthPx, heightPx, channels: 3, data };
}

function rangeOf({ channels }: Sound, from: number, to: number): { lowest: number; highest: number } {
  let [lowest, highest] = [0, 0];
  for (const channel of channels) {
    for (let i = from; i < to; i++) {
      const value = Math.min(1, Math.max(-1, channel[i] ?? 0));
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  return { lowest, highest };
}
