import { demandPlainSettings, type EngineInput } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { readSound } from '@backlot/media';
import { slotVoiceInputs } from './voice-inputs.ts';
import type { VoiceParameters } from './voice-parameters.ts';

/**
 * Refuses what cannot work before a model is paid: a recording that is none, or one for two performers.
 * @throws BacklotError `MODEL_REQUEST_INVALID`, and as `readSound`
 */
export async function checkVoice({ lines, settings }: VoiceParameters, inputs: readonly EngineInput[]): Promise<void> {
  demandPlainSettings(settings);
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
