import { deterministicMath } from '@backlot/kernels';
import { type Sound, sampleCountOf } from './sound.ts';
import { measureTruePeak, truePeaks } from './true-peak.ts';

/** How far ahead the limiter looks, and how fast it lets go again, seconds. */
const [AHEAD_S, RELEASE_S] = [0.004, 0.12];
/** What the gain's own movement may add between samples. */
const MARGIN = 0.99;

/**
 * Keeps true peaks at or below `ceiling` (a factor of full scale) in all channels alike: the gain is down before the peak and
 * comes up slowly after it. What needs no limiting comes back as it is; nothing is delayed.
 */
export function limitPeaks(sound: Sound, ceiling: number): Sound {
  const peaks = truePeaks(sound);
  if (!peaks.some((peak) => peak > ceiling)) return sound;
  const gains = smooth(
    release(holdAhead(peaks, ceiling * MARGIN, sound.sampleRateHz), sound.sampleRateHz),
    sound.sampleRateHz,
  );
  const limited = scaleBy(sound, (n) => gains[n] as number);
  const peak = measureTruePeak(limited);
  return peak > ceiling ? scaleBy(limited, () => ceiling / peak) : limited;
}

/** The lowest gain that any sample within reach, before and ahead, asks for. */
function holdAhead(peaks: Float32Array, ceiling: number, rateHz: number): Float32Array {
  const ahead = windowOf(rateHz);
  const held = new Float32Array(peaks.length);
  // Indices of peaks in falling order: the first is the highest in the window.
  const queue: number[] = [];
  let head = 0;
  for (let n = 0; n < peaks.length + ahead; n++) {
    if (n < peaks.length) {
      while (queue.length > head && (peaks[queue[queue.length - 1] as number] as number) <= (peaks[n] as number))
        queue.pop();
      queue.push(n);
    }
    const at = n - ahead;
    while (head < queue.length && (queue[head] as number) < at - ahead) head += 1;
    if (at >= 0) held[at] = Math.min(1, ceiling / Math.max(ceiling, peaks[queue[head] as number] ?? 0));
  }
  return held;
}

function release(held: Float32Array, rateHz: number): Float32Array {
  const rise = 1 - deterministicMath.exp(-1 / (RELEASE_S * rateHz));
  let gain = 1;
  return held.map((wanted) => {
    gain = wanted < gain ? wanted : gain + rise * (wanted - gain);
    return gain;
  });
}

/** A running mean over the window, which `holdAhead` has made room for on both sides. */
function smooth(gains: Float32Array, rateHz: number): Float32Array {
  const half = windowOf(rateHz) >> 1;
  const smoothed = new Float32Array(gains.length);
  const last = gains.length - 1;
  const at = (n: number): number => gains[Math.max(0, Math.min(last, n))] as number;
  let sum = 0;
  for (let n = -half; n < half; n++) sum += at(n);
  for (let n = 0; n < gains.length; n++) {
    sum += at(n + half);
    smoothed[n] = Math.min(1, sum / (2 * half + 1));
    sum -= at(n - half);
  }
  return smoothed;
}

function windowOf(rateHz: number): number {
  return Math.max(2, Math.round(AHEAD_S * rateHz));
}

function scaleBy(sound: Sound, gainAt: (n: number) => number): Sound {
  const count = sampleCountOf(sound);
  const channels = sound.channels.map((channel) => {
    const scaled = new Float32Array(count);
    for (let n = 0; n < count; n++) scaled[n] = (channel[n] as number) * gainAt(n);
    return scaled;
  });
  return { ...sound, channels };
}
