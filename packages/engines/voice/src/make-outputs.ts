import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineOutput, EngineRunContext, ModelAnswer } from '@backlot/engine';
import { keepOriginal, readAnsweredSound, soundPicture, type WorkTrack } from '@backlot/engine/model-work';
import { type Sound, writePng, writeWav } from '@backlot/media';
import { joinLines } from './join-lines.ts';
import { lineFile } from './line-file.ts';
import { lineName } from './plan-calls.ts';
import type { VoiceParameters } from './voice-parameters.ts';
import { writeCueSheet } from './write-cue-sheet.ts';

const joinedOutput: EngineOutput = { role: 'sound', name: 'voice.wav', mediaType: 'audio/wav' };
const cueOutput: EngineOutput = { role: 'cue-sheet', name: 'cues.json', mediaType: 'application/json' };
const waveformOutput: EngineOutput = { role: 'waveform', name: 'waveform.png', mediaType: 'image/png', frame: 0 };
const posterOutput: EngineOutput = { role: 'poster', name: 'poster.png', mediaType: 'image/png' };

/** Writes each line, all of them joined, the cue sheet, a picture of the sound, and what came as it came. */
export async function makeOutputs(
  context: EngineRunContext<VoiceParameters>,
  answers: readonly ModelAnswer[],
  track: Pick<WorkTrack, 'files'>,
): Promise<EngineOutput[]> {
  const { parameters, outDir, signal } = context;
  await mkdir(join(outDir, 'lines'), { recursive: true });
  const [outputs, sounds]: [EngineOutput[], Sound[]] = [[], []];
  for (const [index, answer] of answers.entries()) {
    signal.throwIfAborted();
    const { sound, original } = await readAnsweredSound(lineName(index), answer);
    await writeWav(join(outDir, lineFile(index)), sound);
    outputs.push({ role: 'line', name: lineFile(index), mediaType: 'audio/wav' });
    outputs.push(await keepOriginal(original, outDir, lineName(index)));
    sounds.push(sound);
    track.files((index + 1) / (answers.length + 1));
  }
  signal.throwIfAborted();
  const joined = joinLines(sounds, parameters.pauseMs);
  await writeWav(join(outDir, joinedOutput.name), joined.sound);
  await writeCueSheet(join(outDir, cueOutput.name), parameters, joined);
  const picture = soundPicture(joined.sound);
  for (const { name } of [waveformOutput, posterOutput]) await writePng(join(outDir, name), picture);
  return [joinedOutput, cueOutput, waveformOutput, posterOutput, ...outputs];
}
