import { demandPlainSettings, type EngineInput } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { readSound } from '@backlot/media';
import { voiceOf } from './plan-calls.ts';
import { slotVoiceInputs } from './voice-inputs.ts';
import type { VoiceParameters } from './voice-parameters.ts';

/** Whose a voice is of a line without performer; no id has a space. */
const NOBODY = 'nobody in particular';

/**
 * Refuses what cannot work before a model is paid: a recording that is none, or a recording or voice for two performers.
 * @throws BacklotError `MODEL_REQUEST_INVALID`, and as `readSound`
 */
export async function checkVoice(parameters: VoiceParameters, inputs: readonly EngineInput[]): Promise<void> {
  const { lines, settings } = parameters;
  demandPlainSettings(settings);
  demandOneOwnerEach(parameters);
  const recordings = slotVoiceInputs(inputs);
  if (recordings.length === 0) demandNamedVoices(parameters);
  const performers = [...new Set(lines.map(({ performer = NOBODY }) => performer))];
  for (const { input } of recordings) {
    if (performers.length > 1 || lines.some(({ performer }) => performer === undefined)) {
      throw new BacklotError(
        'MODEL_REQUEST_INVALID',
        `Voice: expected the lines of one performer beside a recording, got ${performers.join(', ')}`,
        { hint: 'Make a take for each performer, and name them: a recording is of somebody.' },
      );
    }
    if (await readSound(input.path)) continue;
    throw new BacklotError('SOUND_UNREADABLE', `Voice: the recording "${input.name}" has no sound`, {
      hint: 'Send a recording of the performer.',
    });
  }
}

/** A model's default voice is no performer's. */
function demandNamedVoices(parameters: VoiceParameters): void {
  const unnamed = parameters.lines.find(
    (line) => line.performer !== undefined && voiceOf(line, parameters) === undefined,
  );
  if (!unnamed) return;
  throw new BacklotError(
    'MODEL_REQUEST_INVALID',
    `Voice: expected a voice or a recording of ${unnamed.performer}, got none`,
    {
      hint: 'Name the vendor’s id of their voice as voice, or send a recording of them as voice-reference.',
    },
  );
}

/** A voice is one person's: where one stands for two, a consent would be taken for another's voice. */
function demandOneOwnerEach(parameters: VoiceParameters): void {
  const owners = new Map<string | undefined, string>();
  for (const line of parameters.lines) {
    const voice = voiceOf(line, parameters);
    const performer = line.performer ?? NOBODY;
    const owner = owners.get(voice) ?? performer;
    if (owner !== performer) {
      throw new BacklotError(
        'MODEL_REQUEST_INVALID',
        `Voice: expected "${voice ?? 'the default'}" to be the voice of one performer, got ${owner} and ${performer}`,
        { hint: 'Name the voice of each performer in their lines.' },
      );
    }
    owners.set(voice, owner);
  }
}
