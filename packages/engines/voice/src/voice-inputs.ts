import type { EngineInput, EngineInputRole } from '@backlot/engine';
import { type SlottedInput, slotInputs } from '@backlot/engine/model-work';

/** What a voice take may be given besides its lines. */
export const voiceInputRoles: readonly EngineInputRole[] = [
  {
    role: 'voice-reference',
    required: false,
    description: 'A recording of the performer, for models that take their voice from one. All lines are then theirs.',
  },
];

/** The inputs as the model gets them. */
export function slotVoiceInputs(inputs: readonly EngineInput[]): readonly SlottedInput[] {
  return slotInputs(inputs, { 'voice-reference': 'sound' });
}
