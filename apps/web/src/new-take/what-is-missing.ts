import type { ModelEngine } from './model-engines.ts';
import type { ModelSetUp } from './model-set-up.ts';
import { MOST_LINE_LETTERS, MOST_PROMPT_LETTERS, tooLong } from './prompt-length.ts';
import { type Json, textAt } from './set-up-json.ts';
import type { InputFiles } from './use-input-files.ts';

/** What still has to be said before the studio can be asked, in a sentence; undefined where nothing is missing. */
export function whatIsMissing(
  engine: ModelEngine,
  { parameters, shot, inputs }: ModelSetUp,
  { isKnown, files }: { readonly isKnown: boolean; readonly files: Pick<InputFiles, 'chosen' | 'reused'> },
): string | undefined {
  if (!isKnown) return 'Name a production that exists: its models are asked.';
  if (shot.trim() === '') return 'Name the shot.';
  if (textAt(parameters, 'model') === '') return 'Choose a model.';
  if (engine.id === 'finish' && !inputs.get('composite')?.take) return 'Choose the take to finish.';
  const words = engine.id === 'voice' ? missingOfVoice(parameters) : missingOfPrompt(parameters);
  if (words !== undefined) return words;
  const open = engine.inputs.find(({ role }) => {
    const input = inputs.get(role);
    return input !== undefined && input.take === '' && !(role in files.chosen) && !(role in files.reused);
  });
  return open && `Choose the file: ${open.label.toLowerCase()}.`;
}

function missingOfPrompt(parameters: Json): string | undefined {
  const prompt = textAt(parameters, 'prompt');
  if (prompt.trim() === '') return 'Say what you want in words.';
  return [prompt, textAt(parameters, 'negativePrompt')].map((text) => tooLong(text, MOST_PROMPT_LETTERS)).find(Boolean);
}

function missingOfVoice(parameters: Json): string | undefined {
  if (textAt(parameters, 'voice').trim() === '') return 'Name the voice.';
  const { lines } = parameters;
  const isWhole = (line: unknown): boolean =>
    typeof line === 'object' && line !== null && ['performer', 'text'].every((key) => textAt({ ...line }, key) !== '');
  if (!Array.isArray(lines) || lines.length === 0 || !lines.every(isWhole)) {
    return 'Give each line its performer and its words.';
  }
  return lines.map((line) => tooLong(textAt({ ...line }, 'text'), MOST_LINE_LETTERS)).find(Boolean);
}
