import { BacklotError } from '@backlot/film';
import type { ModelCaller } from '../models/model-caller.ts';

/** For engines that use no model: any call fails. */
export const refuseModels: ModelCaller = {
  call: async ({ name }) => {
    throw new BacklotError('MODEL_REQUEST_INVALID', `Model call "${name}": this run has no way to models`, {
      hint: 'An engine that uses models names its calls with `planCalls`.',
    });
  },
};
