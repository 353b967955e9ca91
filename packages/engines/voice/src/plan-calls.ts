import type { CallPlan, EngineInput, UsedByEngine } from '@backlot/engine';
import { planSources, wordsOfSettings } from '@backlot/engine/model-work';
import { slotVoiceInputs } from './voice-inputs.ts';
import type { VoiceLine, VoiceParameters } from './voice-parameters.ts';

/** All that people wrote: the lines, who says them, the voices' names, which may well be somebody's, and languages. */
export function wordsOfVoice(parameters: VoiceParameters): CallPlan['words'] {
  const { lines, settings } = parameters;
  const voices = new Map(
    lines.flatMap((line) => wordsOfVoiceOf(line, parameters)).map((word) => [word.where + word.text, word]),
  );
  const languages = [...new Set(lines.flatMap(({ language }) => language ?? []))];
  return [
    ...lines.flatMap(({ text, character }, index) => [
      { where: `line ${index + 1}`, text },
      ...(character === undefined ? [] : [{ where: `character of line ${index + 1}`, text: character }]),
    ]),
    ...voices.values(),
    ...languages.map((text) => ({ where: 'language', text })),
    ...wordsOfSettings(settings),
  ];
}

/** Every performer whose voice is made, in each language: words they never spoke, or theirs in another language. */
export function peopleOfVoice({ lines }: VoiceParameters): UsedByEngine[] {
  const uses = new Map(
    lines.flatMap(({ performer, language }) =>
      performer === undefined || language === undefined
        ? []
        : [[`${performer} ${language.toLowerCase()}`, { performer, language }] as const],
    ),
  );
  return [...uses.values()].map((use) => ({ ...use, operations: ['voice-synthesis', 'dub'] as const }));
}

/** One call for each line, with the words of that line alone. */
export function planVoiceCalls(parameters: VoiceParameters, inputs: readonly EngineInput[]): CallPlan[] {
  const { model: card, lines, settings } = parameters;
  const sources = planSources(slotVoiceInputs(inputs));
  return lines.map((line, index) => ({
    name: lineName(index),
    card,
    task: 'speech',
    words: [
      { where: `line ${index + 1}`, text: line.text },
      ...wordsOfVoiceOf(line, parameters),
      ...(line.language === undefined ? [] : [{ where: 'language', text: line.language }]),
      ...wordsOfSettings(settings),
    ],
    sources,
    settings,
    hasVoice: voiceOf(line, parameters) !== undefined,
  }));
}

/** Of the line at `index`, counted from 0: `line-001`. */
export function lineName(index: number): string {
  return `line-${String(index + 1).padStart(3, '0')}`;
}

/** Whose voice the vendor's is said to be: only people can tell whether it is. */
function wordsOfVoiceOf(line: VoiceLine, parameters: VoiceParameters): CallPlan['words'] {
  const text = voiceOf(line, parameters);
  const whose = line.performer === undefined ? 'voice, nobody’s as whoever asks says' : `voice of ${line.performer}`;
  return text === undefined ? [] : [{ where: whose, text }];
}

/** The vendor's voice that says a line; absent for the model's default. */
export function voiceOf(line: VoiceLine, { voice }: VoiceParameters): string | undefined {
  return line.voice ?? voice;
}
