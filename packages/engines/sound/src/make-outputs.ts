import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineOutput, EngineRunContext, ModelAnswer } from '@backlot/engine';
import { keepOriginal, readAnsweredSound, soundPicture, variantName, type WorkTrack } from '@backlot/engine/model-work';
import { writePng, writeWav } from '@backlot/media';
import { shapeSound } from './shape-sound.ts';
import type { SoundParameters } from './sound-parameters.ts';

/** Writes every variant with its picture, what came as it came, and the first picture as the poster. */
export async function makeOutputs(
  context: EngineRunContext<SoundParameters>,
  answers: readonly ModelAnswer[],
  track: Pick<WorkTrack, 'files'>,
): Promise<EngineOutput[]> {
  const { parameters, outDir, signal } = context;
  for (const part of ['sounds', 'waveforms']) await mkdir(join(outDir, part), { recursive: true });
  const outputs: EngineOutput[] = [];
  for (const [index, answer] of answers.entries()) {
    signal.throwIfAborted();
    const call = variantName(index);
    const { sound: came, original } = await readAnsweredSound(call, answer);
    const sound = shapeSound(call, came, parameters);
    const picture = soundPicture(sound);
    const [wav, png] = [`sounds/${call}.wav`, `waveforms/${call}.png`];
    await writeWav(join(outDir, wav), sound);
    await writePng(join(outDir, png), picture);
    if (index === 0) {
      await writePng(join(outDir, 'poster.png'), picture);
      outputs.push({ role: 'poster', name: 'poster.png', mediaType: 'image/png' });
    }
    outputs.push({ role: 'sound', name: wav, mediaType: 'audio/wav' });
    outputs.push({ role: 'waveform', name: png, mediaType: 'image/png', frame: index });
    outputs.push(await keepOriginal(original, outDir, call));
    track.files((index + 1) / (answers.length + 1));
  }
  return outputs;
}
