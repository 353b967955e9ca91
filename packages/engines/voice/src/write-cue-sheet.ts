import { rename, writeFile } from 'node:fs/promises';
import { explainWriteError, type Sound, secondsOf } from '@backlot/media';
import type { Cue } from './join-lines.ts';
import { lineFile } from './line-file.ts';
import type { VoiceParameters } from './voice-parameters.ts';

/** Writes who says what where, as JSON: for editors, and for whoever lays the lines to picture. */
export async function writeCueSheet(
  path: string,
  { lines }: VoiceParameters,
  { sound, cues }: { readonly sound: Sound; readonly cues: readonly Cue[] },
): Promise<void> {
  const { sampleRateHz } = sound;
  const sheet = {
    sampleRateHz,
    durationS: secondsOf(sound),
    cues: cues.map((cue, index) => ({
      file: lineFile(index),
      ...lines[index],
      ...cue,
      startS: cue.startSample / sampleRateHz,
      endS: cue.endSample / sampleRateHz,
    })),
  };
  try {
    await writeFile(`${path}.partial`, `${JSON.stringify(sheet, undefined, 2)}\n`, { flush: true });
    await rename(`${path}.partial`, path);
  } catch (error) {
    throw explainWriteError(error, path);
  }
}
