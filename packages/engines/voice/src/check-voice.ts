import { demandPlainSettings, type EngineInput } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { readSound } from '@backlot/media';
import { voiceOf } from './plan-calls.ts';
import { slotVoiceInputs } from './voice-inputs.ts';
import type { VoiceParameters } from './voice-parameters.ts';

/**
 * Refuses what cannot work before a model is paid: a recording that is none, or a recording or voice for two performers.
 * @throws BacklotError `MODEL_REQUEST_INVALID`, and as `readSound`
 */
export async function checkVoice(parameters: VoiceParameters, inputs: readonly EngineInput[]): Promise<void> {
  const { lines, settings } = parameters;
  demandPlainSettings(settings);
  demandOneOwnerEach(parameters);
  const performers = [...new Set(lines.map(({ performer }) => performer))];
  for (const { input } of slotVoiceInputs(inputs)) {
    if (performers.length > 1) {
      throw new BacklotError(
        'MODEL_REQUEST_INVALID',
        `Voice: expected the lines of one performer beside a recording, got ${performers.join(', ')}`,
        { hint: 'Make a take for each performer.' },
      );
    }
    if (await readSound(input.path)) continue;
    throw new BacklotError('SOUND_UNREADABLE', `Voice: the recording "${input.name}" has no sound`, {
      hint: 'Send a recording of the performer.',
    });
  }
}

/** A voice is one person's: where one stands for two, a consent would be taken for another's voice. */
function demandOneOwnerEach(parameters: VoiceParameters): void {
  const owners = new Map<string, string>();
  for (const line of parameters.lines) {
    const voice = voiceOf(line, parameters);
    const owner = owners.get(voice) ?? line.performer;
    if (owner !== line.performer) {
      throw new BacklotError(
        'MODEL_REQUEST_INVALID',
        `Voice: expected "${voice}" to be the voice of one performer, got ${owner} and ${line.performer}`,
        { hint: 'Name the voice of each performer in their lines.' },
      );
    }
    owners.set(voice, owner);
  }
}
