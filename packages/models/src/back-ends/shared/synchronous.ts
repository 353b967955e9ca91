import type { BackEndAdapter } from '@backlot/engine';
import { BacklotError } from '@backlot/film';

/**
 * What there is to say of calls whose answer comes with their start: nothing names them afterwards, so they can neither be
 * asked for nor ended by anything but their signal, and one whose answer was lost may have been paid.
 */
export const synchronous = {
  restart: 'uncertain',
  pollEveryMs: 1000,
  async poll() {
    throw new BacklotError('MODEL_CALL_UNCERTAIN', 'This back end answers at once, and its answer was lost', {
      hint: 'Look at the vendor whether it was made and paid, and request a new take.',
    });
  },
  async cancel() {
    // There is nothing left that could be ended.
  },
} as const satisfies Pick<BackEndAdapter, 'restart' | 'pollEveryMs' | 'poll' | 'cancel'>;
