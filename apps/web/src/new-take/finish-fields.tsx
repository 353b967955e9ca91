import { TwoFields } from '../forms/form-group.tsx';
import { type Options, SelectField } from '../forms/select-field.tsx';
import { NumberField } from './number-field.tsx';
import { textAt } from './set-up-json.ts';
import type { ParametersProps } from './size-fields.tsx';

const PRESETS: Options<string> = [
  ['vace-wan', 'VACE (Wan 2.1)'],
  ['ltx-union', 'LTX union control'],
  ['cosmos-transfer', 'Cosmos-Transfer 2.5'],
  ['go-with-the-flow', 'Go-with-the-Flow'],
  ['diffusion-renderer', 'DiffusionRenderer'],
];

const GUIDES: Options<string> = [
  ['depth', 'Depth'],
  ['render', 'Our render'],
  ['edge', 'Edges'],
  ['normal', 'Normals'],
  ['grey', 'Nothing: all left to it'],
];

/** How our passes become what the model takes. */
export function FinishFields({ parameters, onChange }: ParametersProps) {
  const guide = textAt(parameters, 'guide') || 'depth';
  return (
    <>
      <SelectField
        label="Our passes as"
        value={textAt(parameters, 'preset')}
        options={PRESETS}
        onChange={(preset) => onChange({ preset })}
        hint="How the model wants to be driven."
      />
      <TwoFields>
        <SelectField
          label="Where it paints"
          value={guide}
          options={GUIDES}
          onChange={(next) => onChange({ guide: next === 'depth' ? undefined : next })}
        />
        <NumberField
          label="Strength, 0 to 1"
          value={parameters.strength}
          min={0}
          max={1}
          step={0.05}
          onChange={(strength) => onChange({ strength })}
        />
      </TwoFields>
    </>
  );
}
