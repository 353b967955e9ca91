import { drawWaveform, type Picture, type Sound } from '@backlot/media';

/** Of the pictures that stand for sounds in lists and reviews. */
export const WAVEFORM_SIZE = { widthPx: 1280, heightPx: 320 } as const;

/** The picture of a sound. */
export function soundPicture(sound: Sound): Picture {
  return drawWaveform(sound, WAVEFORM_SIZE);
}
