import { mkdir } from 'node:fs/promises';
import type { Engine, EngineResult, EngineRunContext } from '@backlot/engine';
import { callModels, deriveCallSeed, prepareModelFiles, trackWork, WAVEFORM_SIZE } from '@backlot/engine/model-work';
import { videoBuild } from '@backlot/media';
import { checkVoice } from './check-voice.ts';
import { makeOutputs } from './make-outputs.ts';
import { lineName, peopleOfVoice, planVoiceCalls, voiceOf, wordsOfVoice } from './plan-calls.ts';
import { slotVoiceInputs, voiceInputRoles } from './voice-inputs.ts';
import { type VoiceParameters, voiceParametersSchema } from './voice-parameters.ts';

/** Says lines in performers' voices, or in nobody's, by any model: each line on its own, and all joined. */
export const voiceEngine: Engine<VoiceParameters> = {
  id: 'voice',
  version: '1.0.0',
  title: 'Voice by a model',
  parametersSchema: voiceParametersSchema,
  inputRoles: voiceInputRoles,
  // What is not WAV is decoded by FFmpeg.
  builds: async () => ({ sound: await videoBuild() }),
  expect: () => ({
    form: 'stills',
    ...WAVEFORM_SIZE,
    durationFrames: 1,
    frameRate: { numerator: 24, denominator: 1 },
    sounds: { count: 1 },
  }),
  words: wordsOfVoice,
  people: peopleOfVoice,
  check: checkVoice,
  planCalls: planVoiceCalls,
  run: runVoice,
};

async function runVoice(context: EngineRunContext<VoiceParameters>): Promise<EngineResult> {
  const { parameters, inputs, seed, workDir, signal } = context;
  signal.throwIfAborted();
  await mkdir(workDir, { recursive: true });
  const track = trackWork(context.report);
  track.models(0);
  const { model: card, lines, settings } = parameters;
  const files = await prepareModelFiles(slotVoiceInputs(inputs), workDir);
  const requests = lines.map((line, index) => {
    const { text: prompt, language } = line;
    const voice = voiceOf(line, parameters);
    const how = { ...(voice === undefined ? {} : { voice }), ...(language === undefined ? {} : { language }) };
    const job = { task: 'speech' as const, prompt, seed: deriveCallSeed(seed, index), ...how, files, settings };
    return { name: lineName(index), card, job };
  });
  const answers = await callModels(context, requests, track);
  const outputs = await makeOutputs(context, answers, track);
  track.files(1);
  return { outputs, digitalSourceType: 'trainedAlgorithmicMedia', figures: { calls: requests.length } };
}
