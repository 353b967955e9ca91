import { demandPlainSettings, type EngineInput } from '@backlot/engine';
import { BacklotError, secondsAtFrame } from '@backlot/film';
import { readPicture, readVideoInfo } from '@backlot/media';
import { slotVideoInputs, takesPicture } from './video-inputs.ts';
import type { VideoParameters } from './video-parameters.ts';

/** Films are counted in frames of other rates: half a frame of the slowest customary one. */
const TOLERANCE_S = 0.02;

/**
 * Refuses what cannot work before a model is paid: inputs that are unreadable, too short, or of two minds.
 * @throws BacklotError `INPUT_MISSING`, `MODEL_REQUEST_INVALID`, and as `readPicture` and `readVideoInfo`
 */
export async function checkVideo(parameters: VideoParameters, inputs: readonly EngineInput[]): Promise<void> {
  demandPlainSettings(parameters.settings);
  const slotted = slotVideoInputs(inputs, parameters);
  const roles = new Set(slotted.map(({ input }) => input.role));
  if (slotted.filter(({ slot }) => slot === 'image').length > 1)
    throw invalid(
      'expected one picture to start from, got several',
      'Leave the others out; of several variants, name one as parent.',
    );
  if (roles.has('plate') && roles.has('video'))
    throw invalid('expected a plate or another film to work on, got both', 'Leave one of them out.');
  if (roles.has('video-mask') && !roles.has('plate') && !roles.has('video')) {
    throw new BacklotError(
      'INPUT_MISSING',
      'Video: expected an input "plate" or "video": a mask says where it may change',
      {
        hint: 'Send the film too.',
      },
    );
  }
  for (const { slot, input } of slotted) {
    if (takesPicture(slot)) await readPicture(input.path, { name: input.name });
    else await checkFilm(parameters, input);
  }
}

async function checkFilm(
  { frameRate, durationFrames }: VideoParameters,
  { role, name, path }: EngineInput,
): Promise<void> {
  const { duration } = await readVideoInfo(path);
  const [gotS, wantedS] = [duration.numerator / duration.denominator, secondsAtFrame(frameRate, durationFrames)];
  if (gotS >= wantedS - TOLERANCE_S) return;
  throw invalid(
    `expected the ${role} "${name}" to last ${wantedS.toFixed(2)} s like the clip, got ${gotS.toFixed(2)} s`,
    'Ask for fewer frames, or send a longer film.',
  );
}

function invalid(why: string, hint: string): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', `Video: ${why}`, { hint });
}
