import { formatFrameRate, frameRateSchema } from '@backlot/film';
import { CheckField } from '../forms/check-field.tsx';
import { TwoFields } from '../forms/form-group.tsx';
import { type Options, SelectField } from '../forms/select-field.tsx';
import { NumberField } from './number-field.tsx';
import { type ParametersProps, SizeFields } from './size-fields.tsx';

const RATES: Options<string> = [
  ['24000/1001', '23.976'],
  ['24', '24'],
  ['25', '25'],
  ['30000/1001', '29.97'],
  ['30', '30'],
  ['48', '48'],
  ['50', '50'],
  ['60', '60'],
];

/** Size, length and rate of a clip. */
export function ClipFields({ parameters, onChange }: ParametersProps) {
  const rate = frameRateSchema.safeParse(parameters.frameRate ?? '24');
  const value = rate.success ? formatFrameRate(rate.data) : '';
  return (
    <>
      <SizeFields parameters={parameters} onChange={onChange} />
      <TwoFields>
        <NumberField
          label="Frames"
          value={parameters.durationFrames}
          min={1}
          onChange={(durationFrames) => onChange({ durationFrames })}
        />
        <SelectField
          label="Frames a second"
          value={value}
          options={RATES.some(([each]) => each === value) ? RATES : [...RATES, [value, value]]}
          onChange={(frameRate) => onChange({ frameRate })}
        />
      </TwoFields>
      <CheckField
        label="With sound"
        isChecked={parameters.withSound === true}
        onChange={(withSound) => onChange({ withSound: withSound || undefined })}
        hint="Kept where the model makes it."
      />
    </>
  );
}
