import { type Sound, sampleCountOf } from './sound.ts';

/** Brings sound to a number of samples: what is too much is cut off its end, what is missing is silence. */
export function fitSound(sound: Sound, sampleCount: number): Sound {
  if (sampleCountOf(sound) === sampleCount) return sound;
  const channels = sound.channels.map((channel) => {
    const fitted = new Float32Array(sampleCount);
    fitted.set(channel.subarray(0, sampleCount));
    return fitted;
  });
  return { ...sound, channels };
}
