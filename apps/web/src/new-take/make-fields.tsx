import { formatFrameRate, frameRateSchema } from '@backlot/film';
import { CheckField } from '../forms/check-field.tsx';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { TwoFields } from '../forms/form-group.tsx';
import { type Options, SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import type { ModelEngine } from './model-engines.ts';
import styles from './model-form.module.css';
import type { ModelSetUp } from './model-set-up.ts';
import { NumberField } from './number-field.tsx';
import { type Json, textAt } from './set-up-json.ts';

interface MakeFieldsProps {
  readonly engine: ModelEngine;
  readonly setUp: ModelSetUp;
  readonly onChange: (change: Json) => void;
  readonly onSeed: (seed: number) => void;
}

type PartProps = Pick<MakeFieldsProps, 'onChange'> & { readonly parameters: Json };

/** What is made, as this engine counts it: size, length, how many; the seed tells takes of the same words apart. */
export function MakeFields({ engine: { id }, setUp: { parameters, seed }, onChange, onSeed }: MakeFieldsProps) {
  const part = { parameters, onChange };
  return (
    <fieldset className={styles.make}>
      <legend>What is made</legend>
      {id === 'image' && <PictureFields {...part} />}
      {id === 'video' && <ClipFields {...part} />}
      {id === 'finish' && <FinishFields {...part} />}
      {id === 'sound' && <SoundFields {...part} />}
      {id === 'voice' && (
        <TextField
          label="Voice, by the vendor’s name"
          value={textAt(parameters, 'voice')}
          onChange={(voice) => onChange({ voice })}
        />
      )}
      <NumberField
        label="Seed"
        value={seed}
        min={0}
        max={0xffff_ffff}
        step={1}
        onChange={(next) => onSeed(next ?? 0)}
      />
    </fieldset>
  );
}

const KINDS: Options<'concept' | 'clean-plate' | 'texture'> = [
  ['concept', 'Concept'],
  ['clean-plate', 'Clean plate'],
  ['texture', 'Texture'],
];

function PictureFields({ parameters, onChange }: PartProps) {
  const kind = KINDS.find(([each]) => each === parameters.kind)?.[0] ?? 'concept';
  return (
    <>
      <SelectField
        label="Kind"
        value={kind}
        options={KINDS}
        onChange={(next) => onChange({ kind: next, ...(next === 'clean-plate' ? {} : { exr: undefined }) })}
      />
      <Size parameters={parameters} onChange={onChange} />
      <Variants parameters={parameters} onChange={onChange} />
      {kind === 'clean-plate' && (
        <CheckField
          label="Also as scene-linear EXR"
          isChecked={parameters.exr === true}
          onChange={(exr) => onChange({ exr: exr || undefined })}
        />
      )}
    </>
  );
}

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

function ClipFields({ parameters, onChange }: PartProps) {
  const rate = frameRateSchema.safeParse(parameters.frameRate ?? '24');
  const value = rate.success ? formatFrameRate(rate.data) : '';
  return (
    <>
      <Size parameters={parameters} onChange={onChange} />
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

function FinishFields({ parameters, onChange }: PartProps) {
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

function SoundFields({ parameters, onChange }: PartProps) {
  return (
    <>
      <NumberField
        label="Seconds"
        value={parameters.durationS}
        min={0.5}
        max={300}
        step={0.5}
        onChange={(durationS) => onChange({ durationS })}
      />
      <Variants parameters={parameters} onChange={onChange} />
      <CheckField
        label="Its end goes over into its beginning"
        isChecked={parameters.isLoopable === true}
        onChange={(isLoopable) => onChange({ isLoopable: isLoopable || undefined })}
      />
    </>
  );
}

function Size({ parameters, onChange }: PartProps) {
  return (
    <TwoFields>
      <NumberField
        label="Width, px"
        value={parameters.widthPx}
        min={64}
        max={8192}
        step={2}
        onChange={(widthPx) => onChange({ widthPx })}
      />
      <NumberField
        label="Height, px"
        value={parameters.heightPx}
        min={64}
        max={8192}
        step={2}
        onChange={(heightPx) => onChange({ heightPx })}
      />
    </TwoFields>
  );
}

const COUNTS: Options<string> = ['1', '2', '3', '4'].map((count) => [count, count] as const);

function Variants({ parameters, onChange }: PartProps) {
  const count = typeof parameters.variants === 'number' ? parameters.variants : 1;
  return (
    <ChoiceRow
      legend="Variants, each a call of its own"
      value={String(count)}
      options={COUNTS}
      onChange={(next) => onChange({ variants: Number(next) })}
    />
  );
}
