import type { EngineInput } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import type { FinishParameters } from '../set-up/finish-parameters.ts';

/** The files of the take that is finished, in frame order. */
export interface TakeInputs {
  readonly composite: readonly string[];
  readonly passes: readonly string[];
  /** Whose grain is measured; absent: the first frame of the composite. */
  readonly plate?: string;
  /** One for the whole shot, one a frame, or none. */
  readonly masks: readonly string[];
}

/**
 * Sorts the inputs by role and frame.
 * @throws BacklotError `INPUT_MISSING` where frames are missing
 */
export function findInputs(parameters: FinishParameters, inputs: readonly EngineInput[]): TakeInputs {
  const { durationFrames } = parameters.output;
  const composite = pathsOf(inputs, 'composite');
  const passes = pathsOf(inputs, 'passes');
  const masks = pathsOf(inputs, 'mask');
  const plate = pathsOf(inputs, 'plate')[0];
  for (const [role, paths] of Object.entries({ composite, passes })) {
    if (paths.length === durationFrames) continue;
    throw new BacklotError(
      'INPUT_MISSING',
      `Finish: expected ${durationFrames} frames of input "${role}", got ${paths.length}`,
      { hint: `Name the take under inputs.${role}, and give output.durationFrames of that take.` },
    );
  }
  if (masks.length > 1 && masks.length !== durationFrames) {
    throw new BacklotError('INPUT_MISSING', `Finish: expected 1 or ${durationFrames} masks, got ${masks.length}`, {
      hint: 'Give one picture for the whole shot, or one for each frame.',
    });
  }
  return { composite, passes, masks, ...(plate === undefined ? {} : { plate }) };
}

function pathsOf(inputs: readonly EngineInput[], role: string): readonly string[] {
  // Frame numbers grow longer at 10000.
  const order = (a: EngineInput, b: EngineInput): number => a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
  return inputs
    .filter((input) => input.role === role)
    .sort(order)
    .map(({ path }) => path);
}
