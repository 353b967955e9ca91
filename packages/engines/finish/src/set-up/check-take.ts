import { demandPlainSettings, refuseSetting } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { readPicture } from '@backlot/media';
import { readMask } from '../frames/read-mask.ts';
import { type CompositeFrame, type PassesFrame, readComposite, readPasses } from '../frames/take-frame.ts';
import type { ShotPlan } from './plan-shot.ts';
import { ownSettings } from './settings-of.ts';

/**
 * Looks at settings, then reads the first and the last frame of a take, of its masks, and its plate.
 * @throws BacklotError `SET_UP_INVALID` where they are of another size, `MODEL_REQUEST_INVALID`, and what reading them throws
 */
export async function checkTake({ files, parameters, preset }: ShotPlan): Promise<void> {
  demandPlainSettings(parameters.settings);
  const taken = Object.keys(ownSettings(preset, 1)).find((name) => Object.hasOwn(parameters.settings, name));
  if (taken !== undefined) throw refuseSetting(taken, '"strength" of the parameters decides it');
  for (const path of endsOf(files.composite)) checkSize(path, await readComposite(path), parameters.output);
  for (const path of endsOf(files.passes)) checkSize(path, await readPasses(path), parameters.output);
  for (const path of endsOf(files.masks)) await readMask(path, parameters.output);
  if (files.plate !== undefined) await readPicture(files.plate);
}

function endsOf(paths: readonly string[]): readonly string[] {
  return [...new Set([paths[0], paths.at(-1)])].flatMap((path) => (path === undefined ? [] : [path]));
}

function checkSize(
  path: string,
  { widthPx, heightPx }: Pick<CompositeFrame | PassesFrame, 'widthPx' | 'heightPx'>,
  output: { readonly widthPx: number; readonly heightPx: number },
): void {
  if (widthPx === output.widthPx && heightPx === output.heightPx) return;
  throw new BacklotError(
    'SET_UP_INVALID',
    `${path}: expected ${output.widthPx} × ${output.heightPx} as in output, got ${widthPx} × ${heightPx}`,
    { hint: 'Give output.widthPx and output.heightPx of the take that is finished.' },
  );
}
