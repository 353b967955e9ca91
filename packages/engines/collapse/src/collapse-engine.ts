import type { Engine, EngineInput } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { hashKernels } from '@backlot/kernels';
import { pictureBuild, readPicture, videoBuild } from '@backlot/media';
import RAPIER from '@dimforge/rapier3d-deterministic-compat';
import type { PlateFiles } from './picture/plan-take.ts';
import { runTake } from './picture/run-take.ts';
import { expectSounds } from './picture/sound-track.ts';
import { type CollapseParameters, collapseParametersSchema } from './set-up/collapse-parameters.ts';
import { resolveSetUp } from './set-up/resolve-set-up.ts';
import type { PlateSize } from './set-up/solve-camera.ts';

const VERSION = '2.1.0';

/** Makes a building on a photographed plate break apart and fall. */
export const collapseEngine: Engine<CollapseParameters> = {
  id: 'collapse',
  version: VERSION,
  title: 'Building collapse',
  parametersSchema: collapseParametersSchema,
  inputRoles: [
    { role: 'plate', required: true, description: 'The photograph of the building: JPEG, PNG, TIFF or EXR.' },
    {
      role: 'clean-plate',
      required: false,
      description: 'The same picture without the building and its shadow; made from the plate when absent.',
    },
    {
      role: 'holdout',
      required: false,
      description: "A grey picture of the plate's size, white where something stands in front: people, trees, cars.",
    },
    {
      role: 'strength-map',
      required: false,
      description: 'Painted over the plate in grey: darker breaks sooner, lighter later, mid grey as usual.',
    },
  ],
  builds,
  expect: ({ output, trigger }) => ({
    widthPx: output.widthPx,
    heightPx: output.heightPx,
    durationFrames: output.durationFrames,
    frameRate: output.frameRate,
    stillFrames: Math.min(trigger.startFrame, output.durationFrames),
    ...expectSounds(output),
  }),
  check,
  run: async (context) => {
    const { parameters, seed, inputs } = context;
    const hashes = inputs.map(({ role, sha256 }) => ({ role, sha256 }));
    const identity = { version: VERSION, parameters, seed, inputs: hashes, builds: await builds() };
    return runTake({ context, files: findFiles(inputs), identity });
  },
};

async function builds(): Promise<Readonly<Record<string, string>>> {
  const kernels = Object.entries(hashKernels()).map(([topic, hash]) => [`kernel-${topic}`, `sha256:${hash}`]);
  return {
    ...Object.fromEntries(kernels),
    physics: await physicsBuild(),
    picture: await pictureBuild(),
    video: await videoBuild(),
  };
}

/** The version that the physics engine's own binary states. */
async function physicsBuild(): Promise<string> {
  await RAPIER.init();
  return `@dimforge/rapier3d-deterministic-compat ${RAPIER.version()}`;
}

async function check(parameters: CollapseParameters, inputs: readonly EngineInput[]): Promise<void> {
  const files = findFiles(inputs);
  const nameOf = (role: string) => inputs.find((input) => input.role === role)?.name ?? role;
  const plate = await readPicture(files.plate, { name: nameOf('plate') });
  resolveSetUp(parameters, plate);
  if (files.cleanPlate) {
    const clean = await readPicture(files.cleanPlate, { name: nameOf('clean-plate') });
    demandSize('Clean plate', clean, plate, {
      code: 'CLEAN_PLATE_SIZE',
      hint: 'Export the clean plate at the size of the plate, from the same camera.',
    });
  }
  if (files.holdout) {
    const holdout = await readPicture(files.holdout, { name: nameOf('holdout') });
    demandSize('Holdout', holdout, plate, {
      code: 'HOLDOUT_SIZE',
      hint: 'Paint the mask on the plate itself: white in front, black elsewhere, grey at soft edges.',
    });
  }
  if (files.strengthMap) {
    const map = await readPicture(files.strengthMap, { name: nameOf('strength-map') });
    demandSize('Strength map', map, plate, {
      code: 'STRENGTH_MAP_SIZE',
      hint: 'Paint the map over the plate, at its size.',
    });
  }
}

function demandSize(
  what: string,
  got: PlateSize,
  plate: PlateSize,
  refusal: { readonly code: 'CLEAN_PLATE_SIZE' | 'HOLDOUT_SIZE' | 'STRENGTH_MAP_SIZE'; readonly hint: string },
): void {
  if (got.widthPx === plate.widthPx && got.heightPx === plate.heightPx) return;
  throw new BacklotError(
    refusal.code,
    `${what}: expected ${plate.widthPx} × ${plate.heightPx} like the plate, got ${got.widthPx} × ${got.heightPx}`,
    { hint: refusal.hint },
  );
}

function findFiles(inputs: readonly EngineInput[]): PlateFiles {
  const plate = inputs.find((input) => input.role === 'plate');
  const cleanPlate = inputs.find((input) => input.role === 'clean-plate');
  const holdout = inputs.find((input) => input.role === 'holdout');
  const strengthMap = inputs.find((input) => input.role === 'strength-map');
  if (!plate) {
    throw new BacklotError('INPUT_MISSING', 'Collapse: expected an input "plate", got none', {
      hint: 'Name the photograph under inputs.plate of the set-up.',
    });
  }
  return {
    plate: plate.path,
    ...(cleanPlate ? { cleanPlate: cleanPlate.path } : {}),
    ...(holdout ? { holdout: holdout.path } : {}),
    ...(strengthMap ? { strengthMap: strengthMap.path } : {}),
  };
}
