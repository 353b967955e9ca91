import { nameControlFiles } from '../controls/control-files.ts';
import type { Preset } from '../presets/preset.ts';
import { presets } from '../presets/presets.ts';
import type { FinishParameters } from './finish-parameters.ts';

/** What each call of a take is set to: the preset's settings, over them what the parameters say, strength and control spec. */
export function settingsOf(
  parameters: Pick<FinishParameters, 'preset' | 'strength' | 'settings'>,
): Readonly<Record<string, string | number | boolean>> {
  const preset: Preset = presets[parameters.preset];
  return { ...preset.settings, ...parameters.settings, ...ownSettings(preset, parameters.strength) };
}

/** Those that only the parameters' `strength` decides. */
export function ownSettings(preset: Preset, strength: number): Readonly<Record<string, string | number>> {
  if (preset.specSetting === undefined) return { strength };
  const weighed = nameControlFiles(preset.controls, '').flatMap(({ spec, name }) => {
    if (!spec) return [];
    const weight = Math.round(spec.weight * strength * 1000) / 1000;
    return [[spec.name, { control_path: name, control_weight: weight }] as const];
  });
  return { strength, [preset.specSetting]: JSON.stringify(Object.fromEntries(weighed)) };
}
