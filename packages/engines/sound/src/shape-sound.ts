import { modelOutputUnfit } from '@backlot/engine/model-work';
import { fitSound, type Sound, sampleCountOf, secondsOf } from '@backlot/media';
import { overlapS } from './plan-calls.ts';
import type { SoundParameters } from './sound-parameters.ts';

/** What is missing of less than this is made up with silence. */
const MOST_MISSING_SHARE = 0.05;
/** Long enough that a cut does not click. */
const FADE_S = 0.01;

/**
 * Brings a sound to the length that was asked for, to the sample: a loop by laying what goes beyond over its beginning,
 * anything else by a cut with a short fade.
 * @throws BacklotError `MODEL_OUTPUT_UNFIT` where it is too short
 */
export function shapeSound(call: string, sound: Sound, parameters: SoundParameters): Sound {
  const wanted = Math.round(parameters.durationS * sound.sampleRateHz);
  const got = sampleCountOf(sound);
  const least = parameters.isLoopable
    ? wanted + Math.round(FADE_S * sound.sampleRateHz)
    : wanted * (1 - MOST_MISSING_SHARE);
  if (got < least) {
    const beyond = parameters.isLoopable ? ' and a little more, to close the loop' : '';
    throw modelOutputUnfit(call, `expected ${parameters.durationS} s${beyond}, got ${secondsOf(sound).toFixed(2)} s`, {
      hint: 'Ask for less, or choose a model that makes longer sounds.',
    });
  }
  const overlap = Math.min(got - wanted, Math.round(overlapS(parameters) * sound.sampleRateHz));
  if (parameters.isLoopable) return closeLoop(sound, wanted, overlap);
  return got > wanted
    ? fadeOut(fitSound(sound, wanted), Math.round(FADE_S * sound.sampleRateHz))
    : fitSound(sound, wanted);
}

/** What follows the loop's end sounds on under its beginning, at equal power: the first sample is what comes after the last. */
function closeLoop(sound: Sound, length: number, overlap: number): Sound {
  const channels = sound.channels.map((channel) => {
    const loop = channel.slice(0, length);
    for (let i = 0; i < overlap; i++) {
      const share = i / overlap;
      loop[i] = (channel[i] as number) * Math.sqrt(share) + (channel[length + i] as number) * Math.sqrt(1 - share);
    }
    return loop;
  });
  return { ...sound, channels };
}

function fadeOut(sound: Sound, samples: number): Sound {
  const channels = sound.channels.map((channel) => {
    const faded = channel.slice();
    const first = Math.max(0, faded.length - samples);
    for (let i = first; i < faded.length; i++) faded[i] = ((faded[i] as number) * (faded.length - 1 - i)) / samples;
    return faded;
  });
  return { ...sound, channels };
}
